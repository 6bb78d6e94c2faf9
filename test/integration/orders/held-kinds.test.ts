import { Prisma } from "@prisma/client";

import { describe, expect, it } from "vitest";

import { drainOutbox } from "../../../app/delivery/drain";
import { oneByOne } from "../../../app/delivery/settle";
import { requestRefresh } from "../../../app/orders/placed-order";
import { refuseHeldOrder } from "../../../app/orders/refuse";
import { type Decision, resolveHeldOrder } from "../../../app/orders/resolve";
import { retryHeldOrder } from "../../../app/orders/retry";
import { settleOrder } from "../../../app/orders/settle";
import { viewOrder } from "../../../app/orders/views/order-detail";
import type { OrderInput } from "../../world/hkj";
import { OrderActs } from "../../world/shopify/acts/orders";
import { amount as amountOf } from "../../world/shopify/money";
import type { OrderInput as ShopifyInput, UserError } from "../../world/shopify/orders/input";
import { type Home, type ShopOptions, useOrdersHouse } from "./house";
import { orderJobs, runJobs } from "./jobs";
import { type ShopifySide, openShopify, silent } from "./shopify";

const house = useOrdersHouse({ patienceMs: 10 });
const goods = [
  { sku: "OLV-750", price: "6.250", stock: 5 },
  { sku: "ZTR-500", price: "1.500", stock: 9 },
];
const both: OrderInput = {
  items: [
    { sku: "OLV-750", quantity: 1, unitPriceFils: 6250 },
    { sku: "ZTR-500", quantity: 2, unitPriceFils: 1500 },
  ],
};

type Prepare = (shopify: ShopifySide, home: Home) => unknown;

/** An order through the channel's door, worked on until nothing moves any more. */
async function placed(input: OrderInput, before: Prepare = () => undefined, options: ShopOptions = {}) {
  const home = await house.addShop(options);
  const shopify = await openShopify(house, home, goods);
  await before(shopify, home);
  const run = () => runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
  const order = await house.hkj.placeOrder(home.hkjShop, input, { attempts: 1, timeoutMs: 20_000 });
  await run();
  const { db } = house.effects;
  const row = () => db.placedOrder.findFirstOrThrow({ where: { shop: home.shop } });
  const target = { shop: home.shop, connectionId: home.connection.id };
  const settlers = { listing: () => Promise.resolve(), order: oneByOne(settleOrder), items: () => Promise.resolve([]) };
  return {
    home,
    shopify,
    row,
    run,
    order,
    made: () => shopify.shop.orders.all,
    creates: () => shopify.log.all().filter(({ operation }) => operation === "CreateOrder").length,
    decide: async (decision: Decision) => {
      const done = await resolveHeldOrder(house.effects, home.shop, (await row()).id, decision);
      await run();
      return done;
    },
    retry: async () => {
      await retryHeldOrder(house.effects, home.shop, (await row()).id);
      await run();
    },
    refuse: async () => {
      const done = await refuseHeldOrder(house.effects, home.shop, (await row()).id);
      await drainOutbox(house.effects, house.channels, settlers, target);
      return done;
    },
    atHkj: () => house.hkj.statuses(home.hkjShop, order.orderNumber).map(({ status }) => status),
    problems: async () =>
      (await db.problem.findMany({ where: { shop: home.shop, clearedAt: null } })).map(({ code }) => code),
    timeline: async () => (await viewOrder(db, home.shop, (await row()).id))?.timeline ?? [],
  };
}

const lose =
  (sku: string): Prepare =>
  ({ shop }) => {
    const variant = shop.variants.all.find((one) => one.sku === sku);
    if (variant) shop.variants.delete(variant.id);
  };
const takeOffTheChannel =
  (sku: string): Prepare =>
  async (facts, { shop, connection: { id: connectionId } }) => {
    const { db } = house.effects;
    const retired = { shop, connectionId, sku, variantId: facts.variantId(sku), retiredAt: house.clock.now() };
    await db.skuHistory.create({ data: retired });
    await db.listing.updateMany({ where: { shop, sku }, data: { state: "removed" } });
  };
const refusing =
  (refuses: (input: ShopifyInput) => UserError | undefined): Prepare =>
  ({ shop }) => {
    shop.refusesOrder = (input) => {
      const error = refuses(input);
      return error && [error];
    };
  };
