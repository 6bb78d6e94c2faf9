import { createHash } from "node:crypto";

import type { Transaction } from "../platform/db";
import type { Effects } from "../platform/effects";
import type { TaskPayload } from "../platform/queue";
import { lastNight } from "./night";
import { startSync } from "./sync-start";

/** Many shops come back from an outage together; they start within so long. */
const SPREAD_MS = 10 * 60_000;

interface Due {
  id: string;
  shop: string;
  timezone: string;
  connectedAt: Date | null;
  lastRunAt: Date | null;
}

/**
 * Starts the nightly reconciliation of every connection whose minute has come since its last full pass. It asks what is
 * due, not what time it is: a night that the app slept through is made up for.
 * @returns how many were started.
 */
export async function reconcileDue(effects: Pick<Effects, "db" | "clock">): Promise<number> {
  const { db, clock } = effects;
  const now = clock.now();
  const rows = await db.$queryRaw<Due[]>`
    select c."id", c."shop", s."timezone", c."connectedAt",
      (select max(r."createdAt") from "SyncRun" r where r."connectionId" = c."id" and r."kind" <> 'preview') as "lastRunAt"
    from "Connection" c join "Shop" s on s."domain" = c."shop" and s."uninstalledAt" is null
    where c."state" = 'active'`;
  let started = 0;
  for (const { id: connectionId, shop, timezone, connectedAt, lastRunAt } of rows) {
    const due = lastNight(shop, timezone, now);
    const known = lastRunAt ?? connectedAt;
    if (known === null || known >= due) continue;
    await db.$transaction((tx) => startSync(tx, { shop, connectionId, kind: "reconcile", cause: "night" }, now));
    started += 1;
  }
  return started;
}

/** Job `catalog.reconcile`, after an outage: for one connection, or all active ones of the shop. */
export async function reconcileShop(
  effects: Pick<Effects, "db" | "clock">,
  { shop, connectionId }: TaskPayload<"catalog.reconcile">,
): Promise<void> {
  await effects.db.$transaction((tx) => reconcileActive(tx, { shop, connectionId }, effects.clock.now()));
}

/** After the app itself was away: every active connection, not all in one moment. */
export async function reconcileAll(tx: Transaction, now: Date): Promise<void> {
  await reconcileActive(tx, {}, now, SPREAD_MS);
}

async function reconcileActive(
  tx: Transaction,
  { shop, connectionId }: { shop?: string; connectionId?: string | undefined },
  now: Date,
  spreadMs = 0,
): Promise<void> {
  const connections = await tx.connection.findMany({
    where: {
      state: "active",
      ...(shop !== undefined && { shop }),
      ...(connectionId !== undefined && { id: connectionId }),
    },
    select: { id: true, shop: true },
  });
  for (const { id, shop: its } of connections) {
    const run = { shop: its, connectionId: id, kind: "reconcile", cause: "outage" } as const;
    const runAt = spreadMs > 0 && { runAt: new Date(now.getTime() + share(its) * spreadMs) };
    await startSync(tx, { ...run, ...runAt }, now);
  }
}

/** At least 0, less than 1; always the same of one shop. */
function share(shop: string): number {
  return createHash("sha256").update(shop).digest().readUInt32BE(4) / 2 ** 32;
}
