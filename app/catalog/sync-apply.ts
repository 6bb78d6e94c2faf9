import type { Prisma, SyncRun } from "@prisma/client";

import type { Statements } from "../platform/db";
import { plainTransaction } from "../platform/sql";
import type { Effects } from "../platform/effects";
import type { Applied } from "./applied";
import { applyReadings } from "./apply-readings";
import type { Preview } from "./preview";
import { markStale } from "./stale";
import { RUNNING } from "./sync-state";
import type { ProductReading } from "./want";

type Needs = Pick<Effects, "db" | "pool" | "clock" | "log">;

/**
 * Applies what a run read, or only looks at it in a preview.
 * @param data what else the run has to remember
 * @returns whether the run was told to stop.
 */
export async function applyPart(
  effects: Needs,
  run: SyncRun,
  readings: readonly ProductReading[],
  preview: Preview | undefined,
  data: Prisma.SyncRunUpdateManyMutationInput = {},
): Promise<boolean> {
  if (preview) await preview.look(readings);
  else await applyOrSetAside(effects, run, readings);
  const { state, cancelRequested } = await effects.db.syncRun.update({
    where: { id: run.id },
    data: { ...data, movedAt: effects.clock.now() },
  });
  return cancelRequested || !RUNNING.includes(state);
}

/** Together, as a rule. A product that spoils its chunk is set aside for the job that reads products one by one. */
async function applyOrSetAside(effects: Needs, run: SyncRun, readings: readonly ProductReading[]): Promise<void> {
  const { db, pool, clock, log } = effects;
  const { id, shop, connectionId } = run;
  try {
    await plainTransaction(pool, async (tx) => {
      const applied = await applyReadings(tx, shop, readings, clock.now(), { connectionId });
      await count(tx, id, applied);
    });
  } catch (error) {
    const [first] = readings;
    if (readings.length > 1) {
      for (const reading of readings) await applyOrSetAside(effects, run, [reading]);
    } else if (first) {
      const { productId } = first;
      log.error({ shop, productId, err: error }, "sync: a product could not be applied");
      const now = clock.now();
      await db.$transaction((tx) => markStale(tx, shop, [{ productId, changedAt: now }], now));
    }
  }
}

/** What leaves the channel is counted apart. */
async function count(tx: Statements, runId: string, applied: Applied): Promise<void> {
  const { changed, removed, held, missing, price, stock, content } = applied;
  await tx.$executeRaw`
    update "SyncRun" set
      "changed" = "changed" + ${changed - removed}::int, "retired" = "retired" + ${removed}::int,
      "skipped" = "skipped" + ${held}::int, "missing" = "missing" + ${missing}::int, "price" = "price" + ${price}::int,
      "stock" = "stock" + ${stock}::int, "content" = "content" + ${content}::int
    where "id" = ${runId}::uuid`;
}
