import { describe, expect, it } from "vitest";

import { type ConnectedShop, connectedShop, deliverAll } from "../../test/support/catalog/connected-shop";
import { LONG_AGO, product, variant } from "../../test/support/catalog/facts";
import { useDatabase } from "../../test/support/database";
import type { CanonicalProduct } from "../canonical/product";
import { applyReadings } from "./apply-readings";
import type { ProductFacts } from "./product-facts";

const database = useDatabase();
const start = new Date("2026-11-21T09:00:00.000Z");

/** A connected shop, what the channel has of it, and a clock that every step moves on by a minute. */
async function world(given: Parameters<typeof connectedShop>[2] = {}) {
  const { db } = database;
  const connected = await connectedShop(db, start, given);
  const channel = new Map<string, CanonicalProduct>();
  let at = start;
  const tick = () => (at = new Date(at.getTime() + 60_000));
  return {
    ...connected,
    channel,
    async reads(...facts: (ProductFacts | { gone: string })[]) {
      const now = tick();
      const readings = facts.map((one) =>
        "gone" in one
          ? { productId: one.gone, facts: null, readAt: now, changedAt: now }
          : { productId: one.productId, facts: one, readAt: now, changedAt: now },
      );
      return db.$transaction((tx) => applyReadings(tx, connected.shop, readings, now));
    },
    delivers: () => deliverAll(db, connected, channel, tick()),
    listing: (variantId: string) => listing(connected, variantId),
  };
}

function listing({ connectionId }: ConnectedShop, variantId: string) {
  return database.db.listing.findUniqueOrThrow({
    where: { connectionId_variantId: { connectionId, variantId } },
  });
}

function edited(facts: ProductFacts, change: Partial<ProductFacts>, seconds = 60): ProductFacts {
  return { ...facts, updatedAt: new Date(facts.updatedAt.getTime() + seconds * 1000), ...change };
}

