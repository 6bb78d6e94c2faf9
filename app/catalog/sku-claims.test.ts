import { describe, expect, it } from "vitest";

import { product, variant } from "../../test/support/catalog/facts";
import { edited, readingsWorld } from "../../test/support/catalog/readings-world";
import { useDatabase } from "../../test/support/database";

const database = useDatabase();
const world = () => readingsWorld(database);

describe("a renamed SKU", () => {
  it("retires the old one, which is remembered", async () => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11", { sku: "OLD" })] });
    await shop.reads(facts);
    await shop.delivers();
    await shop.reads(edited(facts, { variants: [variant("11", { sku: "NEW" })] }));
    await shop.delivers();
    expect([...shop.channel.keys()]).toEqual(["NEW"]);
    const history = await database.db.skuHistory.findMany({ where: { shop: shop.shop }, orderBy: { sku: "asc" } });
    expect(history.map(({ sku, retiredAt }) => [sku, retiredAt !== null])).toEqual([["OLD", true]]);
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

describe("a SKU that another variant sells under by now", () => {
  it("stays on the channel when its former owner comes back under a new one", async () => {
    const shop = await world();
    const elder = product("1", { variants: [variant("11", { sku: "S" })] });
    const younger = product("2", { variants: [variant("21", { sku: "S" })] });
    await shop.reads(elder, younger);
    await shop.delivers();
    await shop.reads(edited(elder, { status: "ARCHIVED" }));
    await shop.reads(edited(younger, {}));
    await shop.delivers();
    expect(shop.channel.get("S")).toMatchObject({ externalId: "21" });
    await shop.reads(edited(elder, { variants: [variant("11", { sku: "T" })] }, 120));
    await shop.delivers();
    expect(shop.channel.get("S")).toMatchObject({ externalId: "21" });
    expect(shop.channel.get("T")).toMatchObject({ externalId: "11" });
  });
});

describe("a SKU that passed on before its removal was sent", () => {
  const owner = product("1", { variants: [variant("11", { sku: "X" })] });
  const heir = product("2", { variants: [variant("21", { sku: "X" })] });

  /** The first owner is on the channel, and gone in the shop; nothing was sent since then. */
  async function passedOn() {
    const shop = await world();
    await shop.reads(owner);
    await shop.delivers();
    await shop.reads({ gone: "1" });
    await shop.reads(heir);
    return shop;
  }

  it.each([
    ["gives it up", edited(heir, { variants: [variant("21", { sku: "Y" })] }), ["Y"]],
    ["is gone", { gone: "2" }, []],
  ])("leaves the channel when its heir %s before it was sent", async (_, change, left) => {
    const shop = await passedOn();
    await shop.reads(change);
    await shop.delivers();
    expect([...shop.channel.keys()]).toEqual(left);
  });

  it("leaves the channel also when it is still being sent for its first owner", async () => {
    const shop = await world();
    await shop.reads(owner);
    await database.db.outboxEvent.updateMany({ where: { shop: shop.shop }, data: { state: "sending" } });
    await shop.reads({ gone: "1" });
    await shop.reads(heir);
    await shop.reads({ gone: "2" });
    expect(await shop.delivers()).toMatchObject([{ type: "product.removed", product: { sku: "X" } }]);
  });

  it("is not taken away again once it was, whoever gives it up", async () => {
    const shop = await passedOn();
    await shop.reads({ gone: "2" });
    await shop.delivers();
    for (const one of [owner, heir]) {
      expect(await shop.reads({ ...one, updatedAt: new Date("2026-11-22T09:00:00Z") })).toMatchObject({ changed: 1 });
      await shop.reads({ gone: one.productId });
    }
    expect(await shop.delivers()).toEqual([]);
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
