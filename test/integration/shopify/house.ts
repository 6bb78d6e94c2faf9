import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";

import type { Clock } from "../../../app/platform/clock";
import { type DatabaseConnections, connectDatabase } from "../../../app/platform/db";
import type { Effects } from "../../../app/platform/effects";
import { type OpenAdmin, createOpenAdmin } from "../../../app/shopify/admin-client";
import { type ShopifyApp, createShopifyApp } from "../../../app/shopify/app";
import { type ShopTokens, createTokens } from "../../../app/shopify/tokens";
import { shopNotices } from "../../../app/shop-notices";
import { type TestDatabase, useDatabase } from "../../support/database";
import { testEffects } from "../../support/effects";
import { type ShopifyWorld, startShopifyWorld } from "../../world/shopify";

export const SHOP = "amman.myshopify.com";
export const ENV = {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "hush",
  SHOPIFY_APP_URL: "https://connect.example.com",
  SCOPES: "read_products,write_orders",
};

/** What a process of the app has of Shopify's side. */
export interface Side {
  effects: Effects;
  tokens: ShopTokens;
  openAdmin: OpenAdmin;
  app: ShopifyApp;
}

export interface ShopifyHouse extends Side {
  database: TestDatabase;
  world: ShopifyWorld;
  /** Milliseconds the Admin client waited; the clock was moved on by as much. */
  sleeps: number[];
  /** Another process on the same database. */
  twin: Side;
  /** The page a merchant opens first, with a session token. */
  pageLoad(): Request;
  /** Calls for tokens that reached Shopify. */
  tokenCalls(): number;
}

/** Shopify's side of the app on a real database, and a Shopify whose shop has not been opened yet. */
export function useShopifyHouse(clock: Clock & { advance(ms: number): void }): ShopifyHouse {
  const database = useDatabase();
  const house = {} as ShopifyHouse;
  let second: DatabaseConnections;

  beforeAll(() => void (second = connectDatabase(database.url, { maxConnections: 5 })));
  afterAll(() => second.close());

  beforeEach(async () => {
    await database.pool.query(`truncate "Session", "Shop", "Problem", "ActivityEntry", "InboxDelivery"`);
    const world = await startShopifyWorld({
      apiKey: ENV.SHOPIFY_API_KEY,
      apiSecret: ENV.SHOPIFY_API_SECRET,
      clock,
      shops: [{ domain: SHOP, name: "Amman" }],
    });
    const realFetch = globalThis.fetch;
    // What the redirect of the demo does, for this process: *.myshopify.com is the stand-in.
    vi.stubGlobal("fetch", (address: string, init: RequestInit = {}) => {
      const { hostname, pathname, search } = new URL(address);
      if (!hostname.endsWith(".myshopify.com")) return realFetch(address, init);
      const headers = new Headers(init.headers);
      headers.set("x-forwarded-host", hostname);
      return realFetch(world.origin + pathname + search, { ...init, headers });
    });
    const sleeps: number[] = [];
    // Processes of one app read the same keys.
    const { sealer } = testEffects(database);
    const side = ({ db, pool }: DatabaseConnections): Side => {
      const effects = { ...testEffects(database, { clock, sealer }), db, pool };
      const tokens = createTokens(effects, ENV, shopNotices);
      const sleep = async (ms: number) => {
        sleeps.push(ms);
        clock.advance(ms);
      };
      const openAdmin = createOpenAdmin(effects, tokens, { sleep, random: () => 1 });
      return { effects, tokens, openAdmin, app: createShopifyApp(effects, ENV, shopNotices) };
    };
    Object.assign(house, side(database), { database, world, sleeps, twin: side(second) });
    house.pageLoad = () => {
      const host = Buffer.from("admin.shopify.com/store/amman").toString("base64").replaceAll("=", "");
      const token = world.mintSessionToken(SHOP);
      const query = new URLSearchParams({ embedded: "1", shop: SHOP, host, id_token: token });
      const agent = "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36";
      return new Request(`${ENV.SHOPIFY_APP_URL}/app?${query.toString()}`, { headers: { "user-agent": agent } });
    };
    house.tokenCalls = () => world.calls.all("oauth").length;
  });

  afterEach(async () => {
    vi.unstubAllGlobals();
    await house.world.close();
  });
  return house;
}
