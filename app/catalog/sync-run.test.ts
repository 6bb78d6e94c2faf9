import { readFileSync, existsSync, readdirSync } from "node:fs";
import path from "node:path";

import { describe, expect, it } from "vitest";

import { openShop, useShopifyWorld } from "../../test/support/catalog/shop-world";
import { sold } from "../../test/support/catalog/sold";
import { useDatabase } from "../../test/support/database";
import { productsFromCsv } from "../../test/world/shopify/csv";
import type { ProductSeed } from "../../test/world/shopify";
import { forgetWhatWasSent } from "../connections/history";
import { cancelSync } from "./sync-start";

const database = useDatabase();
const shopify = useShopifyWorld();

const olive: ProductSeed = {
  title: "Olive oil",
  descriptionHtml: "<p>Cold <b>pressed</b></p>",
  vendor: "Ajloun",
  productType: "Oils",
  options: ["Size"],
  variants: [
    { sku: "OLV-250", options: ["250 ml"], price: "2.500", stock: 40, barcode: "625001" },
    { sku: "OLV-750", options: ["750 ml"], price: "6.250", compareAtPrice: "7", stock: { Amman: 5, Irbid: 7 } },
    { options: ["Sample"], price: "0.500", tracked: false },
  ],
  images: [{ url: "https://cdn.test/oil.jpg" }],
  translations: {
    ar: { title: "زيت زيتون", descriptionHtml: "<p>معصور</p>", productType: "زيوت", words: { "250 ml": "٢٥٠ مل" } },
  },
};
const seed = {
  locations: [{ name: "Amman" }, { name: "Irbid" }],
  products: [
    olive,
    { title: "Soap", variants: [{ sku: "SOAP", price: "1.750", stock: 3, policy: "CONTINUE" as const }] },
    { title: "Draft", status: "DRAFT" as const, variants: [{ sku: "DRAFT", price: "1" }] },
    { title: "Hidden", published: false, variants: [{ sku: "HIDDEN", price: "1" }] },
  ],
};

describe("a full sync", () => {
  it("brings what the shop sells to the channel, and then finds nothing to do", async () => {
    const shop = await openShop(database, shopify, seed);
    const run = await shop.sync();
    expect(run).toMatchObject({
      state: "finished",
      reason: null,
      seen: 6,
      expected: 6,
      changed: 4,
      retired: 0,
      skipped: 0,
    });
    expect(shop.channel).toEqual(sold(shop.records));
    expect(shop.channel.get("OLV-750")).toMatchObject({
      titleEn: "Olive oil - 750 ml",
      titleAr: "زيت زيتون - 750 ml",
      descriptionEn: "Cold pressed",
      priceFils: 6250,
      compareAtPriceFils: 7000,
      stockQty: 12,
    });
    expect(shop.channel.get("SOAP")).toMatchObject({ stockQty: 999 });

    const again = await shop.sync("reconcile");
    expect(again).toMatchObject({ state: "finished", changed: 0, retired: 0 });
    expect(await shop.deliver()).toEqual([]);
  });

  it("agrees with a product read by id, in every field", async () => {
    const shop = await openShop(database, shopify, seed);
    await shop.sync();
    for (const product of shop.records.products.all) shop.merchant.catalog.editProduct(product.id, {});
    shopify.clock.advance(1_000);
    await shop.take(shop.news());
    await shop.refresh();
    expect(await shop.deliver()).toEqual([]);
  });

  it("repairs what happened unheard: edits, deletions, removed variants, stock", async () => {
    const shop = await openShop(database, shopify, seed);
    await shop.sync();
    shopify.clock.advance(60_000);
    const [first, second] = [...shop.records.products.all];
    const [small, large] = first?.variants ?? [];
    if (!first || !second || !small || !large) throw new Error("a shop without products");
    shop.merchant.catalog.setPrice(large.id, "5.900");
    shop.merchant.stock.setStock(large.id, "Irbid", 1);
    shop.merchant.catalog.removeVariant(small.id);
    shop.merchant.catalog.deleteProduct(second.id);
    shopify.clock.advance(60_000);
    const run = await shop.sync("reconcile");
    expect(run).toMatchObject({ state: "finished", changed: 1, retired: 2 });
    expect(shop.channel).toEqual(sold(shop.records));
    expect([...shop.channel.keys()]).not.toContain("SOAP");
  });

  it("does not undo with its older export what a webhook told meanwhile", async () => {
    const shop = await openShop(database, shopify, seed);
    const runId = await shop.start();
    await shop.advance(runId, 1);
    shopify.clock.advance(5_000);
    const soap = [...shop.records.products.all].find(({ title }) => title === "Soap");
    shop.merchant.catalog.editProduct(soap?.id ?? "", { title: "Laurel soap" });
    const created = shop.merchant.catalog.createProduct({
      title: "New",
      variants: [{ sku: "NEW", price: "1", stock: 2 }],
    });
    shopify.clock.advance(1_000);
    await shop.take(shop.news());
    await shop.refresh();
    const run = await shop.advance(runId);
    await shop.deliver();
    expect(run).toMatchObject({ state: "finished", retired: 0 });
    expect(shop.channel.get("SOAP")).toMatchObject({ titleEn: "Laurel soap" });
    expect(shop.channel.get("NEW")).toMatchObject({ groupId: created.id.split("/").at(-1) });
  });

  it("runs once at a time", async () => {
    const shop = await openShop(database, shopify, seed);
    expect(await shop.start()).toBe(await shop.start("manual"));
    expect(await database.db.syncRun.count({ where: { shop: shop.shop } })).toBe(1);
  });

  it("stops when it is cancelled, and leaves what it did", async () => {
    const shop = await openShop(database, shopify, seed);
    const runId = await shop.start();
    await shop.advance(runId, 1);
    await database.db.$transaction((tx) => cancelSync(tx, shop.shop, runId));
    expect(await shop.advance(runId)).toMatchObject({ state: "cancelled" });
    expect(await shop.sync()).toMatchObject({ state: "finished" });
  });

  it("begins anew, whole, for a connection that was closed and came back while the old run had yet to stop", async () => {
    const shop = await openShop(database, shopify, seed);
    const old = await shop.start();
    await shop.advance(old, 1);
    await database.db.$transaction((tx) => forgetWhatWasSent(tx, { id: shop.connectionId, shop: shop.shop }));
    const runId = await shop.start();
    expect(await shop.advance(old, 1)).toMatchObject({ id: old, state: "cancelled" });
    expect(await shop.advance(runId)).toMatchObject({ id: runId, state: "finished" });
    expect(shop.channel).toEqual(sold(shop.records));
    const told = await database.db.activityEntry.findMany({ where: { shop: shop.shop }, orderBy: { id: "asc" } });
    expect(told.map(({ kind }) => kind)).toEqual(["sync_started", "sync_cancelled", "sync_started", "sync_finished"]);
  });

  it("stops when its connection is closed", async () => {
    const shop = await openShop(database, shopify, seed);
    const runId = await shop.start();
    await database.db.connection.updateMany({ where: { shop: shop.shop }, data: { state: "disconnected" } });
    expect(await shop.advance(runId)).toMatchObject({ state: "cancelled" });
  });
});

