import { describe, expect, it } from "vitest";

import { openShop, useShopifyWorld } from "../../../test/support/catalog/shop-world";
import { useDatabase } from "../../../test/support/database";
import type { SelectionRule } from "../../connections/selection-rule";
import { viewOfferedNow } from "./offered-now";

const database = useDatabase();
const shopify = useShopifyWorld();

async function shopWith(tags: readonly string[], selection: readonly SelectionRule[]) {
  const { db } = database;
  const products = tags.map((tag, n) => ({
    title: `Item ${n}`,
    tags: [tag],
    variants: [{ sku: `SKU-${n}`, price: "2", stock: 1 }],
  }));
  const shop = await openShop(database, shopify, { products });
  const choose = (rules: readonly SelectionRule[]) =>
    db.connection.updateMany({ where: { shop: shop.shop }, data: { settings: { selection: [...rules] } } });
  await choose(selection);
  return { ...shop, choose, look: () => viewOfferedNow(db, shop.shop, shop.connectionId) };
}

const only = (value: string): SelectionRule => ({ effect: "only", by: "tag", value });

describe("what is offered now", () => {
  it("is what the rules let through", async () => {
    const shop = await shopWith(["hkj", "hkj", "other"], [only("hkj")]);
    expect(await shop.look()).toEqual({ items: 0, moving: false, ruledOut: false });
    const run = await shop.start("first");
    expect(await shop.look()).toMatchObject({ moving: true });
    await shop.advance(run);
    expect(await shop.look()).toEqual({ items: 2, moving: false, ruledOut: false });
  });

  it("says when the rules keep a whole shop off the channel, from the start or after a change", async () => {
    const never = await shopWith(["hkj"], [only("hjk")]);
    await never.sync();
    expect(await never.look()).toEqual({ items: 0, moving: false, ruledOut: true });

    const changed = await shopWith(["hkj"], [only("hkj")]);
    await changed.sync();
    await changed.choose([only("hjk")]);
    await changed.sync();
    expect(await changed.look()).toMatchObject({ items: 0, ruledOut: true });
    await database.db.connection.updateMany({ where: { shop: changed.shop }, data: { state: "paused" } });
    expect(await changed.look()).toMatchObject({ ruledOut: false });
  });

  it("does not blame rules in a shop that has none, or no products", async () => {
    const empty = await shopWith([], [only("hkj")]);
    await empty.sync();
    expect(await empty.look()).toMatchObject({ items: 0, ruledOut: false });
  });
});