describe("a product that was read", () => {
  it("is sent once, complete, and not again while nothing changes", async () => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11"), variant("12", { price: "7.5" })] });
    expect(await shop.reads(facts)).toMatchObject({ changed: 2, held: 0 });
    const events = await shop.delivers();
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({ type: "product.upserted", changed: ["content", "price", "stock"] });
    expect(shop.channel.get("SKU-12")).toMatchObject({ priceFils: 7500, stockQty: 10, externalId: "12", groupId: "1" });
    expect(await shop.listing("11")).toMatchObject({ state: "synced", version: 1, sentVersion: 1 });

    expect(await shop.reads(edited(facts, {}))).toMatchObject({ changed: 0 });
    expect(await shop.delivers()).toEqual([]);
  });

  it("tells what changed, and when it changed in the shop", async () => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11")] });
    await shop.reads(facts);
    await shop.delivers();
    await shop.reads(edited(facts, { variants: [variant("11", { price: "4.5" })] }));
    const [event] = await shop.delivers();
    expect(event).toMatchObject({ changed: ["price"], product: { priceFils: 4500 } });
    expect(event?.eventId).toMatch(/-v2$/);
  });

  it.each([
    ["drafted", { status: "DRAFT" }, "catalog.product_draft"],
    ["archived", { status: "ARCHIVED" }, "catalog.product_archived"],
    ["unlisted", { status: "UNLISTED" }, "catalog.product_unlisted"],
    ["unpublished", { publishedAt: null }, "catalog.product_unpublished"],
    ["scheduled for later", { publishedAt: new Date("2027-01-01") }, "catalog.product_unpublished"],
  ])("leaves the channel when it is %s, and comes back with it", async (_, change, reason) => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11")] });
    await shop.reads(facts);
    await shop.delivers();
    await shop.reads(edited(facts, change));
    expect((await shop.delivers()).map(({ type }) => type)).toEqual(["product.removed"]);
    expect(shop.channel.size).toBe(0);
    expect(await shop.listing("11")).toMatchObject({ state: "removed", reason, record: null });
    await shop.reads(edited(facts, {}, 120));
    await shop.delivers();
    expect([...shop.channel.keys()]).toEqual(["SKU-11"]);
    expect(await shop.listing("11")).toMatchObject({ state: "synced", reason: null });
  });

  it("leaves no row when it was never offered", async () => {
    const shop = await world();
    await shop.reads(product("1", { status: "DRAFT" }));
    expect(await database.db.listing.count({ where: { shop: shop.shop } })).toBe(0);
  });

  it("leaves the channel when it or one of its variants is gone", async () => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11"), variant("12")] });
    await shop.reads(facts);
    await shop.delivers();
    await shop.reads(edited(facts, { variants: [variant("12")] }));
    await shop.delivers();
    expect([...shop.channel.keys()]).toEqual(["SKU-12"]);
    expect(await shop.listing("11")).toMatchObject({ state: "removed", reason: "catalog.variant_removed" });
    await shop.reads({ gone: "1" });
    await shop.delivers();
    expect(shop.channel.size).toBe(0);
    expect(await shop.listing("12")).toMatchObject({ state: "removed", reason: "catalog.product_deleted" });
  });

  it("says nothing of an item that came and went before anything was sent", async () => {
    const shop = await world();
    await shop.reads(product("1"));
    await shop.reads({ gone: "1" });
    expect(await shop.delivers()).toEqual([]);
  });

  it("does not bring a deleted product back when it was read before the deletion", async () => {
    const shop = await world();
    const facts = product("1");
    await shop.reads(facts);
    await shop.delivers();
    await shop.reads({ gone: "1" });
    await shop.delivers();
    await shop.reads(facts);
    await shop.delivers();
    expect(shop.channel.size).toBe(0);
  });

  it("is not overwritten by an older reading", async () => {
    const shop = await world();
    const old = product("1", { title: "Old name" });
    await shop.reads(edited(old, { title: "New name" }));
    expect(await shop.reads(old)).toMatchObject({ changed: 0 });
    await shop.delivers();
    expect(shop.channel.get("SKU-11")).toMatchObject({ titleEn: "New name" });
  });

  it("is held back with its reason, taken away meanwhile, and sold again once mended", async () => {
    const shop = await world();
    const facts = product("1");
    await shop.reads(facts);
    await shop.delivers();
    const bad = edited(facts, { variants: [variant("11", { price: "1.2345" })] });
    expect(await shop.reads(bad)).toMatchObject({ held: 1 });
    await shop.delivers();
    expect(shop.channel.size).toBe(0);
    const held = { state: "skipped", reason: "catalog.price_invalid", reasonParams: { price: "1.2345" } };
    expect(await shop.listing("11")).toMatchObject(held);
    const { version } = await shop.listing("11");
    await shop.reads(bad);
    expect(await shop.listing("11")).toMatchObject({ version });
    await shop.reads(edited(facts, {}, 300));
    await shop.delivers();
    expect(shop.channel.size).toBe(1);
  });

  it("is sent again after the connection was made anew, though nothing changed", async () => {
    const shop = await world();
    const facts = product("1");
    await shop.reads(facts);
    await shop.delivers();
    await database.db.listing.updateMany({ where: { shop: shop.shop }, data: { state: "pending", sentVersion: 0 } });
    await database.db.connection.updateMany({ where: { id: shop.connectionId }, data: { generation: 2 } });
    await shop.reads(facts);
    await shop.reads(facts);
    const events = await shop.delivers();
    expect(events).toHaveLength(1);
    expect(events[0]?.eventId).toContain("-2-11-v");
  });

  it("serves a paused connection too, and no disconnected one", async () => {
    const shop = await world();
    await database.db.connection.updateMany({ where: { id: shop.connectionId }, data: { state: "paused" } });
    expect(await shop.reads(product("1"))).toMatchObject({ changed: 1 });
    await database.db.connection.updateMany({ where: { id: shop.connectionId }, data: { state: "disconnected" } });
    expect(await shop.reads(product("2"))).toMatchObject({ changed: 0 });
  });
});

describe("a renamed SKU", () => {
  it("retires the old one, and both are remembered", async () => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11", { sku: "OLD" })] });
    await shop.reads(facts);
    await shop.delivers();
    await shop.reads(edited(facts, { variants: [variant("11", { sku: "NEW" })] }));
    await shop.delivers();
    expect([...shop.channel.keys()]).toEqual(["NEW"]);
    const history = await database.db.skuHistory.findMany({ where: { shop: shop.shop }, orderBy: { sku: "asc" } });
    expect(history.map(({ sku, retiredAt }) => [sku, retiredAt !== null])).toEqual([
      ["NEW", false],
      ["OLD", true],
    ]);
  });

  it("that nobody heard of retires nothing", async () => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11", { sku: "OLD" })] });
    await shop.reads(facts);
    await shop.reads(edited(facts, { variants: [variant("11", { sku: "NEW" })] }));
    expect((await shop.delivers()).map(({ type }) => type)).toEqual(["product.upserted"]);
  });

  it("may come back before anything was sent", async () => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11", { sku: "OLD" })] });
    await shop.reads(facts);
    await shop.delivers();
    await shop.reads(edited(facts, { variants: [variant("11", { sku: "NEW" })] }));
    await shop.reads(edited(facts, {}, 120));
    await shop.delivers();
    expect([...shop.channel.keys()]).toEqual(["OLD"]);
  });

  it("is left to the variant that took it over, in whatever order the two are read", async () => {
    const facts = product("1", { variants: [variant("11", { sku: "A" })] });
    const other = product("2", { variants: [variant("21", { sku: "B" })] });
    const renamed = edited(facts, { variants: [variant("11", { sku: "C" })] });
    const taking = edited(other, { variants: [variant("21", { sku: "A" })] });
    for (const order of [
      [renamed, taking],
      [taking, renamed],
    ] as const) {
      const shop = await world();
      await shop.reads(facts, other);
      await shop.delivers();
      for (const one of order) await shop.reads(one);
      // A variant that was held back for a SKU that became free is read again.
      for (const { productId } of await database.db.staleProduct.findMany({ where: { shop: shop.shop } })) {
        await shop.reads(productId === "1" ? renamed : taking);
      }
      await shop.delivers();
      expect([...shop.channel.keys()].sort()).toEqual(["A", "C"]);
      expect(shop.channel.get("A")).toMatchObject({ externalId: "21" });
    }
  });

  it("may be swapped between two variants of a product", async () => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11", { sku: "A" }), variant("12", { sku: "B" })] });
    await shop.reads(facts);
    await shop.delivers();
    await shop.reads(edited(facts, { variants: [variant("11", { sku: "B" }), variant("12", { sku: "A" })] }));
    await shop.delivers();
    expect(shop.channel.get("A")).toMatchObject({ externalId: "12" });
    expect(shop.channel.get("B")).toMatchObject({ externalId: "11" });
  });
});

