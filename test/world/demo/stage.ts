import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { startEmbeddedPostgres } from "../../../app/platform/embedded-postgres";
import { freePort } from "../../../app/platform/free-port";
import { type AdminWorld, createShopPages, startAdminWorld } from "../admin";
import { type AppProcess, appProcess } from "../app-process";
import { type HkjShop, type HkjWorld, startHkjWorld } from "../hkj";
import { type ShopSeed, type ShopifyWorld, startShopifyWorld, scopesFromToml, subscriptionsFromToml } from "../shopify";
import { shopDesk } from "./desk";
import { type Merchant, merchant } from "./merchant";

const API_KEY = "hkj-connect-demo";
const API_SECRET = "shpss_demo_secret_of_the_stand_in";

/** The real app between the stand-ins, nothing connected yet. */
export interface Stage {
  shop: string;
  shopify: ShopifyWorld;
  hkj: HkjWorld;
  /** The shop's integration as HKJ's dashboard provisioned it. */
  hkjShop: HkjShop;
  admin: AdminWorld;
  app: AppProcess;
  merchant: Merchant;
  /** One more process of the app on the same data, not started yet; it ends with the stage. */
  another(): Promise<AppProcess>;
  /** The app's own database, which must be running. */
  databaseUrl(): Promise<string>;
  close(): Promise<void>;
}

export interface StageOptions {
  seed: ShopSeed;
  /** Of the admin; another one is taken when it is not free. */
  port?: number;
  /** A migrated database of the stage's own; without one the app brings its PostgreSQL along. */
  databaseUrl?: string;
  onLog?: (line: Record<string, unknown>) => void;
}

export async function setStage({ seed, port, databaseUrl, onLog }: StageOptions): Promise<Stage> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "hkj-connect-demo-"));
  const appPort = await freePort();
  const appOrigin = `http://127.0.0.1:${appPort}`;
  const shop = seed.domain;
  // What the app asks of Shopify counts here too: a scope or a topic it lacks fails as it would there.
  const toml = await readFile("shopify.app.toml", "utf8");
  const subscriptions = subscriptionsFromToml(toml);
  const scopes = scopesFromToml(toml);
  const shopify = await startShopifyWorld({
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    webhookUrl: `${appOrigin}/webhooks`,
    subscriptions,
    scopes,
    shops: [seed],
  });
  const hkj = await startHkjWorld();
  const hkjShop = hkj.provision({ name: seed.name ?? shop });
  const admin = await startAdminWorld({
    appUrl: appOrigin,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    shop,
    port: await freePort(port),
    shopPages: createShopPages(shopDesk(shopify, shop)),
    collections: () => shopify.shop(shop).collections,
  });
  const settings = {
    dataDir,
    appUrl: admin.origin,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    scopes,
    shopifyOrigin: shopify.origin,
    hkjApiBaseUrl: hkj.baseUrl,
    env: {
      ENCRYPTION_KEYS: `demo:${randomBytes(32).toString("base64")}`,
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    },
    ...(onLog && { onLog }),
  };
  const app = appProcess({ ...settings, port: appPort });
  const others: AppProcess[] = [];
  const sessionToken = () => shopify.mintSessionToken(shop);
  return {
    shop,
    shopify,
    hkj,
    hkjShop,
    admin,
    app,
    merchant: merchant({ appUrl: admin.origin, shop, sessionToken }),
    async another() {
      const one = appProcess({ ...settings, port: await freePort() });
      others.push(one);
      return one;
    },
    databaseUrl: async () => databaseUrl ?? (await startEmbeddedPostgres(dataDir)).databaseUrl("hkj_connect"),
    async close() {
      for (const one of others) await one.stop();
      await app.stop();
      await Promise.all([admin.close(), hkj.close(), shopify.close()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
