import type { SyncRun } from "@prisma/client";

import { RUNNING } from "../../connections/running-sync";
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
  /** Items a second since it began to read, or to send; null in the first second. */
  perSecond: number | null;
  /** Until this part of it is done, at that rate. */
  secondsLeft: number | null;
  seen: number;
  expected: number | null;
  changed: number;
  retired: number;
  skipped: number;
  /** Why items were changed: not on the channel before, or what differed on those that were. */
  missing: number;
  price: number;
  stock: number;
  content: number;
  startedAt: string | null;
  finishedAt: string | null;
  reason: Reason | null;
}

/**
 * The newest sync run of a connection, previews apart. While the catalogue streams, progress counts items read; while it
 * is sent, items that left: `waiting` are those still in the outbox and in files that the channel has not worked off.
 */
export async function viewLatestSync(
  db: Database,
  shop: string,
  connectionId: string,
  waiting: number,
  now: Date,
): Promise<SyncView | null> {
  const run = await db.syncRun.findFirst({
    where: { shop, connectionId, kind: { not: "preview" } },
    orderBy: { createdAt: "desc" },
  });
  if (!run) return null;
  return viewOf(run, waiting, now);
}

/** A run as pages show it; `waiting` as above. */
export function viewOf(run: SyncRun, waiting: number, now: Date): SyncView {
  const { id, kind, state, seen, expected, changed, retired, skipped, missing, price, stock, content } = run;
  const sending = state === "sending";
  const total = sending ? changed + retired : expected;
  const sofar = sending ? Math.max(0, changed + retired - waiting) : seen;
  const done = total === null ? sofar : Math.min(sofar, total);
  const since = (sending ? run.sendingAt : null) ?? run.startedAt;
  const seconds = since ? (now.getTime() - since.getTime()) / 1000 : 0;
  const running = RUNNING.includes(state);
  const rate = running && seconds >= 1 && done > 0 ? done / seconds : null;
  return {
    id,
    kind,
    state,
    running,
    done,
    total,
    seen,
    expected,
    changed,
    retired,
    skipped,
    missing,
    price,
    stock,
    content,
    cancelling: running && run.cancelRequested,
    perSecond: rate === null ? null : Math.max(1, Math.round(rate)),
    secondsLeft: rate === null || total === null ? null : Math.ceil((total - done) / rate),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    reason: readReason(run.reason, run.reasonParams),
  };
}
