import { describe, expect, it } from "vitest";

import { openShop, useShopifyWorld } from "../../test/support/catalog/shop-world";
import { useDatabase } from "../../test/support/database";
import type { ProductSeed } from "../../test/world/shopify";
import { previewFinding } from "./preview";

const database = useDatabase();
const shopify = useShopifyWorld();

const item = (sku: string, given: Partial<ProductSeed["variants"][number]> = {}): ProductSeed => ({
  title: `Item ${sku}`,
  variants: [{ sku, price: "2.500", stock: 5, ...given }],
});

const findingOf = (run: { preview: unknown }) => previewFinding.parse(run.preview);
const footprints = async (shop: string) => [
  await database.db.listing.count({ where: { shop } }),
  await database.db.outboxEvent.count({ where: { shop } }),
  await database.db.inventoryLevel.count({ where: { shop } }),
  await database.db.skuHistory.count({ where: { shop } }),
];

describe("a preview", () => {
  it("tells before connecting what the first sync would send and hold, and leaves no trace", async () => {
    const shop = await openShop(database, shopify, { products: [item("A"), item("B"), item("FREE", { price: "0" })] });
    await database.db.connection.updateMany({ where: { shop: shop.shop }, data: { state: "draft" } });
    const run = await shop.advance(await shop.start("preview"));
    expect(run).toMatchObject({ state: "finished", seen: 3, changed: 0 });
    const finding = findingOf(run);
    expect(finding).toMatchObject({ add: 2, change: 0, hold: 1, retire: 0, same: 0 });
    expect(Object.values(finding.reasons)).toEqual([1]);
    expect(finding.samples).toContainEqual({ action: "add", title: "Item A", sku: "A", code: null, params: {} });
    expect(finding.samples.find(({ action }) => action === "hold")).toMatchObject({ title: "Item FREE" });
    expect(await footprints(shop.shop)).toEqual([0, 0, 0, 0]);
  });

  it("tells what the next sync would change and take away", async () => {
    const shop = await openShop(database, shopify, { products: [item("A"), item("B"), item("C")] });
    await shop.sync();
    shopify.clock.advance(60_000);
    const [a, b] = [...shop.records.products.all];
    shop.merchant.catalog.setPrice(a?.variants[0]?.id ?? "", "9");
    shop.merchant.catalog.deleteProduct(b?.id ?? "");
    shopify.clock.advance(60_000);
    const before = await footprints(shop.shop);
    const finding = findingOf(await shop.sync("preview"));
    expect(finding).toMatchObject({ add: 0, change: 1, hold: 0, retire: 1, same: 1 });
    expect(await footprints(shop.shop)).toEqual(before);
    expect(await shop.sync()).toMatchObject({ changed: 1, retired: 1 });
  });

  it("sees two items with one SKU however far apart they are", async () => {
    const many = Array.from({ length: 120 }, (_, n) => item(`N-${n}`));
    const shop = await openShop(database, shopify, { products: [item("TWICE"), ...many, item("TWICE")] });
    const finding = findingOf(await shop.sync("preview"));
    expect(finding).toMatchObject({ add: 121, hold: 1, reasons: { "catalog.sku_duplicate": 1 } });
    const owner = shop.records.products.all[0]?.variants[0]?.id.split("/").at(-1);
    expect(finding.samples.find(({ action }) => action === "hold")).toMatchObject({
      code: "catalog.sku_duplicate",
      params: { sku: "TWICE", other: "Item TWICE", variantId: owner },
    });
    const run = await shop.sync();
    expect(run).toMatchObject({ changed: 121, skipped: 1 });
  });

  it("makes way for a sync in earnest", async () => {
    const shop = await openShop(database, shopify, { products: [item("A")] });
    const previewId = await shop.start("preview");
    const run = await shop.sync("manual");
    expect(run).toMatchObject({ kind: "manual", state: "finished", changed: 1 });
    expect(await shop.advance(previewId)).toMatchObject({ state: "cancelled" });
    expect(await shop.start("preview")).not.toBe(previewId);
  });
});
