import { RUNNING } from "../connections/running-sync";
import type { Effects } from "../platform/effects";
import { endRun, requestStep } from "./sync-state";

/** A step, and the pause after one, takes less. */
const STANDS_MS = 30 * 60_000;
const GIVEN_UP_MS = 6 * 3_600_000;

/**
 * Looks after runs that stand still: a job that used up its tries, or waits long for the next one. Its step is asked for
 * once more; a run that has not moved for hours is failed, so that it blocks no later one and the merchant hears of it.
 */
export async function lookAfterRuns(effects: Pick<Effects, "db" | "clock" | "log">): Promise<void> {
  const now = effects.clock.now().getTime();
  const runs = await effects.db.syncRun.findMany({
    where: { state: { in: RUNNING }, movedAt: { lt: new Date(now - STANDS_MS) } },
  });
  for (const run of runs) {
    const still = now - (run.movedAt ?? run.createdAt).getTime();
    effects.log.warn({ shop: run.shop, runId: run.id, state: run.state, still }, "sync: stands still");
    if (still < GIVEN_UP_MS) await requestStep(effects.db, run);
    else await endRun(effects, run, { state: "failed", code: "catalog.sync_stalled", params: {} });
  }
}
