/** How long HKJ waits for the answer to an order, which bears the Shopify order's id, and how much of that is ours. */
import { setTimeout as wait } from "node:timers/promises";

import { temporaryPostgres } from "../postgres";
import { type Benchmark, round } from "../report";
import { plainShop } from "../shop-seed";
import { type BenchStage, connectToHkj, setBenchStage, syncFinished } from "../stage";
import { quantile } from "../statistics";
import { type ShopifyTime, watchShopify } from "./shopify-time";

const FULL = { warmUp: 30, orders: 300, pauseMs: 100 };
const SMALL = { warmUp: 1, orders: 3, pauseMs: 0 };

export const measureOrders: Benchmark = async ({ small, opened, say }) => {
  const size = small ? SMALL : FULL;
  const postgres = await temporaryPostgres(opened);
  const shop = plainShop({ products: 20, variants: 2 });
  const stage = await setBenchStage({ opened, postgres, database: "orders" }, shop);
  await connectToHkj(stage);
  await syncFinished(stage, 0);
  for (const { id } of stage.shopify.shop(stage.shop).variants.all) {
    stage.shopify.merchant(stage.shop).stock.setStock(id, undefined, 1_000_000);
  }
  const watch = watchShopify(stage.shopify);
  await placeOrders(stage, watch, size.warmUp, size.pauseMs);
  say(`${size.orders} orders, one after another`);
  const times = await placeOrders(stage, watch, size.orders, size.pauseMs);
  watch.stop();
  const [whole, own] = [times.map((one) => one.whole), times.map((one) => one.whole - one.shopify)];
  const line = (what: string, values: number[]): [string, ...number[]] => [
    what,
    ...[0.5, 0.95, 0.99].map((share) => round(quantile(values, share))),
  ];
  return {
    figures: {
      p50_ms: quantile(whole, 0.5),
      p95_ms: quantile(whole, 0.95),
      p99_ms: quantile(whole, 0.99),
      own_p95_ms: quantile(own, 0.95),
    },
    table: [
      ["order.placed to answer", "p50 ms", "p95 ms", "p99 ms"],
      line("whole", whole),
      line("without Shopify", own),
    ],
    postgres: postgres.version,
  };
};

/** One after another, each answered with a Shopify order's id at the first try. */
async function placeOrders(stage: BenchStage, watch: ShopifyTime, count: number, pauseMs: number) {
  const { hkj, hkjShop } = stage;
  const skus = [...hkjShop.products.keys()];
  const times: { whole: number; shopify: number }[] = [];
  for (let at = 0; at < count; at += 1) {
    const sku = skus[at % skus.length] ?? "";
    const customer = { name: "لينا حداد", phone: `+96279${String(1_000_000 + at)}`, email: null };
    watch.take();
    const started = performance.now();
    const order = await hkj.placeOrder(hkjShop, { items: [{ sku, quantity: 1 }], customer }, { attempts: 1 });
    times.push({ whole: performance.now() - started, shopify: watch.take() });
    if (order.externalId === null) throw new Error(`an order was answered ${order.attempts.at(-1)?.status}`);
    await wait(pauseMs);
  }
  return times;
}