const badAddress: UserError = {
  field: ["order", "shippingAddress", "city"],
  message: "City is invalid",
  code: "INVALID",
};
const badPhone: UserError = { field: ["order", "phone"], message: "Phone is invalid", code: "INVALID" };
const refusesAddress = refusing((input) => (input.shippingAddress ? badAddress : undefined));
const refusesPhone = refusing((input) => (input.phone ? badPhone : undefined));

describe("an order for a variant that was deleted since", () => {
  it("is held, and says which line it is, although Shopify does not", async () => {
    const { row, problems, made } = await placed(both, lose("ZTR-500"));
    expect(await row()).toMatchObject({ state: "held", reason: "order.variant_gone" });
    expect((await row()).reasonParams).toEqual({ sku: "ZTR-500", line: 2 });
    expect(await problems()).toEqual(["order.variant_gone"]);
    expect(made()).toEqual([]);
  });

  it("is not even tried where it is known that the article is not offered any more", async () => {
    const { row, creates } = await placed(both, async (shopify, home) => {
      await takeOffTheChannel("ZTR-500")(shopify, home);
      await lose("ZTR-500")(shopify, home);
    });
    expect(await row()).toMatchObject({ state: "held", reason: "order.variant_gone" });
    expect(creates()).toBe(0);
  });

  it("is made with another article, or without one, as the merchant says", async () => {
    const other = await placed(both, lose("ZTR-500"));
    await other.decide({ kind: "match", line: 1, variantId: other.shopify.variantId("OLV-750") });
    expect(other.made()).toMatchObject([{ lineItems: [{ sku: "OLV-750" }, { sku: "OLV-750", quantity: 2 }] }]);
    const none = await placed(both, lose("ZTR-500"));
    await none.decide({ kind: "custom", line: 1 });
    expect(none.made()).toMatchObject([
      { lineItems: [{ sku: "OLV-750" }, { sku: "ZTR-500", variantId: null, quantity: 2 }] },
    ]);
    expect(await none.problems()).toEqual([]);
  });

  it("is made at once with a line of its own where the settings say so, and the merchant is told", async () => {
    const { made, problems } = await placed(both, lose("ZTR-500"), { settings: { unknownSku: "custom" } });
    expect(made()).toMatchObject([{ lineItems: [{ sku: "OLV-750" }, { sku: "ZTR-500", variantId: null }] }]);
    expect(await problems()).toEqual(["order.custom_lines"]);
  });
});

describe("an order for an article that is not offered any more, and still in the shop", () => {
  it("is made: the shopper saw it before", async () => {
    const { made } = await placed(both, takeOffTheChannel("ZTR-500"));
    expect(made()).toMatchObject([{ lineItems: [{ sku: "OLV-750" }, { sku: "ZTR-500" }] }]);
  });
});

describe("an order that names no price for an article that is off the channel", () => {
  const unpriced = {
    items: both.items,
    data: {
      items: [
        { sku: "OLV-750", quantity: 1, unit_price_fils: 6250 },
        { sku: "ZTR-500", quantity: 2 },
      ],
      total_fils: undefined,
    },
  };
  const forgotten: Prepare = async (shopify, home) => {
    await takeOffTheChannel("ZTR-500")(shopify, home);
    const where = { shop: home.shop, sku: "ZTR-500" };
    await house.effects.db.listing.updateMany({ where, data: { record: Prisma.DbNull } });
  };

  it("is made at the shop's price, which its payment counts", async () => {
    const { made, row, problems } = await placed(unpriced, forgotten);
    expect(await row()).toMatchObject({ state: "created" });
    const [order] = made();
    expect(order?.lineItems.map(({ unitPrice }) => unitPrice.shop)).toEqual([amountOf("6.250"), amountOf("1.500")]);
    expect(order?.transactions.map(({ amount }) => amount.shop)).toEqual([amountOf("11.250")]);
    expect(await problems()).toEqual([]);
  });

  it("is held where that price is none to take exactly", async () => {
    const { made, row, problems } = await placed(unpriced, async (shopify, home) => {
      await forgotten(shopify, home);
      const variant = shopify.shop.variants.all.find(({ sku }) => sku === "ZTR-500");
      if (variant) variant.price = "1.50005";
    });
    expect((await row()).reasonParams).toEqual({ sku: "ZTR-500", line: 2 });
    expect(await problems()).toEqual(["order.price_unknown"]);
    expect(made()).toEqual([]);
  });
});

