import type { SyncRun } from "@prisma/client";

import type { Effects } from "../platform/effects";
import { Failure } from "../platform/failure";
import type { AdminClient } from "../shopify/admin-client";
import type { BulkOperation } from "../shopify/bulk";
import { streamJsonl } from "../shopify/jsonl";
import { extrasOf } from "./extras";
import { productsOf } from "./export-products";
import type { ProductFacts } from "./product-facts";
import { readProducts } from "./read-products";
import { type Preview } from "./preview";
import { applyPart } from "./sync-apply";
import { retireUnseen } from "./sync-retire";
import type { ProductReading } from "./want";
import { youngTables } from "./young-tables";

type Needs = Pick<Effects, "db" | "pool" | "sql" | "clock" | "log">;

/**
 * A chunk is one transaction and, where most of it is new to the channel, one file. It holds the catalogue's lock: small
 * enough for a stock webhook to wait for it.
 */
const CHUNK = { products: 800, variants: 2_000 };

/**
 * Applies a completed export and retires what is not in the shop any more; with `preview`, finds out what that would do.
 * @throws Failure `shopify.bulk_cut` (retryable: read again), `catalog.sync_incomplete` (final: not everything was there
 * that Shopify says there is; nothing was retired), and those of the Admin API.
 */
export async function streamExport(
  effects: Needs,
  admin: AdminClient,
  run: SyncRun,
  result: BulkOperation,
  preview?: Preview,
): Promise<"done" | "cancelled"> {
  const progress: Progress = { products: new Set<string>(), seen: 0, expected: 0 };
  // Read from the start each time: counts of an earlier reading would be counted twice.
  await effects.db.syncRun.updateMany({ where: { id: run.id }, data: { seen: 0, skipped: 0 } });
  const lines = result.url === null ? none() : streamJsonl(effects, result.url, { expected: result.objectCount });
  const lookAtTables = youngTables(effects, run);
  let chunk: ProductFacts[] = [];
  let variants = 0;
  // While one chunk is being applied the next one is read: the database works, or the network, seldom neither.
  let applying: Promise<boolean> = Promise.resolve(false);
  const flush = async (): Promise<boolean> => {
    if (await applying) return true;
    await lookAtTables(progress.seen);
    if (chunk.length > 0) applying = applyChunk(effects, admin, run, chunk, { progress, preview });
    applying.catch(() => undefined); // whoever awaits it next hears of it
    [chunk, variants] = [[], 0];
    return false;
  };
  try {
    for await (const product of productsOf(lines)) {
      chunk.push(product);
      variants += product.variants.length;
      if (chunk.length < CHUNK.products && variants < CHUNK.variants) continue;
      if (await flush()) return "cancelled";
    }
    if ((await flush()) || (await applying)) return "cancelled";
  } finally {
    // Nothing goes on behind the back of whoever ends this run or begins it again.
    await applying.catch(() => undefined);
  }
  checkComplete(result, progress);
  await effects.db.syncRun.updateMany({ where: { id: run.id }, data: { expected: progress.expected } });
  return retireUnseen(effects, admin, run, { seen: progress.products, preview });
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
  { progress, preview }: { progress: Progress; preview: Preview | undefined },
): Promise<boolean> {
  const readings: ProductReading[] = [];
  for (const facts of chunk) {
    progress.products.add(facts.productId);
    const reading = await wholeReading(effects, admin, facts, run);
    readings.push(reading);
    progress.seen += reading.facts?.variants.length ?? 0;
    progress.expected += reading.facts?.variantsCount ?? reading.facts?.variants.length ?? 0;
  }
  return applyPart(effects, run, readings, preview, progress.seen);
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
  const [again] = await readProducts(admin, [productId], await extrasOf(effects.db, run.shop, run.kind === "preview"));
  return { productId, facts: again ?? null, readAt, changedAt: null };
}

async function* none(): AsyncGenerator<unknown[], void, undefined> {}
