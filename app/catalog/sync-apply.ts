import type { SyncRun } from "@prisma/client";

import { RUNNING } from "../connections/running-sync";
import type { Statements } from "../platform/db";
import { plainTransaction } from "../platform/sql";
import type { Effects } from "../platform/effects";
import type { Applied } from "./applied";
import { applyReadings } from "./apply-readings";
import { handoffOf } from "../delivery/handoff";
import type { Preview } from "./preview";
import { markStale } from "./stale";
import type { ProductReading } from "./want";
import type { WrittenFile } from "./write-changes";

type Needs = Pick<Effects, "db" | "pool" | "sql" | "clock" | "log">;

/**
 * Applies what a run read, or only looks at it in a preview.
 * @param seen variants that came so far
 * @returns whether the run was told to stop.
 */
export async function applyPart(
  effects: Needs,
  run: SyncRun,
  readings: readonly ProductReading[],
  preview: Preview | undefined,
  seen?: number,
): Promise<boolean> {
  if (preview) await preview.look(readings);
  else await applyOrSetAside(effects, run, readings);
  const [now] = await effects.sql.$queryRaw<Pick<SyncRun, "state" | "cancelRequested">[]>`
    update "SyncRun" set "seen" = coalesce(${seen ?? null}::int, "seen"), "movedAt" = ${effects.clock.now()}
    where "id" = ${run.id}::uuid and "shop" = ${run.shop} returning "state", "cancelRequested"`;
  return now === undefined || now.cancelRequested || !RUNNING.includes(now.state);
}

/** Together, as a rule. A product that spoils its chunk is set aside for the job that reads products one by one. */
async function applyOrSetAside(effects: Needs, run: SyncRun, readings: readonly ProductReading[]): Promise<void> {
  const { db, pool, clock, log } = effects;
  const { id, shop, connectionId } = run;
  const files: WrittenFile[] = [];
  try {
    await plainTransaction(pool, async (tx) => {
      const written = (file: WrittenFile) => void files.push(file);
      const applied = await applyReadings(tx, shop, readings, clock.now(), { connectionId, written });
      await count(tx, id, applied);
    });
    for (const file of files) handoffOf(pool).keep(file.id, file.items, clock.now());
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