describe("an order whose address or phone number Shopify refuses", () => {
  it.each([
    ["address", refusesAddress, "order.address_refused"],
    ["phone number", refusesPhone, "order.customer_refused"],
  ])("(%s) is held, and made with all of it in the note when the merchant says so", async (_, before, code) => {
    const { row, decide, made, problems } = await placed(both, before);
    expect(await row()).toMatchObject({ state: "held", reason: code });
    expect(await problems()).toEqual([code]);
    await decide({ kind: "contact_in_note" });
    const [order] = made();
    expect(order).toMatchObject({ shippingAddress: null, phone: null, customer: null });
    for (const text of ["لينا حداد", "+962790000000", "Cairo Street", "Abdoun", "Amman"])
      expect(order?.note).toContain(text);
    expect(await problems()).toEqual([]);
  });

  it("is made so by itself where the settings say so, and the merchant is told until it is shipped", async () => {
    const story = await placed(both, refusesAddress, { settings: { contactRefused: "note" } });
    expect(story.made()).toHaveLength(1);
    expect(story.made()[0]?.note).toContain("Cairo Street");
    expect(await story.problems()).toEqual(["order.contact_noted"]);
    expect(await story.timeline()).toContainEqual(
      expect.objectContaining({ kind: "resolved", detail: { how: "contact_by_settings" } }),
    );
  });

  it("is held after all, and not tried for ever, when the note does not help", async () => {
    const before = refusing(() => badAddress);
    const { row, creates } = await placed(both, before, { settings: { contactRefused: "note" } });
    expect(await row()).toMatchObject({ state: "held", reason: "order.address_refused" });
    expect(creates()).toBe(2);
  });
});

describe("an order in another currency than the shop's", () => {
  const dollars = { currency: "USD", settings: { unknownSku: "custom", totalsMismatch: "accept", oversell: "accept" } };

  it("is never made by itself, nor by any decision, until the shop sells in dinars", async () => {
    const { row, decide, retry, made, home } = await placed(both, undefined, dollars);
    for (const kind of ["accept_stock", "accept_totals", "contact_in_note"] as const) await decide({ kind });
    await decide({ kind: "custom", line: 0 });
    expect(await row()).toMatchObject({ state: "held", reason: "order.currency_mismatch" });
    expect(made()).toEqual([]);
    await house.effects.db.shop.update({ where: { domain: home.shop }, data: { currency: "JOD" } });
    await retry();
    expect(made()).toHaveLength(1);
  });
});

describe("a held order of any kind", () => {
  const many = { items: [{ sku: "OLV-750", quantity: 9, unitPriceFils: 6250 }] };
  const strange = { items: [{ sku: "NOBODY", quantity: 1, unitPriceFils: 100 }] };
  const odd = { ...both, data: { total_fils: 1 } };

  it.each<[string, OrderInput, Prepare | undefined, ShopOptions]>([
    ["order.unknown_sku", strange, undefined, {}],
    ["order.variant_gone", both, lose("OLV-750"), {}],
    ["order.out_of_stock", many, undefined, {}],
    ["order.currency_mismatch", both, undefined, { currency: "USD" }],
    ["order.totals_held", odd, undefined, { settings: { totalsMismatch: "hold" } }],
    ["order.address_refused", both, refusesAddress, {}],
    ["order.customer_refused", both, refusesPhone, {}],
  ])(
    "(%s) is kept, answered for good, shown, and told as cancelled when it is refused",
    async (code, given, before, options) => {
      const story = await placed(given, before, options);
      const row = await story.row();
      expect(row).toMatchObject({ state: "held", reason: code });
      expect(await story.problems()).toEqual([code]);
      await house.hkj.tellAgain(story.home.hkjShop, story.order);
      expect(story.order.attempts.at(-1)?.status).toBe(200);
      expect(story.order.externalId).toBe(row.sourceIdentifier);
      expect(await story.refuse()).toBe(true);
      expect(story.atHkj()).toEqual(["cancelled"]);
      expect(story.made()).toEqual([]);
      expect(await story.problems()).toEqual([]);
    },
  );
});

describe("the merchant of an order made with its contact in the note", () => {
  it("need not be told any more once it is shipped", async () => {
    const story = await placed(both, refusesAddress, { settings: { contactRefused: "note" } });
    house.clock.advance(1_100);
    new OrderActs(story.shopify.shop, silent).fulfillOrder(story.made()[0]?.id ?? "");
    await requestRefresh(house.effects.db, await story.row());
    await story.run();
    expect(await story.problems()).toEqual([]);
  });
});
