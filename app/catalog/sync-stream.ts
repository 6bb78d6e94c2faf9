import type { SyncRun } from "@prisma/client";

import type { Effects } from "../platform/effects";
import { Failure } from "../platform/failure";
import type { AdminClient } from "../shopify/admin-client";
import { type BulkOperation, streamJsonl } from "../shopify/bulk";
import { type Applied, applyReadings } from "./apply-readings";
import { extrasOf } from "./extras";
import { productsOf } from "./export-products";
import type { ProductFacts } from "./product-facts";
import { readProducts } from "./read-products";
import { retireUnseen } from "./sync-retire";
import { markStale } from "./stale";
import type { ProductReading } from "./want";

type Needs = Pick<Effects, "db" | "clock" | "log">;

/** A chunk is one transaction, and holds the catalogue's lock: small enough for a stock webhook to wait for it. */
const CHUNK = { products: 50, variants: 250 };

/**
 * Applies a completed export and retires what is not in the shop any more.
 * @throws Failure `shopify.bulk_cut` (retryable: read again), `catalog.sync_incomplete` (final: not everything was there
 * that Shopify says there is; nothing was retired), and those of the Admin API.
 */
export async function streamExport(
  effects: Needs,
  admin: AdminClient,
  run: SyncRun,
  result: BulkOperation,
): Promise<"done" | "cancelled"> {
  const progress = { products: new Set<string>(), seen: 0, expected: 0 };
  // Read from the start each time: counts of an earlier reading would be counted twice.
  await effects.db.syncRun.updateMany({ where: { id: run.id }, data: { seen: 0, skipped: 0 } });
  const lines = result.url === null ? none() : streamJsonl(effects, result.url, { expected: result.objectCount });
  let chunk: ProductFacts[] = [];
  let variants = 0;
  const flush = async (): Promise<boolean> => {
    const cancelled = chunk.length > 0 && (await applyChunk(effects, admin, run, chunk, progress));
    [chunk, variants] = [[], 0];
    return cancelled;
  };
  for await (const product of productsOf(lines)) {
    chunk.push(product);
    variants += product.variants.length;
    if (chunk.length < CHUNK.products && variants < CHUNK.variants) continue;
    if (await flush()) return "cancelled";
  }
  if (await flush()) return "cancelled";
  checkComplete(result, progress);
  await effects.db.syncRun.updateMany({ where: { id: run.id }, data: { expected: progress.expected } });
  return retireUnseen(effects, admin, run, progress.products);
}

interface Progress {
  products: Set<string>;
  /** Variants that came, and that Shopify says there are. */
  seen: number;
  expected: number;
}

function checkComplete(result: BulkOperation, { products, seen, expected }: Progress): void {
  if (products.size === result.rootObjectCount && seen === expected) return;
  const params = { seen, expected, products: products.size, expected_products: result.rootObjectCount };
  const message = `the export was incomplete: ${JSON.stringify(params)}`;
  throw new Failure({ kind: "final", code: "catalog.sync_incomplete", message, params });
}

/** @returns whether the run was told to stop. */
async function applyChunk(
  effects: Needs,
  admin: AdminClient,
  run: SyncRun,
  chunk: readonly ProductFacts[],
  progress: Progress,
): Promise<boolean> {
  const readings: ProductReading[] = [];
  for (const facts of chunk) {
    progress.products.add(facts.productId);
    const reading = await wholeReading(effects, admin, facts, run);
    readings.push(reading);
    progress.seen += reading.facts?.variants.length ?? 0;
    progress.expected += reading.facts?.variantsCount ?? reading.facts?.variants.length ?? 0;
  }
  const applied = await applyOrSetAside(effects, run, readings);
  const { cancelRequested } = await effects.db.syncRun.update({
    where: { id: run.id },
    data: { seen: progress.seen, ...counts(applied), skipped: { increment: applied.held } },
  });
  return cancelRequested;
}

/**
 * Shopify's exports were seen to cut a long nested list. A product with fewer or more variants than it says it has is read
 * by id.
 */
async function wholeReading(
  effects: Needs,
  admin: AdminClient,
  facts: ProductFacts,
  run: SyncRun,
): Promise<ProductReading> {
  const { productId, variantsCount, variants } = facts;
  if (variantsCount === null || variantsCount === variants.length) {
    return { productId, facts, readAt: run.startedAt ?? run.createdAt, changedAt: null };
  }
  const readAt = effects.clock.now();
  const [again] = await readProducts(admin, [productId], await extrasOf(effects.db, run.shop));
  return { productId, facts: again ?? null, readAt, changedAt: null };
}

/** Together, as a rule. A product that spoils its chunk is set aside for the job that reads products one by one. */
async function applyOrSetAside(effects: Needs, run: SyncRun, readings: readonly ProductReading[]): Promise<Applied> {
  const { db, clock, log } = effects;
  const { shop, connectionId } = run;
  try {
    return await db.$transaction((tx) => applyReadings(tx, shop, readings, clock.now(), connectionId));
  } catch (error) {
    const [first] = readings;
    const total = { changed: 0, removed: 0, held: 0 };
    if (readings.length > 1) {
      for (const reading of readings) {
        const { changed, removed, held } = await applyOrSetAside(effects, run, [reading]);
        total.changed += changed;
        total.removed += removed;
        total.held += held;
      }
    } else if (first) {
      const { productId } = first;
      log.error({ shop, productId, err: error }, "sync: a product could not be applied");
      const now = clock.now();
      await db.$transaction((tx) => markStale(tx, shop, [{ productId, changedAt: now }], now));
    }
    return total;
  }
}

/** What leaves the channel is counted apart. */
export function counts({ changed, removed }: Applied) {
  return { changed: { increment: changed - removed }, retired: { increment: removed } };
}

async function* none(): AsyncGenerator<unknown, void, undefined> {}
