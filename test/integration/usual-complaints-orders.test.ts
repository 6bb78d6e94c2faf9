/**
 * What users of such connectors suffer from most with orders; each shown to be impossible here, or visible. [n]: the number in
 * the list of complaints these tests follow, as in usual-complaints.test.ts.
 */
import { describe, expect, it } from "vitest";

import { resolveHeldOrder } from "../../app/orders/resolve";
import { viewOrder } from "../../app/orders/views/order-detail";
import type { OrderInput } from "../world/hkj";
import { totalsOf } from "../world/shopify/orders/totals";
import { type ShopOptions, useOrdersHouse } from "./orders/house";
import { orderJobs, runJobs } from "./orders/jobs";
import { openShopify } from "./orders/shopify";

const house = useOrdersHouse({ patienceMs: 10 });
const goods = [
  { sku: "OLV-750", price: "6.250", stock: 10 },
  { sku: "ZTR-500", price: "1.500", stock: 10 },
];
const oil: OrderInput = { items: [{ sku: "OLV-750", quantity: 1, unitPriceFils: 6250 }] };
const zaatar: OrderInput = { items: [{ sku: "ZTR-500", quantity: 2, unitPriceFils: 1500 }] };

/** A connected shop that takes orders through the channel's door. */
async function open(options: ShopOptions = {}) {
  const home = await house.addShop(options);
  const shopify = await openShopify(house, home, goods);
  const { db } = house.effects;
  const run = () => runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
  return {
    home,
    shopify,
    run,
    made: () => shopify.shop.orders.all,
    async place(input: OrderInput) {
      const order = await house.hkj.placeOrder(home.hkjShop, input, { attempts: 1, timeoutMs: 20_000 });
      await run();
      const { orderNumber: channelOrderId } = order;
      const where = { connectionId_channelOrderId: { connectionId: home.connection.id, channelOrderId } };
      return db.placedOrder.findUniqueOrThrow({ where });
    },
    async cancel(channelOrderId: string) {
      await house.hkj.cancelOrder(home.hkjShop, channelOrderId, "changed my mind", { repeats: 2 });
      await run();
    },
    /** The article is no longer in Shopify, and nobody told us yet. */
    lose(sku: string) {
      const variant = shopify.shop.variants.all.find((one) => one.sku === sku);
      if (variant) shopify.shop.variants.delete(variant.id);
    },
    stock: (sku: string) => shopify.shop.items.all.find((item) => item.variant.sku === sku)?.levels[0]?.available,
    problems: async () =>
      (await db.problem.findMany({ where: { shop: home.shop, clearedAt: null } })).map(({ code }) => code),
    timeline: async (id: string) => (await viewOrder(db, home.shop, id))?.timeline.map(({ kind }) => kind) ?? [],
  };
}

describe("one bad order", () => {
  it("an order for a deleted product waits with its reason, or has a line without it; others pass [30]", async () => {
    const shop = await open();
    shop.lose("ZTR-500");
    const held = await shop.place(zaatar);
    expect(held).toMatchObject({ state: "held", reason: "order.variant_gone" });
    expect(await shop.place(oil)).toMatchObject({ state: "created" });
    expect(await shop.problems()).toEqual(["order.variant_gone"]);
    await resolveHeldOrder(house.effects, shop.home.shop, held.id, { kind: "custom", line: 0 });
    await shop.run();
    expect(shop.made()).toHaveLength(2);
    const easy = await open({ settings: { unknownSku: "custom" } });
    easy.lose("ZTR-500");
    expect(await easy.place(zaatar)).toMatchObject({ state: "created" });
    expect(easy.made()).toMatchObject([{ lineItems: [{ sku: "ZTR-500", variantId: null, quantity: 2 }] }]);
    expect(await easy.problems()).toEqual(["order.custom_lines"]);
  });

  it("an order for a variant nobody knows waits with its reason, or has a line without it [31]", async () => {
    const strange: OrderInput = { items: [{ sku: "NOBODY", quantity: 1, unitPriceFils: 900 }] };
    const shop = await open();
    expect(await shop.place(strange)).toMatchObject({ state: "held", reason: "order.unknown_sku" });
    expect(await shop.place(oil)).toMatchObject({ state: "created" });
    const easy = await open({ settings: { unknownSku: "custom" } });
    expect(await easy.place(strange)).toMatchObject({ state: "created" });
    expect(easy.made()).toMatchObject([{ lineItems: [{ title: "Article", sku: "NOBODY", variantId: null }] }]);
  });
});

describe("identity", () => {
  it("a line that has a name and no SKU does not break its order [38]", async () => {
    const data = {
      items: [
        { sku: "OLV-750", quantity: 1, unit_price_fils: 6250 },
        { title_ar: "تغليف هدية", quantity: 1, unit_price_fils: 500 },
      ],
      total_fils: 8750,
    };
    const shop = await open();
    const held = await shop.place({ items: [], data });
    expect(held).toMatchObject({ state: "held", reasonParams: { sku: "تغليف هدية", line: 2 } });
    await resolveHeldOrder(house.effects, shop.home.shop, held.id, { kind: "custom", line: 1 });
    await shop.run();
    const lines = [{ sku: "OLV-750" }, { title: "تغليف هدية", sku: null, variantId: null }];
    expect(shop.made()).toMatchObject([{ lineItems: lines }]);
    const easy = await open({ settings: { unknownSku: "custom" } });
    await easy.place({ items: [], data });
    expect(easy.made()).toMatchObject([{ lineItems: lines }]);
  });
});

describe("stock", () => {
  it("a cancelled order puts its stock back once, or not at all, as decided and written down [46]", async () => {
    const shop = await open();
    const row = await shop.place(zaatar);
    expect(shop.stock("ZTR-500")).toBe(8);
    await shop.cancel(row.channelOrderId);
    await shop.cancel(row.channelOrderId);
    expect(shop.stock("ZTR-500")).toBe(10);
    expect((await shop.timeline(row.id)).filter((kind) => kind.startsWith("cancelling"))).toEqual([
      "cancelling_restock",
    ]);
    const keeping = await open({ settings: { restockCancelled: false } });
    const other = await keeping.place(zaatar);
    await keeping.cancel(other.channelOrderId);
    expect(keeping.stock("ZTR-500")).toBe(8);
    expect(keeping.made()[0]?.cancelledAt).not.toBeNull();
    expect(await keeping.timeline(other.id)).toContain("cancelling_keep");
  });
});

describe("money and persons", () => {
  it("amounts are dinars to the last fils, and an order in another currency is never made [47, 48]", async () => {
    const shop = await open();
    await shop.place({ items: [{ sku: "ZTR-500", quantity: 3, unitPriceFils: 1333 }], deliveryFeeFils: 1 });
    const [order] = shop.made();
    expect(order?.currencyCode).toBe("JOD");
    expect(order && totalsOf(order, "placed").total.shop).toBe(4_000_000n);
    const dollars = await open({ currency: "USD" });
    expect(await dollars.place(oil)).toMatchObject({ state: "held", reason: "order.currency_mismatch" });
  });

  it("an order of somebody without name, phone and address is an order [60]", async () => {
    const shop = await open();
    const nobody = { customer: {}, address: {}, data: { customer: null, delivery_address: null } };
    expect(await shop.place({ ...oil, ...nobody })).toMatchObject({ state: "created" });
    expect(shop.made()).toMatchObject([{ customer: null, shippingAddress: null }]);
  });
});
