import { describe, expect, it } from "vitest";

import { openShop, useShopifyWorld } from "../../test/support/catalog/shop-world";
import { useDatabase } from "../../test/support/database";
import type { TaskPayload } from "../platform/queue";
import { remapConnection } from "./remap";
import { readShop } from "./shop-facts";

const database = useDatabase();
const shopify = useShopifyWorld();

async function queued(task: string, shop: string): Promise<number> {
  const [row] = await database.db.$queryRaw<{ n: bigint }[]>`
    select count(*) as n from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = ${task} and j.payload ->> 'shop' = ${shop}`;
  return Number(row?.n ?? 0);
}

const seed = {
  name: "Bayt Ajloun",
  primaryLocale: "ar",
  otherLocales: ["en"],
  locations: [{ name: "Amman" }, { name: "Irbid" }],
  products: [
    {
      title: "زيت",
      variants: [{ sku: "OIL", price: "5", stock: { Amman: 2, Irbid: 3 } }],
      translations: { en: { title: "Oil" } },
    },
  ],
};

describe("what Shopify says about the shop", () => {
  it("is kept, with its locations", async () => {
    const shop = await openShop(database, shopify, seed);
    const row = await database.db.shop.findUniqueOrThrow({ where: { domain: shop.shop } });
    expect(row).toMatchObject({ name: "Bayt Ajloun", currency: "JOD", primaryLocale: "ar", locales: ["ar", "en"] });
    expect(row.taxesIncluded).toBe(true);
    const locations = await database.db.location.findMany({ where: { shop: shop.shop }, orderBy: { name: "asc" } });
    expect(locations.map(({ name, active }) => [name, active])).toEqual([
      ["Amman", true],
      ["Irbid", true],
    ]);
    expect(await queued("catalog.remap", shop.shop)).toBe(0);
  });

  it("follows a shop that now adds its taxes, and maps nothing anew for it", async () => {
    const shop = await openShop(database, shopify, seed);
    shop.records.settings.taxesIncluded = false;
    await readShop(shop.effects, shop.openAdmin, shop.shop);
    expect(await database.db.shop.findUniqueOrThrow({ where: { domain: shop.shop } })).toMatchObject({
      taxesIncluded: false,
    });
    expect(await queued("catalog.remap", shop.shop)).toBe(0);
  });

  it("is what the latest question found, whichever answer is stored last", async () => {
    const shop = await openShop(database, shopify, seed);
    const admin = shop.openAdmin(shop.shop);
    shopify.clock.advance(1_000);
    await readShop(
      shop.effects,
      () => ({
        async request(...args) {
          const answer = await admin.request(...args);
          shop.records.settings.name = "Bayt Irbid";
          shopify.clock.advance(1_000);
          await readShop(shop.effects, shop.openAdmin, shop.shop);
          return answer;
        },
      }),
      shop.shop,
    );
    expect(await database.db.shop.findUniqueOrThrow({ where: { domain: shop.shop } })).toMatchObject({
      name: "Bayt Irbid",
    });
  });

  it("maps an Arabic shop with its texts in the right places", async () => {
    const shop = await openShop(database, shopify, seed);
    await shop.sync();
    expect(shop.channel.get("OIL")).toMatchObject({ titleAr: "زيت", titleEn: "Oil", stockQty: 5 });
  });

  it("takes a closed location's stock away at once", async () => {
    const shop = await openShop(database, shopify, seed);
    await shop.sync();
    const irbid = shop.records.locations[1];
    if (!irbid) throw new Error("no Irbid");
    irbid.isActive = false;
    await readShop(shop.effects, shop.openAdmin, shop.shop);
    expect(await queued("catalog.remap", shop.shop)).toBe(1);
    await remapConnection(shop.effects, shop);
    await shop.deliver();
    expect(shop.channel.get("OIL")).toMatchObject({ stockQty: 2 });
    irbid.isActive = true;
  });
});

describe("a location that is closed and opened again", () => {
  it("has its stock back, though Shopify stamps none of it anew", async () => {
    const shop = await openShop(database, shopify, seed);
    const { settings } = shop.merchant;
    await shop.sync();
    for (const [change, stockQty] of [
      [() => settings.deactivateLocation("Irbid"), 2],
      [() => settings.activateLocation("Irbid"), 5],
    ] as const) {
      shopify.clock.advance(60_000);
      change();
      await readShop(shop.effects, shop.openAdmin, shop.shop);
      await shop.remap();
      expect(shop.channel.get("OIL")).toMatchObject({ stockQty });
    }
  });
});

describe("a change of settings", () => {
  it("is applied to everything that is sold", async () => {
    const shop = await openShop(database, shopify, {
      ...seed,
      products: [{ title: "زيت", variants: [{ price: "5", stock: { Amman: 2, Irbid: 3 } }] }],
    });
    await shop.sync();
    expect([...shop.channel.values()]).toMatchObject([{ stockQty: 5, titleEn: "زيت" }]);
    const amman = shop.records.locations[0]?.id.split("/").at(-1) ?? "";
    const settings = { locations: [amman], missingSku: "hold" };
    await database.db.connection.updateMany({ where: { shop: shop.shop }, data: { settings } });
    await remapConnection(shop.effects, shop);
    await shop.deliver();
    expect([...shop.channel.values()]).toMatchObject([{ stockQty: 2 }]);
    const run = await database.db.syncRun.findFirstOrThrow({ where: { shop: shop.shop, state: "queued" } });
    expect(await shop.advance(run.id)).toMatchObject({ state: "finished", skipped: 1 });
    await shop.deliver();
    expect(shop.channel.size).toBe(0);
  });

  it("waits for a run that was begun under the old rules", async () => {
    const shop = await openShop(database, shopify, seed);
    const runId = await shop.start();
    await database.db.syncRun.update({ where: { id: runId }, data: { state: "streaming" } });
    await remapConnection(shop.effects, shop);
    expect(await database.db.syncRun.count({ where: { shop: shop.shop } })).toBe(1);
    expect(await queued("catalog.remap", shop.shop)).toBe(1);
  });

  it("counts stock once, however long it waits for a run", async () => {
    const shop = await openShop(database, shopify, seed);
    await shop.sync();
    const runId = await shop.start("manual");
    await database.db.syncRun.update({ where: { id: runId }, data: { state: "exporting" } });
    await remapConnection(shop.effects, shop);
    const [again] = await database.db.$queryRaw<{ payload: TaskPayload<"catalog.remap"> }[]>`
      select payload from graphile_worker._private_jobs where key = ${`remap-counted:${shop.connectionId}`}`;
    await database.db.inventoryLevel.updateMany({ where: { shop: shop.shop }, data: { available: 1 } });
    await remapConnection(shop.effects, again?.payload ?? shop);
    expect(await shop.deliver()).toEqual([]);
    expect(await queued("catalog.remap", shop.shop)).toBe(1);
  });

  it("does not wait for a run that has read everything: it is finished, and the next one begins", async () => {
    const shop = await openShop(database, shopify, seed);
    const runId = await shop.start();
    await database.db.syncRun.update({ where: { id: runId }, data: { state: "sending" } });
    await remapConnection(shop.effects, shop);
    const runs = await database.db.syncRun.findMany({ where: { shop: shop.shop }, orderBy: { createdAt: "asc" } });
    expect(runs).toMatchObject([
      { id: runId, state: "finished" },
      { state: "queued", cause: "settings" },
    ]);
    expect(await queued("catalog.remap", shop.shop)).toBe(0);
  });
});
