import type { SyncRun } from "@prisma/client";

import { type ActivityKind, recordActivity } from "../connections/activity";
import { clearProblem, raiseProblem } from "../connections/problems";
import { requestFeedback } from "../connections/request-feedback";
import { RUNNING } from "../connections/running-sync";
import type { DatabaseOrTransaction, Transaction } from "../platform/db";
import type { Effects } from "../platform/effects";
import { enqueue } from "../platform/queue";
import type { PreviewFinding } from "./preview";

export type RunKey = Pick<SyncRun, "id" | "shop" | "connectionId">;

/** Asks for the next step of a run; at most one waits. */
export async function requestStep(tx: DatabaseOrTransaction, run: RunKey, runAt?: Date): Promise<void> {
  const { id: runId, shop, connectionId } = run;
  const options = { queue: `sync:${connectionId}`, key: `sync:${runId}`, ...(runAt && { runAt }) };
  await enqueue(tx, "sync.advance", { shop, runId }, options);
}

export type End =
  | { state: "finished"; preview?: PreviewFinding }
  | { state: "cancelled" }
  | { state: "failed"; code: string; params: Record<string, string | number> };

/** Ends a run, once: its result, the activity and the problem in one transaction. */
export async function endRun(effects: Pick<Effects, "db" | "clock">, run: RunKey, end: End): Promise<void> {
  const now = effects.clock.now();
  const { id, shop, connectionId } = run;
  const key = `connection:${connectionId}:sync`;
  await effects.db.$transaction(async (tx) => {
    const { count } = await tx.syncRun.updateMany({
      where: { id, shop, state: { in: RUNNING } },
      data: {
        state: end.state,
        finishedAt: now,
        ...(end.state === "failed" && { reason: end.code, reasonParams: end.params }),
        ...(end.state === "finished" && end.preview && { preview: end.preview }),
      },
    });
    if (count === 0) return;
    const ended = await tx.syncRun.findUniqueOrThrow({ where: { id } });
    // Whoever asked for a preview looks at it; it is no event in the life of the catalogue.
    if (ended.kind === "preview") return;
    const params = end.state === "failed" ? { code: end.code, ...end.params } : figures(ended);
    await recordActivity(tx, { shop, connectionId, kind: endedAs(ended, end), params }, now);
    if (end.state === "finished") {
      await clearProblem(tx, shop, key, now);
      // Whatever Shopify's product page was not told when it happened, it is told once a night.
      await requestFeedback(tx, shop, `sync:${connectionId}`, now);
    }
    if (end.state === "failed") {
      const { code } = end;
      await raiseProblem(tx, { shop, connectionId, key, code, params: end.params, severity: "warning" }, now);
    }
  });
}

/** Ends what was asked to stop and did not get to it yet, so that another run may begin. Its own next step does nothing. */
export async function endStopping(
  tx: Transaction,
  { shop, connectionId }: Omit<RunKey, "id">,
  now: Date,
): Promise<void> {
  const ended = await tx.syncRun.updateManyAndReturn({
    where: { shop, connectionId, state: { in: RUNNING }, cancelRequested: true },
    data: { state: "cancelled", finishedAt: now },
  });
  for (const run of ended) {
    if (run.kind === "preview") continue;
    await recordActivity(tx, { shop, connectionId, kind: "sync_cancelled", params: figures(run) }, now);
  }
}

function endedAs({ kind }: SyncRun, { state }: End): ActivityKind {
  return kind === "reconcile" && state === "finished" ? "reconciled" : `sync_${state}`;
}

/** What was looked at, what was put right, and why. */
function figures({ seen, changed, retired, skipped, missing, price, stock, content }: SyncRun) {
  return { seen, changed, retired, skipped, missing, price, stock, content, repaired: changed + retired };
}
