/** How soon HKJ has what changed in the shop: one change now and then, and ten thousand at once. */
import { setTimeout as wait } from "node:timers/promises";

import { temporaryPostgres } from "../postgres";
import { type Benchmark, round } from "../report";
import { type BenchStage, connectToHkj, setBenchStage, syncFinished } from "../stage";
import { median, quantile } from "../statistics";
import { plainShop } from "../shop-seed";

const FULL = { skus: 100, warmUp: 20, changes: 160, pauseMs: 250, burst: 10_000, atOnce: 100 };
const SMALL = { skus: 4, warmUp: 1, changes: 4, pauseMs: 10, burst: 100, atOnce: 20 };
/** Every so many changes is one of price: it makes the app read the product from Shopify, a stock change does not. */
const PRICE_EVERY = 4;
const LIMIT_MS = 120_000;

export const measureFreshness: Benchmark = async ({ small, opened, say }) => {
  const size = small ? SMALL : FULL;
  const postgres = await temporaryPostgres(opened);
  const stage = await setBenchStage(
    { opened, postgres, database: "freshness" },
    plainShop({ products: size.skus, variants: 1 }),
  );
  await connectToHkj(stage);
  await syncFinished(stage, 0);
  say(`${size.skus} items are on HKJ; one change every ${size.pauseMs} ms`);
  await calm(stage, size.warmUp, size.pauseMs);
  const { stock, price } = await calm(stage, size.changes, size.pauseMs);
  say(`a burst of ${size.burst} stock changes`);
  const burst = await burstOfStock(stage, size.burst, size.atOnce);
  const all = [...stock, ...price];
  const line = (what: string, times: number[]): [string, ...number[]] => [
    what,
    times.length,
    round(median(times)),
    round(quantile(times, 0.95)),
    round(Math.max(...times)),
  ];
  return {
    figures: { p50_ms: median(all), p95_ms: quantile(all, 0.95), ...burst },
    table: [
      ["calm", "changes", "p50 ms", "p95 ms", "most ms"],
      line("stock", stock),
      line("price", price),
      line("both", all),
      ["burst", "webhooks", "events", "seconds", "mismatches"],
      ["stock", burst.burst_webhooks, burst.burst_events, round(burst.burst_seconds), burst.burst_mismatches],
    ],
    postgres: postgres.version,
  };
};

/** @returns milliseconds from each change in the shop to HKJ's answer to it. */
async function calm(stage: BenchStage, changes: number, pauseMs: number) {
  const times: { stock: number[]; price: number[] } = { stock: [], price: [] };
  const { stock, catalog } = stage.shopify.merchant(stage.shop);
  const variants = stage.shopify.shop(stage.shop).variants.all;
  for (let at = 0; at < changes; at += 1) {
    const variant = variants[at % variants.length];
    const onHkj = () => stage.hkjShop.products.get(variant?.sku ?? "");
    const [before, level] = [onHkj(), variant?.item.levels[0]];
    if (!variant || !before || !level) throw new Error("a variant is not on HKJ");
    const changed = performance.now();
    if (at % PRICE_EVERY === PRICE_EVERY - 1) {
      const fils = before.price_fils + 5;
      catalog.setPrice(variant.id, (fils / 1000).toFixed(3));
      await stage.hkj.until(() => onHkj()?.price_fils === fils, LIMIT_MS);
      times.price.push(performance.now() - changed);
    } else {
      const available = before.stock_qty + 1;
      stock.setStock(variant.id, level.location.id, available);
      await stage.hkj.until(() => onHkj()?.stock_qty === available, LIMIT_MS);
      times.stock.push(performance.now() - changed);
    }
    await wait(pauseMs);
  }
  return times;
}

/** As many stock changes, over all items in turn, as fast as the stand-in delivers their webhooks, some at a time. */
async function burstOfStock(stage: BenchStage, webhooks: number, atOnce: number) {
  const { stock } = stage.shopify.merchant(stage.shop);
  const variants = stage.shopify.shop(stage.shop).variants.all;
  const before = stage.hkj.received(stage.hkjShop).length;
  const started = performance.now();
  for (let at = 0; at < webhooks; at += 1) {
    const variant = variants[at % variants.length];
    if (variant) stock.setStock(variant.id, undefined, 1_000 + at);
    if (at % atOnce === atOnce - 1) await stage.shopify.idle();
  }
  await stage.shopify.idle();
  await stage.hkj.until(() => stage.differences().length === 0, LIMIT_MS).catch(() => undefined);
  const seconds = (performance.now() - started) / 1_000;
  return {
    burst_webhooks: webhooks,
    burst_events: stage.hkj.received(stage.hkjShop).length - before,
    burst_seconds: seconds,
    burst_mismatches: stage.differences().length,
  };
}
