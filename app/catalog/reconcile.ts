import { createHash } from "node:crypto";

import { Prisma } from "@prisma/client";

import { LIVING } from "../connections/living";
import { RUNNING } from "../connections/running-sync";
import type { DatabaseOrTransaction, Transaction } from "../platform/db";
import type { Effects } from "../platform/effects";
import { type TaskPayload, enqueue } from "../platform/queue";
import { lastNight } from "./night";
import { startAnew } from "./sync-anew";

/** Many shops come back from an outage together; they start within so long. */
const SPREAD_MS = 10 * 60_000;
/** A run that is in the way is looked after again. */
const WAIT_MS = 30_000;
/** What failed may fail again, and whoever cancelled a run does not want it back at once. */
const PAUSE_MS = 4 * 3_600_000;

interface Due {
  id: string;
  shop: string;
  timezone: string;
  connectedAt: Date | null;
  /** When the last full pass, or the one under way, was asked for. */
  lastPassAt: Date | null;
  /** When a run last ended as none. */
  brokeOffAt: Date | null;
}

/**
 * Starts the nightly reconciliation of every connection whose minute has come since its last full pass. It asks what is
 * due, not what time it is: a night that the app slept through is made up for, and so is, after a pause, a run that failed or
 * was cancelled.
 * @returns how many were started.
 */
export async function reconcileDue(effects: Pick<Effects, "db" | "clock">): Promise<number> {
  const { db, clock } = effects;
  const now = clock.now();
  const rows = await db.$queryRaw<Due[]>`
    select c."id", c."shop", s."timezone", c."connectedAt",
      (select max(coalesce(r."startedAt", r."createdAt")) from "SyncRun" r where r."connectionId" = c."id" and r."kind" <> 'preview'
        and r."state" in (${Prisma.join(["finished", ...RUNNING])})) as "lastPassAt",
      (select max(r."finishedAt") from "SyncRun" r where r."connectionId" = c."id" and r."kind" <> 'preview'
        and r."state" in ('failed', 'cancelled')) as "brokeOffAt"
    from "Connection" c join "Shop" s on s."domain" = c."shop" and s."uninstalledAt" is null
    where c."state" = 'active'`;
  let started = 0;
  for (const { id: connectionId, shop, timezone, connectedAt, lastPassAt, brokeOffAt } of rows) {
    const due = lastNight(shop, timezone, now);
    const known = lastPassAt ?? connectedAt;
    if (known === null || known >= due) continue;
    const brokeOff = brokeOffAt !== null && (lastPassAt === null || brokeOffAt > lastPassAt) ? brokeOffAt : null;
    if (brokeOff !== null && now.getTime() - brokeOff.getTime() < PAUSE_MS) continue;
    // Where a run is in the way the next look starts it.
    if (await startAnew(effects, { shop, connectionId, kind: "reconcile", cause: "night" })) started += 1;
  }
  return started;
}

/**
 * Job `catalog.reconcile`, after an outage: for one connection, or all of the shop's that are alive. A run that reads may have
 * read before the outage was over, so this one waits for its end.
 */
export async function reconcileShop(
  effects: Pick<Effects, "db" | "clock">,
  { shop, connectionId }: TaskPayload<"catalog.reconcile">,
): Promise<void> {
  const { db, clock } = effects;
  const connections = await db.connection.findMany({
    // One that was paused meanwhile has lost as much; what is found waits until it goes on.
    where: { state: { in: [...LIVING] }, shop, ...(connectionId !== undefined && { id: connectionId }) },
    select: { id: true },
  });
  for (const { id } of connections) {
    if (await startAnew(effects, { shop, connectionId: id, kind: "reconcile", cause: "outage" })) continue;
    await requestReconciliation(db, { shop, id }, new Date(clock.now().getTime() + WAIT_MS));
  }
}

/** After the app itself was away: every active connection, not all in one moment. */
export async function reconcileAll(tx: Transaction, now: Date): Promise<void> {
  const connections = await tx.connection.findMany({ where: { state: "active" }, select: { id: true, shop: true } });
  for (const { id, shop } of connections) {
    await requestReconciliation(tx, { shop, id }, new Date(now.getTime() + share(shop) * SPREAD_MS));
  }
}

async function requestReconciliation(
  tx: DatabaseOrTransaction,
  { id, shop }: { id: string; shop: string },
  runAt: Date,
): Promise<void> {
  const name = `reconcile:${id}`;
  await enqueue(tx, "catalog.reconcile", { shop, connectionId: id }, { queue: name, key: name, runAt, keepTime: true });
}

/** At least 0, less than 1; always the same of one shop. */
function share(shop: string): number {
  return createHash("sha256").update(shop).digest().readUInt32BE(4) / 2 ** 32;
}
