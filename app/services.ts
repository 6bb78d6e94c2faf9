import { type ChannelRegistry, createChannelRegistry } from "./channels/registry";
import { type FirstTries, createFirstTries } from "./orders/first-try";
import { systemClock } from "./platform/clock";
import { createSealer } from "./platform/crypto";
import { connectDatabase } from "./platform/db";
import type { Effects } from "./platform/effects";
import type { Env } from "./platform/env";
import { httpClient } from "./platform/http";
import { createLocks } from "./platform/locks";
import type { Logger } from "./platform/log";
import { createMetrics } from "./platform/metrics";
import { createSignals } from "./platform/signals";
import { preparedStatements } from "./platform/sql";
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
  firstTries: FirstTries;
  close(): Promise<void>;
}

export async function createServices(env: Env, databaseUrl: string, log: Logger): Promise<Services> {
  const database = connectDatabase(databaseUrl);
  const { db, pool } = database;
  const signals = await createSignals(databaseUrl, log);
  const locks = createLocks(databaseUrl, log);
  const effects: Effects = {
    db,
    pool,
    sql: preparedStatements(pool),
    signals,
    locks,
    log,
    clock: systemClock,
    http: httpClient,
    metrics: createMetrics(),
    sealer: createSealer(env.ENCRYPTION_KEYS),
  };
  const tokens = createTokens(effects, env, shopNotices);
  const channels = createChannelRegistry(env);
  const openAdmin = createOpenAdmin(effects, tokens);
  const firstTries = createFirstTries(effects, openAdmin, channels);
  return {
    ...effects,
    env,
    channels,
    tokens,
    openAdmin,
    firstTries,
    shopify: createShopifyApp(effects, env, shopNotices),
    async close() {
      await firstTries.close();
      await locks.close();
      await signals.close();
      await database.close();
    },
  };
}
