/**
 * What users of such connectors suffer from most; each shown to be impossible here, or visible. [n]: the number in the list
 * of complaints these tests follow. Those about orders are in usual-complaints-orders.test.ts; other numbers that are missing
 * are about tokens and installation, and are tested where those are.
 */
import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { matchLine } from "../../app/catalog/match-line";
import { previewFinding } from "../../app/catalog/preview";
import { reconcileDue } from "../../app/catalog/reconcile";
import { retryListing } from "../../app/catalog/retry";
import { listListings } from "../../app/catalog/views/listing-page";
import { groupListingReasons } from "../../app/catalog/views/listing-reasons";
import { viewLatestSync } from "../../app/catalog/views/latest-sync";
import { pause } from "../../app/connections/lifecycle";
import { viewConnection } from "../../app/connections/views/connection-view";
import { countOutbox } from "../../app/delivery/views/waiting";
import { type HkjHouse, openHkjHouse } from "../support/catalog/hkj-house";
import { useShopifyWorld } from "../support/catalog/shop-world";
import { useDatabase } from "../support/database";
import { useHkj } from "../support/hkj-world";
import type { ProductSeed, VariantSeed } from "../world/shopify";

const database = useDatabase();
const shopify = useShopifyWorld();
const hkj = useHkj();

const item = (sku: string | null, given: Partial<VariantSeed> = {}): ProductSeed => ({
  title: `Item ${sku ?? "of no SKU"}`,
  variants: [{ sku, price: "2.500", stock: 5, ...given }],
});
const sized = (...skus: string[]): ProductSeed => ({
  title: "Shirt",
  options: ["Size"],
  variants: skus.map((sku) => ({ sku, options: [sku], price: "8", stock: 1 })),
});

async function synced(products: readonly ProductSeed[], locations?: { name: string }[]): Promise<HkjHouse> {
  const house = await openHkjHouse(database, shopify, hkj.world, { products, ...(locations && { locations }) });
  await house.sync();
  shopify.clock.advance(60_000);
  return house;
}
const variantOf = (house: HkjHouse, sku: string) => {
  const found = house.records.variants.all.find((variant) => variant.sku === sku);
  if (!found) throw new Error(`the shop has no ${sku}`);
  return found;
};
const calls = (house: HkjHouse) => shopify.world.calls.all().filter(({ shop }) => shop === house.shop);
const atHkj = (house: HkjHouse, sku: string) => hkj.world.catalog(house.account).find((product) => product.sku === sku);
const eventsSeen = (house: HkjHouse) =>
  hkj.world.received(house.account).filter(({ envelope }) => String(envelope["event_id"]).startsWith("p-")).length;
const listing = async (house: HkjHouse, sku: string) => (await house.listings()).find((row) => row.sku === sku);

describe("order of events", () => {
  it("what comes out of order never turns stock or texts back [9]", async () => {
    const house = await synced([item("A")]);
    for (const quantity of [4, 3, 2]) {
      house.merchant.stock.setStock(variantOf(house, "A").id, undefined, quantity);
      house.merchant.catalog.editProduct(variantOf(house, "A").product.id, { title: `Title ${quantity}` });
      shopify.clock.advance(1_100);
    }
    await house.take(house.news().reverse());
    await house.settleDown();
    expect(atHkj(house, "A")).toMatchObject({ stock_qty: 2, title_en: "Title 2" });
  });

  it("a product webhook is a reason to read the product, and not believed itself [10]", async () => {
    const house = await synced([item("A")]);
    house.merchant.catalog.editProduct(variantOf(house, "A").product.id, { title: "True" });
    const lies = house.news().map((one) => ({ ...one, payload: { ...(one.payload as object), title: "A lie" } }));
    await house.take(lies);
    await house.settleDown();
    expect(atHkj(house, "A")).toMatchObject({ title_en: "True" });
  });
});