describe("two variants with one SKU", () => {
  const elder = product("1", { title: "Elder", variants: [variant("11", { sku: "SAME" })] });
  const younger = product("2", { title: "Younger", variants: [variant("21", { sku: "SAME" })] });

  it.each([
    ["the elder is read first", [elder, younger]],
    ["the younger is read first", [younger, elder]],
  ])("belong to the elder, the other is held and names it: %s", async (_, order) => {
    const shop = await world();
    for (const one of order) {
      await shop.reads(one);
      await shop.delivers();
    }
    expect(shop.channel.get("SAME")).toMatchObject({ externalId: "11" });
    expect(await shop.listing("21")).toMatchObject({
      state: "skipped",
      reason: "catalog.sku_duplicate",
      reasonParams: { sku: "SAME", other: "Elder", variantId: "11" },
    });
  });

  it("within one product are told apart the same way", async () => {
    const shop = await world();
    const variants = [variant("12", { sku: "SAME" }), variant("11", { sku: "SAME" })];
    expect(await shop.reads(product("1", { variants }))).toMatchObject({ held: 1 });
    expect(await shop.listing("12")).toMatchObject({ state: "skipped" });
  });

  it.each([
    ["is deleted", { gone: "1" }],
    ["is renamed", edited(elder, { variants: [variant("11", { sku: "OTHER" })] })],
    ["is drafted", edited(elder, { status: "DRAFT" })],
    ["loses its price", edited(elder, { variants: [variant("11", { sku: "SAME", price: "0" })] })],
  ])("heal when the elder %s", async (_, change) => {
    const shop = await world();
    await shop.reads(elder, younger);
    await shop.delivers();
    await shop.reads(change);
    const marks = await database.db.staleProduct.findMany({ where: { shop: shop.shop } });
    expect(marks.map(({ productId }) => productId)).toEqual(["2"]);
    await shop.reads(younger);
    await shop.delivers();
    expect(shop.channel.get("SAME")).toMatchObject({ externalId: "21" });
    expect(await shop.listing("21")).toMatchObject({ state: "synced" });
  });

  it("do not let an event of the one who lost it overwrite the one who has it", async () => {
    const shop = await world();
    await shop.reads(elder);
    await shop.delivers();
    // Waiting in this order: elder (older row, renewed), younger.
    await shop.reads(edited(elder, { variants: [variant("11", { sku: "ASIDE" })] }));
    await shop.reads(edited(younger, {}));
    await shop.reads(edited(elder, {}, 300));
    await shop.delivers();
    expect([...shop.channel.entries()].map(([sku, { externalId }]) => [sku, externalId])).toEqual([["SAME", "11"]]);
  });
});

describe("stock of a product that was read", () => {
  it("counts what the stock table knows newer", async () => {
    const shop = await world();
    const { db } = database;
    const newer = new Date(LONG_AGO.getTime() + 5000);
    await db.inventoryLevel.create({
      data: {
        shop: shop.shop,
        inventoryItemId: "711",
        locationId: "900",
        available: 2,
        updatedAt: newer,
        observedAt: newer,
      },
    });
    await shop.reads(product("1"));
    await shop.delivers();
    expect(shop.channel.get("SKU-11")).toMatchObject({ stockQty: 2 });
  });

  it("forgets locations that stock it no more", async () => {
    const shop = await world();
    const facts = product("1");
    await shop.reads(facts);
    await shop.reads(edited(facts, { variants: [variant("11", { levels: [] })] }));
    await shop.delivers();
    expect(shop.channel.get("SKU-11")).toMatchObject({ stockQty: 0 });
  });
});
