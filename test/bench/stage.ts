import { readFile } from "node:fs/promises";

import type pg from "pg";

import { freePort } from "../../app/platform/free-port";
import { type AppProcess, appProcess } from "../world/app-process";
import { differences } from "../world/demo/compare";
import { type Merchant, merchant } from "../world/demo/merchant";
import { shopWindow } from "../world/demo/shop-window";
import { type HkjShop, type HkjWorld, startHkjWorld } from "../world/hkj";
import { type ShopSeed, type ShopifyWorld, startShopifyWorld, subscriptionsFromToml } from "../world/shopify";
import type { Opened } from "./opened";
import { type TemporaryPostgres, connect } from "./postgres";

const API_KEY = "hkj-connect-bench";
const API_SECRET = "shpss_bench_secret_of_the_stand_in";
/** Of pino, as a number; a line without a level is the process's last word. */
const WARNING = 40;

/** The real app as one process between the stand-ins, which live in the benchmark's process; on a database of its own. */
export interface BenchStage {
  shop: string;
  shopify: ShopifyWorld;
  hkj: HkjWorld;
  hkjShop: HkjShop;
  app: AppProcess;
  merchant: Merchant;
  pool: pg.Pool;
  /** What HKJ has otherwise than the shop sells it, a sentence each. */
  differences(): string[];
  close(): Promise<void>;
}

export async function setBenchStage(
  { opened, postgres, database }: { opened: Opened; postgres: TemporaryPostgres; database: string },
  seed: ShopSeed,
  onPost?: (url: string, body: string) => void,
): Promise<BenchStage> {
  const [port, url] = [await freePort(), await postgres.databaseUrl(database)];
  const origin = `http://127.0.0.1:${port}`;
  const shop = seed.domain;
  const shopify = await startShopifyWorld({
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    webhookUrl: `${origin}/webhooks`,
    subscriptions: subscriptionsFromToml(await readFile("shopify.app.toml", "utf8")),
    shops: [seed],
  });
  const hkj = await startHkjWorld({ ...(onPost && { onPost }) });
  const app = appProcess({
    port,
    dataDir: "/nowhere",
    appUrl: origin,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    shopifyOrigin: shopify.origin,
    hkjApiBaseUrl: hkj.baseUrl,
    env: { DATABASE_URL: url },
    onLog: (line) => {
      if (Number(line["level"] ?? 60) >= WARNING) process.stderr.write(`  app: ${JSON.stringify(line)}\n`);
    },
  });
  const hkjShop = hkj.provision({ name: shop });
  const stage: BenchStage = {
    shop,
    shopify,
    hkj,
    hkjShop,
    app,
    merchant: merchant({ appUrl: origin, shop, sessionToken: () => shopify.mintSessionToken(shop) }),
    pool: connect(url, opened),
    differences: () => differences(shopWindow(shopify.shop(shop), new Date()), hkj.catalog(hkjShop)),
    async close() {
      await app.stop();
      await Promise.all([hkj.close(), shopify.close()]);
    },
  };
  opened.keep(stage, (one) => one.close());
  await app.start();
  return stage;
}

/** Installs the app and pastes the credentials; the first sync begins. */
export async function connectToHkj({ merchant, hkjShop }: BenchStage): Promise<void> {
  await merchant.open("/app");
  hkjShop.outboundUrl = await merchant.outboundUrl("hkj");
  const { apiKey, signingSecret } = hkjShop;
  await merchant.press("/app/channels/hkj", { intent: "connect", apiKey, signingSecret });
}

/** The end of the shop's latest sync run. @throws Error when it ended otherwise than finished. */
export async function syncFinished({ pool }: BenchStage, after: number): Promise<SyncResult> {
  for (;;) {
    const { rows } = await pool.query<SyncResult>(
      `select "state", "reason", "seen", "changed", "bulkOperationId" as "bulkOperation" from "SyncRun"
       where "finishedAt" is not null order by "createdAt" offset $1 limit 1`,
      [after],
    );
    const [run] = rows;
    if (run?.state === "finished") return run;
    if (run) throw new Error(`the sync run ended as ${run.state}: ${run.reason}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export interface SyncResult {
  state: string;
  reason: string | null;
  seen: number;
  changed: number;
  bulkOperation: string | null;
}