describe("subscriptions", () => {
  it("with all webhooks lost, the night puts everything right [11]", async () => {
    const house = await synced([item("A"), item("B")]);
    house.merchant.stock.setStock(variantOf(house, "A").id, undefined, 0);
    house.merchant.catalog.deleteProduct(variantOf(house, "B").product.id);
    house.news();
    shopify.clock.advance(36 * 3_600_000);
    await reconcileDue(house.effects);
    const run = await database.db.syncRun.findFirstOrThrow({ where: { shop: house.shop, cause: "night" } });
    expect(await house.advance(run.id)).toMatchObject({ state: "finished", stock: 1, retired: 1 });
    expect(house.wrong()).toEqual([]);
  });

  it("a new topic reaches old shops, because topics are declared with the app and not registered by each [12]", () => {
    const declared = readFileSync("shopify.app.toml", "utf8");
    for (const topic of ["products/update", "products/delete", "inventory_levels/update", "app/uninstalled"]) {
      expect(declared).toContain(`"${topic}"`);
    }
  });

  it("whether Shopify's messages arrive is to be seen, since nobody can list subscriptions declared with an app [13]", async () => {
    const house = await synced([item("A")]);
    const heard = async () => (await viewConnection(database.db, house.shop, "hkj"))?.shopifyHeardAt;
    expect(await heard()).toBeNull();
    const { shop } = house;
    const receivedAt = shopify.clock.now();
    const delivery = { source: "shopify", shop, deliveryId: "1", topic: "products/update", body: "{}", receivedAt };
    await database.db.inboxDelivery.create({ data: delivery });
    expect(await heard()).toBe(receivedAt.toISOString());
  });

  it("a sale that only moves stock is heard of, without a question to Shopify [15]", async () => {
    const house = await synced([item("A")]);
    house.merchant.stock.setStock(variantOf(house, "A").id, undefined, 4);
    const news = house.news().filter(({ topic }) => topic.startsWith("inventory_levels/"));
    const before = calls(house).length;
    await house.take(news);
    await house.deliver();
    expect(atHkj(house, "A")).toMatchObject({ stock_qty: 4 });
    expect(calls(house).length).toBe(before);
  });
});

describe("rate limits and slowness", () => {
  it("a refusal for too many calls leaves no product half read [16]", async () => {
    const house = await synced([sized(...Array.from({ length: 30 }, (_, n) => `S-${n}`))]);
    for (let n = 0; n < 30; n += 1) house.merchant.catalog.setPrice(variantOf(house, `S-${n}`).id, "9");
    await house.take(house.news());
    shopify.world.misbehave({ tooManyRequests: { times: 2 }, throttled: { from: 2, times: 2 } });
    await house.settleDown();
    shopify.world.behave();
    expect(house.wrong()).toEqual([]);
  });

  it("every question has a cost that was worked out, so the pace is kept [17]", async () => {
    const house = await synced([sized("S", "M")]);
    const costs = calls(house).filter(({ operation }) => /^Catalog/.test(operation));
    expect(costs.length).toBeGreaterThan(0);
    for (const { operation, cost } of costs) {
      expect(cost, operation).toBeGreaterThan(0);
      expect(cost, operation).toBeLessThanOrEqual(1_000);
    }
  });

  it("a full sync asks as few questions of a large shop as of a small one [18]", async () => {
    const questions = async (count: number) => {
      const house = await openHkjHouse(database, shopify, hkj.world, {
        products: Array.from({ length: count }, (_, n) => item(`A-${n}`)),
      });
      const before = calls(house).length;
      await house.sync();
      expect(house.wrong()).toEqual([]);
      return calls(house).filter(({ operation }) => operation !== "BulkRead").length - before;
    };
    expect(await questions(300)).toBe(await questions(3));
  });

  it("a pass over an unchanged shop sends nothing [19]", async () => {
    const house = await synced([item("A"), sized("S", "M")]);
    const before = eventsSeen(house);
    expect(await house.sync("reconcile")).toMatchObject({ seen: 3, changed: 0, retired: 0 });
    expect(eventsSeen(house)).toBe(before);
  });

  it("hundreds of changes of one item are one event [20]", async () => {
    const house = await synced([item("A")]);
    for (let n = 0; n < 205; n += 1) {
      house.merchant.stock.setStock(variantOf(house, "A").id, undefined, n);
      shopify.clock.advance(10);
    }
    await house.take(house.news());
    expect(await countOutbox(database.db, house.shop, house.connectionId)).toMatchObject({ waiting: 1 });
    const before = eventsSeen(house);
    await house.deliver();
    expect(eventsSeen(house) - before).toBe(1);
    expect(atHkj(house, "A")).toMatchObject({ stock_qty: 204 });
  });
});

