import { afterAll, beforeAll } from "vitest";

import type { CanonicalProduct } from "../../../app/canonical/product";
import { applyCollectionWebhook } from "../../../app/catalog/collection-webhooks";
import { refreshStaleProducts } from "../../../app/catalog/refresh";
import { remapConnection } from "../../../app/catalog/remap";
import { readShop } from "../../../app/catalog/shop-facts";
import { advanceSync } from "../../../app/catalog/sync-run";
import { type SyncKind, startSync } from "../../../app/catalog/sync-start";
import {
  type ShopDelivery,
  applyInventoryWebhooks,
  applyProductWebhook,
  readShopAgain,
} from "../../../app/catalog/webhooks";
import { RUNNING } from "../../../app/connections/running-sync";
import { httpClient } from "../../../app/platform/http";
import type { TaskName } from "../../../app/platform/queue";
import { type OpenAdmin, createOpenAdmin } from "../../../app/shopify/admin-client";
import { type ShopSeed, type ShopifyWorld, startShopifyWorld } from "../../world/shopify";
import type { TestDatabase } from "../database";
import { type TestClock, testClock, testEffects } from "../effects";
import { connectedShop, deliverAll } from "./connected-shop";

/** A stand-in of Shopify for a test file, on the same clock as the app. */
export function useShopifyWorld(): { world: ShopifyWorld; clock: TestClock } {
  const holder = { clock: testClock() } as { world: ShopifyWorld; clock: TestClock };
  beforeAll(async () => {
    const options = { apiKey: "key", apiSecret: "secret", clock: holder.clock, bulkDelayMs: 1 };
    holder.world = await startShopifyWorld({ ...options, bucket: { maximumAvailable: 2_000, restoreRate: 1_000 } });
  });
  afterAll(() => holder.world.close());
  return holder;
}

/** A shop of that world with the app on it and one active connection, and what its channel has after each delivery. */
export async function openShop(
  database: TestDatabase,
  { world, clock }: ReturnType<typeof useShopifyWorld>,
  seed: Omit<ShopSeed, "domain"> = {},
  settings: object = {},
) {
  const { db } = database;
  const { shop, connectionId } = await connectedShop(db, clock.now(), { settings });
  world.open({ ...seed, domain: shop });
  const { origin } = world;
  const effects = testEffects(database, {
    clock,
    // What the preload does for the app as a process.
    http: (request) => {
      const url = new URL(request.url);
      const headers = { ...request.headers, "x-forwarded-host": url.host };
      return httpClient({ ...request, headers, url: `${origin}${url.pathname}${url.search}` });
    },
  });
  const tokens = { accessToken: async () => world.accessToken(shop) };
  const openAdmin = createOpenAdmin(effects, tokens, { sleep: async (ms) => clock.advance(ms) });
  const channel = new Map<string, CanonicalProduct>();
  let heard = world.webhooks.length;

  const advance = async (runId: string, atMost = 200) => {
    for (let steps = 0; steps < atMost; steps += 1) {
      const run = await db.syncRun.findUniqueOrThrow({ where: { id: runId } });
      if (!RUNNING.includes(run.state)) return run;
      await advanceSync(effects, openAdmin, { shop, runId });
      clock.advance(300);
      // The stand-in's exports take a moment of real time.
      await new Promise((resolve) => setImmediate(resolve));
      if (run.state === "sending") await deliverAll(db, { shop, connectionId }, channel, clock.now());
    }
    return db.syncRun.findUniqueOrThrow({ where: { id: runId } });
  };

  const take = async (deliveries: readonly ShopDelivery[]) => {
    const now = clock.now();
    await db.$transaction(async (tx) => {
      await applyInventoryWebhooks(
        tx,
        deliveries.filter(({ topic }) => topic.startsWith("inventory_levels/")),
        now,
      );
      for (const delivery of deliveries) {
        if (delivery.topic.startsWith("products/")) await applyProductWebhook(tx, delivery, now);
        if (delivery.topic.startsWith("collections/")) await applyCollectionWebhook(tx, delivery, now);
        if (delivery.topic.startsWith("locations/")) await readShopAgain(tx, delivery);
      }
    });
  };

  await readShop(effects, openAdmin, shop);
  return {
    shop,
    connectionId,
    effects,
    openAdmin,
    channel,
    merchant: world.merchant(shop),
    records: world.shop(shop),
    advance,
    /** What the shop told since the last time. */
    news(): ShopDelivery[] {
      const news = world.webhooks.slice(heard).filter((one) => one.shop === shop);
      heard = world.webhooks.length;
      return news.map(({ topic, payload, triggeredAt }) => {
        // As they come: out of JSON.
        const body = JSON.parse(JSON.stringify(payload)) as unknown;
        return { shop, topic, payload: body, triggeredAt: new Date(triggeredAt), receivedAt: clock.now() };
      });
    },
    take,
    async refresh(open: OpenAdmin = openAdmin) {
      await refreshStaleProducts(effects, open, shop);
    },
    /** What the job that follows a change of rules does, and the sync run it asks for. */
    async remap() {
      await remapConnection(effects, { shop, connectionId });
      const run = await db.syncRun.findFirstOrThrow({ where: { shop, connectionId, state: { in: RUNNING } } });
      await advance(run.id);
      await deliverAll(db, { shop, connectionId }, channel, clock.now());
    },
    /** Jobs of a name that wait for this shop. */
    async queued(task: TaskName): Promise<number> {
      const [row] = await db.$queryRaw<{ n: bigint }[]>`
        select count(*) as n from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = ${task} and j.payload ->> 'shop' = ${shop}`;
      return Number(row?.n ?? 0);
    },
    /** Hears, reads and delivers until nothing moves any more. */
    async settle() {
      clock.advance(1_500);
      await take(this.news());
      await refreshStaleProducts(effects, openAdmin, shop);
      await deliverAll(db, { shop, connectionId }, channel, clock.now());
    },
    deliver: () => deliverAll(db, { shop, connectionId }, channel, clock.now()),
    async start(kind: SyncKind = "first") {
      return db.$transaction((tx) => startSync(tx, { shop, connectionId, kind }, clock.now()));
    },
    async sync(kind: SyncKind = "first") {
      const run = await advance(await this.start(kind));
      await deliverAll(db, { shop, connectionId }, channel, clock.now());
      return run;
    },
  };
}
