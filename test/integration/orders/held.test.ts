import { describe, expect, it } from "vitest";

import { searchArticles } from "../../../app/catalog/views/article-search";
import { refuseHeldOrder } from "../../../app/orders/refuse";
import { type Decision, resolveHeldOrder } from "../../../app/orders/resolve";
import type { OrderInput } from "../../world/hkj";
import { type Home, type ShopOptions, useOrdersHouse } from "./house";
import { orderJobs, runJobs } from "./jobs";
import { openShopify } from "./shopify";

const house = useOrdersHouse({ patienceMs: 10 });
const oil = { sku: "OLV-750", price: "6.250", stock: 2 };
const strange = { items: [{ sku: "GONE-1", quantity: 1, unitPriceFils: 3000 }] };

/** An order that came and was worked on, until nothing moves any more. */
async function placed(input: OrderInput, options: ShopOptions = {}) {
  const home = await house.addShop(options);
  const shopify = await openShopify(house, home, [oil]);
  const run = () => runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
  await house.hkj.placeOrder(home.hkjShop, input, { attempts: 1, timeoutMs: 2_000 });
  await run();
  const row = () => house.effects.db.placedOrder.findFirstOrThrow({ where: { shop: home.shop } });
  const decide = async (decision: Decision) => {
    const done = await resolveHeldOrder(house.effects, home.shop, (await row()).id, decision);
    await run();
    return done;
  };
  return { home, shopify, row, decide, run, made: () => shopify.shop.orders.all };
}

async function openProblems({ shop }: Home) {
  const problems = await house.effects.db.problem.findMany({ where: { shop, clearedAt: null } });
  return problems.map(({ code }) => code);
}

describe("a held order with a line the shop does not know", () => {
  it("says which line it is", async () => {
    const { row, home } = await placed(strange);
    expect(await row()).toMatchObject({ state: "held", reason: "order.unknown_sku" });
    expect((await row()).reasonParams).toEqual({ sku: "GONE-1", line: 1 });
    expect(await openProblems(home)).toEqual(["order.unknown_sku"]);
  });

  it("is made of the variant the merchant finds for it, at the price it was sold", async () => {
    const { home, decide, made, row, shopify } = await placed(strange);
    const [article] = await searchArticles(house.effects.db, home.shop, home.connection.id, "olv");
    expect(article).toMatchObject({ sku: "OLV-750", variantId: shopify.variantId("OLV-750") });
    expect(await decide({ kind: "match", line: 0, variantId: article?.variantId ?? "" })).toBe(true);
    expect(made()).toMatchObject([{ lineItems: [{ sku: "OLV-750", quantity: 1 }] }]);
    expect(await row()).toMatchObject({ state: "created", reason: null });
    expect(await openProblems(home)).toEqual([]);
  });

  it("is made of a variant that is not offered any more, as long as the shop has it", async () => {
    const { home, decide, made, row } = await placed(strange);
    const { db } = house.effects;
    await db.listing.updateMany({
      where: { shop: home.shop, sku: "OLV-750" },
      data: { state: "removed", reason: "catalog.excluded" },
    });
    const [article] = await searchArticles(db, home.shop, home.connection.id, "olv");
    expect(article).toMatchObject({ sku: "OLV-750", takenOut: true });
    expect(await decide({ kind: "match", line: 0, variantId: article?.variantId ?? "" })).toBe(true);
    expect(made()).toMatchObject([{ lineItems: [{ sku: "OLV-750", quantity: 1 }] }]);
    expect(await row()).toMatchObject({ state: "created", reason: null });
  });

  it("is made with a line of its own when the merchant says so", async () => {
    const { decide, made } = await placed(strange);
    expect(await decide({ kind: "custom", line: 0 })).toBe(true);
    expect(made()[0]?.lineItems[0]).toMatchObject({ title: "Article", sku: "GONE-1" });
  });

  it("is not made of another shop's variant, of a line it does not have, or when it is not held", async () => {
    const { decide, made, home, row } = await placed(strange);
    expect(await decide({ kind: "match", line: 0, variantId: "999" })).toBe(false);
    expect(await decide({ kind: "custom", line: 1 })).toBe(false);
    const other = await house.addShop();
    const theirs = await resolveHeldOrder(house.effects, other.shop, (await row()).id, { kind: "custom", line: 0 });
    expect(theirs).toBe(false);
    expect(made()).toHaveLength(0);
    expect(await decide({ kind: "custom", line: 0 })).toBe(true);
    expect(await decide({ kind: "custom", line: 0 })).toBe(false);
    expect(made()).toHaveLength(1);
    expect(await refuseHeldOrder(house.effects, home.shop, (await row()).id)).toBe(false);
  });

  it("is made at once where the settings say so, and the merchant is told", async () => {
    const { home, made } = await placed(strange, { settings: { unknownSku: "custom" } });
    expect(made()).toHaveLength(1);
    expect(await openProblems(home)).toEqual(["order.custom_lines"]);
  });
});

describe("a held order", () => {
  it("that asks for more than there is can be taken all the same", async () => {
    const { row, decide, made, home } = await placed({ items: [{ sku: "OLV-750", quantity: 5 }] });
    expect(await row()).toMatchObject({ state: "held", reason: "order.out_of_stock" });
    await decide({ kind: "accept_stock" });
    expect(made()).toHaveLength(1);
    expect(await openProblems(home)).toEqual([]);
  });

  it("whose total is wrong waits only where the settings say so, and can be taken", async () => {
    const input = { items: [{ sku: "OLV-750", quantity: 1 }], data: { total_fils: 1 } };
    const { row, decide, made } = await placed(input, { settings: { totalsMismatch: "hold" } });
    expect(await row()).toMatchObject({ state: "held", reason: "order.totals_held" });
    await decide({ kind: "accept_totals" });
    expect(made()).toHaveLength(1);
  });

  it("can be made with the shopper in its note", async () => {
    const { decide, made } = await placed(strange);
    await decide({ kind: "contact_in_note" });
    await decide({ kind: "custom", line: 0 });
    expect(made()).toMatchObject([{ phone: null, customer: null, shippingAddress: null }]);
    expect(made()[0]?.note).toContain("Phone: +962790000000");
  });

  it("that is refused never becomes an order, and the channel is told why", async () => {
    const { home, row, made, run } = await placed(strange);
    expect(await refuseHeldOrder(house.effects, home.shop, (await row()).id)).toBe(true);
    await run();
    expect(made()).toHaveLength(0);
    expect(await row()).toMatchObject({ state: "cancelled", status: "cancelled" });
    const [told] = await house.effects.db.outboxEvent.findMany({ where: { shop: home.shop } });
    expect(told?.payload).toMatchObject({ status: "cancelled", noteEn: "An item is no longer sold." });
    expect(await openProblems(home)).toEqual([]);
  });
});