describe("silent loss", () => {
  it("an empty filtered page does not end the sync [21]", async () => {
    const house = await synced(Array.from({ length: 1_010 }, (_, n) => item(`A-${n}`)));
    // A whole page of listings is still in the shop, and the one that is not comes after it.
    house.merchant.catalog.deleteProduct(variantOf(house, "A-1009").product.id);
    house.news();
    expect(await house.sync("reconcile")).toMatchObject({ state: "finished", retired: 1 });
    expect(house.wrong()).toEqual([]);
  });

  it("a part that failed makes the sync fail, with its reason, and takes nothing away [22]", async () => {
    const house = await synced([item("A"), item("B"), item("C")]);
    shopify.world.misbehave({ bulkFailure: { code: "INTERNAL_SERVER_ERROR", afterObjects: 2 } });
    expect(await house.sync("reconcile")).toMatchObject({
      state: "failed",
      reason: "catalog.export_failed",
      retired: 0,
    });
    shopify.world.behave();
    expect(house.wrong()).toEqual([]);
  });

  it("a nested list that Shopify cut short is noticed, and read to its end [23]", async () => {
    const house = await openHkjHouse(database, shopify, hkj.world, { products: [sized("S", "M", "L")] });
    shopify.world.misbehave({ bulkDelayMs: 30 });
    const runId = await house.start();
    const { bulkOperationId } = await houseStep(house, runId);
    shopify.world.behave();
    const record = house.records.bulkOperations.get(bulkOperationId ?? "");
    await expect.poll(() => record?.status).toBe("COMPLETED");
    // The last variant and its level are missing, and Shopify counts as if they had never been.
    const lines = Buffer.concat(record?.chunks ?? [])
      .toString()
      .trimEnd()
      .split("\n");
    const id = variantOf(house, "L").id;
    const kept = lines.filter((line) => !line.includes(id));
    expect(kept.length).toBeLessThan(lines.length);
    Object.assign(record ?? {}, {
      chunks: [Buffer.from(`${kept.join("\n")}\n`)],
      objectCount: kept.length,
      fileSize: kept.join("\n").length + 1,
    });
    expect(await house.advance(runId)).toMatchObject({ state: "finished", seen: 3, expected: 3 });
    expect(house.wrong()).toEqual([]);
  });

  it("a refused item is not tried for ever, and stays to be seen [24]", async () => {
    const house = await openHkjHouse(database, shopify, hkj.world, { products: [item("A"), item("BAD")] });
    house.account.refusedSkus.set("BAD", "'title_ar' is required");
    await house.sync();
    const before = eventsSeen(house);
    await house.settleDown();
    await house.sync("reconcile");
    expect(eventsSeen(house)).toBe(before);
    expect(await listing(house, "BAD")).toMatchObject({
      state: "failed",
      reasonParams: { message: "'title_ar' is required" },
    });
  });
});

describe("visibility", () => {
  it("what is held back is counted, with the reason [25]", async () => {
    const house = await synced([item("A"), item("FREE", { price: "0" }), item("GIFT", { price: "0" })]);
    const [reason] = await groupListingReasons(database.db, house.shop, house.connectionId);
    expect(reason).toMatchObject({ subject: "skipped", count: 2 });
    const run = await database.db.syncRun.findFirstOrThrow({ where: { shop: house.shop } });
    expect(run).toMatchObject({ seen: 3, changed: 1, skipped: 2 });
  });

  it("a refused item says why, and one button sends it alone again [26, 27]", async () => {
    const house = await openHkjHouse(database, shopify, hkj.world, { products: [item("A"), item("B"), item("C")] });
    for (const sku of ["A", "B"]) house.account.refusedSkus.set(sku, "not today");
    await house.sync();
    const page = await listListings(database.db, house.shop, {
      connectionId: house.connectionId,
      state: "failed",
      search: "",
      after: null,
      before: null,
    });
    expect(page.rows.map(({ reason }) => reason?.params["message"])).toEqual(["not today", "not today"]);
    house.account.refusedSkus.clear();
    await retryListing(house.effects, house.shop, (await listing(house, "A"))?.id ?? "");
    await house.settleDown();
    expect(await listing(house, "A")).toMatchObject({ state: "synced", reason: null });
    expect(await listing(house, "B")).toMatchObject({ state: "failed" });
  });

  it("progress counts each item once, also when the export has to be read again [28]", async () => {
    const house = await openHkjHouse(database, shopify, hkj.world, {
      products: Array.from({ length: 120 }, (_, n) => item(`A-${n}`)),
    });
    shopify.world.misbehave({ cutBulkDownload: { afterBytes: 40_000 } });
    const runId = await house.start();
    await expect(house.advance(runId)).rejects.toMatchObject({ code: "shopify.bulk_cut" });
    await house.advance(runId);
    shopify.world.behave();
    const view = await viewLatestSync(database.db, house.shop, house.connectionId, 0, shopify.clock.now());
    expect(view).toMatchObject({ seen: 120, expected: 120, done: 120, total: 120, changed: 120, running: false });
  });

  it("each item says what was last sent of it, and when [43]", async () => {
    const house = await synced([item("A")]);
    const { rows } = await listListings(database.db, house.shop, {
      connectionId: house.connectionId,
      state: null,
      search: "A",
      after: null,
      before: null,
    });
    expect(rows).toMatchObject([{ sku: "A", quantity: 5, state: "synced", sentAt: expect.any(String) as string }]);
  });
});

