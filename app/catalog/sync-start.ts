import { recordActivity } from "../connections/activity";
import { RUNNING } from "../connections/running-sync";
import type { Transaction } from "../platform/db";
import { endStopping, requestStep } from "./sync-state";

export type SyncKind = "first" | "manual" | "reconcile" | "preview";
/** Who wanted it: the merchant, changed settings, the hour of the night, or an outage that is over. */
export type SyncCause = "merchant" | "settings" | "night" | "outage";

export interface SyncRequest {
  shop: string;
  connectionId: string;
  kind: SyncKind;
  cause?: SyncCause;
}

/**
 * Starts a run, or nudges the one that runs. A preview makes way for a run in earnest, and one that was asked to stop for
 * any other: it would end without having done what is wanted now, and may be of an earlier life of the connection.
 * @returns the id of the run.
 */
export async function startSync(tx: Transaction, request: SyncRequest, now: Date): Promise<string> {
  const { shop, connectionId, kind, cause = "merchant" } = request;
  const running = { shop, connectionId, state: { in: RUNNING } };
  await endStopping(tx, { shop, connectionId }, now);
  if (kind !== "preview") {
    await tx.syncRun.updateMany({
      where: { ...running, kind: "preview" },
      data: { state: "cancelled", finishedAt: now },
    });
  }
  const started = await tx.syncRun.createManyAndReturn({
    data: [{ shop, connectionId, kind, cause, createdAt: now, movedAt: now }],
    skipDuplicates: true,
  });
  const run = started[0] ?? (await tx.syncRun.findFirstOrThrow({ where: running }));
  if (started[0] && kind !== "preview") {
    await recordActivity(tx, { shop, connectionId, kind: "sync_started", params: { kind, cause } }, now);
  }
  // One that runs already goes on now.
  await requestStep(tx, run);
  return run.id;
}

/**
 * Asks a run to stop: at once, unless it is in the middle of something, and then at its next chunk. One that has ended
 * stays as it is.
 */
export async function cancelSync(tx: Transaction, shop: string, runId: string): Promise<void> {
  const where = { id: runId, shop, state: { in: RUNNING } };
  const { count } = await tx.syncRun.updateMany({ where, data: { cancelRequested: true } });
  if (count === 0) return;
  await requestStep(tx, await tx.syncRun.findUniqueOrThrow({ where: { id: runId } }));
}
