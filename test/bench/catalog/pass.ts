import { setTimeout as wait } from "node:timers/promises";

import { type BenchStage, type SyncResult, syncFinished } from "../stage";

export interface Pass {
  /** From the moment the shop had its export ready to the end of the run, when HKJ has answered for everything. */
  seconds: number;
  /** Before that: what the shop took to write the export. Shopify's time, not the app's. */
  exportSeconds: number;
  /** Events that HKJ got, and rows of its bulk import. */
  events: number;
  run: SyncResult;
}

/** One full pass: `begin` sets it off, the rest is watched. @param earlier runs that ended before. */
export async function watchPass(stage: BenchStage, earlier: number, begin: () => Promise<void>): Promise<Pass> {
  const eventsBefore = eventsAt(stage);
  const exports = stage.shopify.shop(stage.shop).bulkOperations;
  const exportsBefore = exports.size;
  const started = performance.now();
  await begin();
  const over = syncFinished(stage, earlier);
  over.catch(() => undefined); // is waited for below; until then it must not end the process
  while ([...exports.values()][exportsBefore]?.status !== "COMPLETED") await Promise.race([wait(5), over]);
  const ready = performance.now();
  const run = await over;
  const ended = performance.now();
  return {
    seconds: (ended - ready) / 1_000,
    exportSeconds: (ready - started) / 1_000,
    events: eventsAt(stage) - eventsBefore,
    run,
  };
}

function eventsAt({ hkjShop }: BenchStage): number {
  const rows = [...hkjShop.batches.values()].reduce((sum, batch) => sum + batch.total_rows, 0);
  return hkjShop.received.length + rows;
}