describe("one bad item", () => {
  it("an event that spoils its batch does not hold up the others [29]", async () => {
    const house = await openHkjHouse(database, shopify, hkj.world, {
      products: Array.from({ length: 40 }, (_, n) => item(`A-${n}`)),
    });
    hkj.world.misbehave({ status: 400, times: 3 });
    await house.sync();
    expect(house.wrong()).toEqual([]);
  });

  it("a refused key stops the calls until the merchant acts, and drops nothing [32]", async () => {
    const house = await synced([item("A")]);
    hkj.world.misbehave({ on: "all", status: 401, times: 1 });
    house.merchant.stock.setStock(variantOf(house, "A").id, undefined, 1);
    await house.take(house.news());
    await house.deliver();
    const connection = await database.db.connection.findFirstOrThrow({ where: { shop: house.shop } });
    expect(connection.state).toBe("blocked");
    const before = eventsSeen(house);
    await house.deliver();
    expect(eventsSeen(house)).toBe(before);
    expect(await countOutbox(database.db, house.shop, house.connectionId)).toMatchObject({ waiting: 1 });
  });

  it("a retry is never dropped for being the same as the try before [33]", async () => {
    const house = await openHkjHouse(database, shopify, hkj.world, { products: [item("A")] });
    house.account.refusedSkus.set("A", "no");
    Object.assign(hkj.world.behaviour, { errorsConsumeIds: true });
    await house.sync();
    for (let n = 0; n < 3; n += 1) {
      const before = eventsSeen(house);
      await retryListing(house.effects, house.shop, (await listing(house, "A"))?.id ?? "");
      await house.settleDown();
      expect(eventsSeen(house)).toBeGreaterThan(before);
    }
    house.account.refusedSkus.clear();
    await retryListing(house.effects, house.shop, (await listing(house, "A"))?.id ?? "");
    await house.settleDown();
    expect(await listing(house, "A")).toMatchObject({ state: "synced" });
  });

  it("a product that cannot be stored does not hold the queue [42]", async () => {
    const house = await synced([item("A"), item("B")]);
    house.merchant.catalog.editProduct(variantOf(house, "A").product.id, { title: "No database takes this \u0000" });
    house.merchant.catalog.setPrice(variantOf(house, "B").id, "7");
    await house.take(house.news());
    await house.refresh();
    await house.deliver();
    expect(atHkj(house, "B")).toMatchObject({ price_fils: 7_000 });
  });
});