describe("a full sync in trouble", () => {
  it("finds the export whose start was never answered, instead of starting another", async () => {
    const shop = await openShop(database, shopify, seed);
    shopify.world.misbehave({ dropAnswer: { operation: "BulkRunQuery" } });
    const runId = await shop.start();
    await expect(shop.advance(runId)).rejects.toMatchObject({ kind: "retryable" });
    const run = await shop.advance(runId);
    expect(run).toMatchObject({ state: "finished", changed: 4 });
    const exports = [...shop.records.bulkOperations.values()];
    expect(exports).toHaveLength(1);
    shopify.world.behave();
  });

  it("fails when the export failed, uses no part of it, and retires nothing", async () => {
    const shop = await openShop(database, shopify, seed);
    await shop.sync();
    shopify.world.misbehave({ bulkFailure: { code: "INTERNAL_SERVER_ERROR", afterObjects: 2 } });
    const run = await shop.sync("reconcile");
    expect(run).toMatchObject({
      state: "failed",
      reason: "catalog.export_failed",
      reasonParams: { why: "INTERNAL_SERVER_ERROR" },
      retired: 0,
    });
    expect(shop.channel).toEqual(sold(shop.records));
    const key = `connection:${shop.connectionId}:sync`;
    const open = { where: { shop: shop.shop, key, clearedAt: null } };
    expect(await database.db.problem.findFirst(open)).toMatchObject({ code: "catalog.export_failed" });
    shopify.world.behave();
    await shop.sync("reconcile");
    expect(await database.db.problem.findFirst(open)).toBeNull();
  });

  it("reads a result again that was cut in the middle", async () => {
    const shop = await openShop(database, shopify, seed);
    shopify.world.misbehave({ cutBulkDownload: { afterBytes: 700 } });
    const runId = await shop.start();
    await expect(shop.advance(runId)).rejects.toMatchObject({ code: "shopify.bulk_cut" });
    const run = await shop.advance(runId);
    await shop.deliver();
    expect(run).toMatchObject({ state: "finished", seen: 6, skipped: 0 });
    expect(shop.channel).toEqual(sold(shop.records));
    shopify.world.behave();
  });

  it("is not held up by one product that cannot be stored", async () => {
    const shop = await openShop(database, shopify, {
      products: [...seed.products, { title: "No database takes this \u0000", variants: [{ sku: "BAD", price: "1" }] }],
      locations: seed.locations,
    });
    expect(await shop.sync()).toMatchObject({ state: "finished", seen: 7, changed: 4 });
    expect(shop.channel.size).toBe(4);
    expect(await database.db.staleProduct.count({ where: { shop: shop.shop } })).toBe(1);
  });

  it("finishes an empty shop", async () => {
    const shop = await openShop(database, shopify, {});
    expect(await shop.sync()).toMatchObject({ state: "finished", seen: 0, expected: 0 });
  });
});

const CSVS = path.resolve("../shared/data/shopify-product-csvs");

describe.skipIf(!existsSync(CSVS))("the exports of real shops (skipped where they are not at hand)", () => {
  it.each(existsSync(CSVS) ? readdirSync(CSVS) : [])("%s arrives whole", async (file) => {
    const products = productsFromCsv(readFileSync(path.join(CSVS, file), "utf8"));
    const shop = await openShop(database, shopify, { products });
    const run = await shop.sync();
    expect(run).toMatchObject({ state: "finished", skipped: 0 });
    expect(shop.channel.size).toBeGreaterThan(0);
    expect(shop.channel).toEqual(sold(shop.records));
    expect(await shop.sync("reconcile")).toMatchObject({ changed: 0, retired: 0 });
  });
});
