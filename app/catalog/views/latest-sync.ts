import { type Reason, readReason } from "../../connections/views/reason";
import type { Database } from "../../platform/db";

export interface SyncView {
  id: string;
  kind: string;
  state: string;
  running: boolean;
  cancelling: boolean;
  /** Of `total`, in items; total is null while the shop is still counting. */
  done: number;
  total: number | null;
  /** Items a second since it started; null in the first second. */
  perSecond: number | null;
  seen: number;
  expected: number | null;
  changed: number;
  retired: number;
  skipped: number;
  startedAt: string | null;
  finishedAt: string | null;
  reason: Reason | null;
}

const RUNNING = ["queued", "exporting", "streaming", "sending"];

/**
 * The newest sync run of a connection. While the catalogue streams, progress counts items read; while it is sent,
 * items that left: `waiting` are those still in the outbox.
 */
export async function viewLatestSync(
  db: Database,
  shop: string,
  connectionId: string,
  waiting: number,
  now: Date,
): Promise<SyncView | null> {
  const run = await db.syncRun.findFirst({ where: { shop, connectionId }, orderBy: { createdAt: "desc" } });
  if (!run) return null;
  const sending = run.state === "sending";
  const total = sending ? run.changed + run.retired : run.expected;
  const done = sending ? Math.max(0, run.changed + run.retired - waiting) : run.seen;
  const seconds = run.startedAt ? (now.getTime() - run.startedAt.getTime()) / 1000 : 0;
  const running = RUNNING.includes(run.state);
  return {
    id: run.id,
    kind: run.kind,
    state: run.state,
    running,
    cancelling: running && run.cancelRequested,
    done: total === null ? done : Math.min(done, total),
    total,
    perSecond: running && seconds >= 1 && done > 0 ? Math.max(1, Math.round(done / seconds)) : null,
    seen: run.seen,
    expected: run.expected,
    changed: run.changed,
    retired: run.retired,
    skipped: run.skipped,
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    reason: readReason(run.reason, run.reasonParams),
  };
}