describe("identity", () => {
  it("what a first sync would do can be looked at before it is done [34]", async () => {
    const house = await openHkjHouse(database, shopify, hkj.world, {
      products: [item("A"), item("FREE", { price: "0" })],
    });
    const run = await house.advance(await house.start("preview"));
    expect(previewFinding.parse(run.preview)).toMatchObject({ add: 1, hold: 1, retire: 0 });
    expect(eventsSeen(house)).toBe(0);
    expect(await house.listings()).toEqual([]);
  });

  it("an order for a SKU that was renamed still finds its item, and the old SKU is not left to be sold [35]", async () => {
    const house = await synced([item("OLD")]);
    const { id } = variantOf(house, "OLD");
    house.merchant.catalog.setSku(id, "NEW");
    await house.take(house.news());
    await house.settleDown();
    const keys = { sku: "OLD", externalId: null, barcode: null };
    const match = await matchLine(database.db, house.connectionId, keys);
    expect(match?.variantId).toBe(id.split("/").at(-1));
    expect(house.wrong()).toEqual([]);
  });

  it("of two items with one SKU the older is sold and the other says so; without a SKU one is made [36]", async () => {
    const house = await synced([item("TWICE"), item("TWICE"), item(null)]);
    const states = (await house.listings()).map(({ state, reason }) => [state, reason]);
    expect(states).toEqual([
      ["synced", null],
      ["skipped", "catalog.sku_duplicate"],
      ["synced", null],
    ]);
    expect(house.wrong()).toEqual([]);
  });

  it("whether items without a SKU get one or are held is the merchant's choice [37]", async () => {
    const house = await synced([item("A"), item(null)]);
    expect(hkj.world.catalog(house.account)).toHaveLength(2);
    await house.decide({ missingSku: "hold" });
    const sellable = hkj.world.catalog(house.account).filter(({ stock_qty }) => stock_qty !== 0);
    expect(sellable.map(({ sku }) => sku)).toEqual(["A"]);
  });
});

describe("deletions", () => {
  it("a deleted product leaves the channel, also when nobody told us [39]", async () => {
    const house = await synced([item("A"), item("B"), item("C")]);
    house.merchant.catalog.deleteProduct(variantOf(house, "A").product.id);
    await house.take(house.news());
    await house.settleDown();
    expect(house.wrong()).toEqual([]);
    house.merchant.catalog.deleteProduct(variantOf(house, "B").product.id);
    house.news();
    await house.sync("reconcile");
    expect(house.wrong()).toEqual([]);
  });

  it("the channel has no variant more than the shop [40, 41]", async () => {
    const skus = Array.from({ length: 40 }, (_, n) => `S-${n}`);
    const house = await synced([sized(...skus)]);
    for (const sku of skus.slice(10)) house.merchant.catalog.removeVariant(variantOf(house, sku).id);
    await house.take(house.news());
    await house.settleDown();
    expect(hkj.world.catalog(house.account).filter(({ stock_qty }) => stock_qty !== 0)).toHaveLength(10);
    expect(house.wrong()).toEqual([]);
  });
});

describe("stock", () => {
  it("the chosen locations count, and no other [44]", async () => {
    const house = await synced([item("A", { stock: { Amman: 3, Irbid: 4 } })], [{ name: "Amman" }, { name: "Irbid" }]);
    expect(atHkj(house, "A")).toMatchObject({ stock_qty: 7 });
    const irbid =
      house.records.locations
        .find(({ name }) => name === "Irbid")
        ?.id.split("/")
        .at(-1) ?? "";
    await house.decide({ locations: [irbid] });
    expect(atHkj(house, "A")).toMatchObject({ stock_qty: 4 });
    house.merchant.stock.setStock(variantOf(house, "A").id, "Amman", 99);
    await house.take(house.news());
    await house.deliver();
    expect(atHkj(house, "A")).toMatchObject({ stock_qty: 4 });
  });

  it("the catalogue writes nothing to Shopify, never tells of less than nothing, and keeps a buffer [45]", async () => {
    const house = await synced([item("A", { stock: 3 })]);
    await house.decide({ stockBuffer: 2 });
    expect(atHkj(house, "A")).toMatchObject({ stock_qty: 1 });
    house.merchant.stock.setStock(variantOf(house, "A").id, undefined, -4);
    await house.take(house.news());
    await house.deliver();
    expect(atHkj(house, "A")).toMatchObject({ stock_qty: 0 });
    await pause(house.effects, house.shop, "hkj");
    const questions = new Set(calls(house).map(({ operation }) => operation));
    expect([...questions].filter((name) => !/^(Catalog|Shop|Bulk|bulk download)/.test(name))).toEqual([]);
  });
});

async function houseStep(house: HkjHouse, runId: string) {
  await house.step(runId);
  return database.db.syncRun.findUniqueOrThrow({ where: { id: runId } });
}
