import { type ChannelRegistry, createChannelRegistry } from "./channels/registry";
import { systemClock } from "./platform/clock";
import { createSealer } from "./platform/crypto";
import { connectDatabase } from "./platform/db";
import type { Effects } from "./platform/effects";
import type { Env } from "./platform/env";
import { httpClient } from "./platform/http";
import type { Logger } from "./platform/log";
import { createMetrics } from "./platform/metrics";
import { createSignals } from "./platform/signals";
import { shopNotices } from "./shop-notices";
import { type OpenAdmin, createOpenAdmin } from "./shopify/admin-client";
import { type ShopifyApp, createShopifyApp } from "./shopify/app";
import { type ShopTokens, createTokens } from "./shopify/tokens";

/** Everything doors, pages and jobs work with: made once, at the entry. */
export interface Services extends Effects {
  env: Env;
  channels: ChannelRegistry;
  tokens: ShopTokens;
  openAdmin: OpenAdmin;
  shopify: ShopifyApp;
  close(): Promise<void>;
}

export async function createServices(env: Env, databaseUrl: string, log: Logger): Promise<Services> {
  const database = connectDatabase(databaseUrl);
  const { db, pool } = database;
  const signals = await createSignals(databaseUrl, log);
  const effects: Effects = {
    db,
    pool,
    signals,
    log,
    clock: systemClock,
    http: httpClient,
    metrics: createMetrics(),
    sealer: createSealer(env.ENCRYPTION_KEYS),
  };
  const tokens = createTokens(effects, env, shopNotices);
  return {
    ...effects,
    env,
    channels: createChannelRegistry(env),
    tokens,
    openAdmin: createOpenAdmin(effects, tokens),
    shopify: createShopifyApp(effects, env, shopNotices),
    async close() {
      await signals.close();
      await database.close();
    },
  };
}
