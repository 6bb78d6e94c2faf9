import { createHkj } from "../../../app/channels/hkj/channel";
import { readFileItems } from "../../../app/catalog/file-items";
import { refreshStaleProducts } from "../../../app/catalog/refresh";
import { remapConnection } from "../../../app/catalog/remap";
import { readShop } from "../../../app/catalog/shop-facts";
import { settleListings } from "../../../app/catalog/settle";
import { advanceSync } from "../../../app/catalog/sync-run";
import type { SyncKind } from "../../../app/catalog/sync-start";
import { connect } from "../../../app/connections/connect";
import { RUNNING } from "../../../app/connections/running-sync";
import { saveSettings } from "../../../app/connections/save-settings";
import type { ConnectionSettings } from "../../../app/connections/settings";
import { drainOutbox } from "../../../app/delivery/drain";
import { httpClient } from "../../../app/platform/http";
import { differences } from "../../world/demo/compare";
import { shopWindow } from "../../world/demo/shop-window";
import type { HkjShop, HkjWorld } from "../../world/hkj";
import type { ShopSeed } from "../../world/shopify";
import type { TestDatabase } from "../database";
import { registryOf } from "../fake-channel";
import { type useShopifyWorld, openShop } from "./shop-world";

/** A shop in the stand-in of Shopify, connected to the stand-in of HKJ, and the app's steps between them by hand. */
export async function openHkjHouse(
  database: TestDatabase,
  shopify: ReturnType<typeof useShopifyWorld>,
  hkj: HkjWorld,
  seed: Omit<ShopSeed, "domain"> = {},
) {
  const { db } = database;
  const shop = await openShop(database, shopify, seed);
  const account: HkjShop = hkj.provision();
  const channels = registryOf(createHkj({ defaultBaseUrl: hkj.baseUrl }));
  const effects = { ...shop.effects, http: httpClient };
  const credentials = { apiKey: account.apiKey, signingSecret: account.signingSecret };
  const connected = await connect(effects, channels, shop.shop, "hkj", { credentials });
  if (!connected.ok) throw new Error(connected.code);
  const { connectionId } = shop;
  const target = { shop: shop.shop, connectionId };

  const deliver = async () => {
    for (let drains = 0; drains < 40; drains += 1) {
      await drainOutbox(
        effects,
        channels,
        { listing: settleListings, order: settleListings, items: readFileItems },
        target,
        {
          random: () => 0,
        },
      );
      const left = await db.outboxEvent.count({ where: { connectionId, state: { not: "failed" } } });
      if (left === 0) return;
      shopify.clock.advance(2_000);
    }
  };
  const advance = async (runId: string) => {
    for (let steps = 0; steps < 300; steps += 1) {
      const run = await db.syncRun.findUniqueOrThrow({ where: { id: runId } });
      if (!RUNNING.includes(run.state)) return run;
      await advanceSync(shop.effects, shop.openAdmin, { shop: shop.shop, runId });
      if (run.state === "sending") await deliver();
      shopify.clock.advance(300);
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error("the sync does not end");
  };

  const remap = async () => {
    await remapConnection(shop.effects, target);
    const running = { shop: shop.shop, connectionId, state: { in: RUNNING } };
    const run = await db.syncRun.findFirst({ where: running });
    if (run) await advance(run.id);
    await deliver();
  };

  return {
    ...shop,
    account,
    deliver,
    advance,
    /** One step of a run. */
    step: (runId: string) => advanceSync(shop.effects, shop.openAdmin, { shop: shop.shop, runId }),
    async sync(kind: SyncKind = "first") {
      const run = await advance(await shop.start(kind));
      await deliver();
      return run;
    },
    /** Reads what is stale and delivers, until nothing is. */
    async settleDown() {
      for (let rounds = 0; rounds < 20; rounds += 1) {
        await refreshStaleProducts(shop.effects, shop.openAdmin, shop.shop);
        await deliver();
        if ((await db.staleProduct.count({ where: { shop: shop.shop } })) === 0) return;
      }
      throw new Error("it does not settle");
    },
    /** Reads what Shopify says of the shop itself, and maps everything anew where that changes what is sold. */
    async lookAtShop() {
      await db.$executeRaw`delete from graphile_worker._private_jobs where key = ${`remap:${connectionId}`}`;
      await readShop(shop.effects, shop.openAdmin, shop.shop);
      if ((await shop.queued("catalog.remap")) > 0) await remap();
    },
    async decide(settings: Partial<ConnectionSettings>) {
      await saveSettings(shop.effects, shop.shop, "hkj", settings);
      await remap();
    },
    /** One sentence for everything in which HKJ differs from the shop. */
    wrong: () => differences(shopWindow(shop.records, shopify.clock.now()), hkj.catalog(account)),
    listings: () => db.listing.findMany({ where: { connectionId }, orderBy: { variantId: "asc" } }),
  };
}

export type HkjHouse = Awaited<ReturnType<typeof openHkjHouse>>;
