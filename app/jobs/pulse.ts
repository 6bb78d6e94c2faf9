import { reconcileAll } from "../catalog/reconcile";
import { reconcileAllOrders } from "../orders/reconcile-all";
import type { Effects } from "../platform/effects";

/** Shopify gives up on a webhook after hours, but what was lost on the way while nobody listened is not repeated. */
const AWAY_MS = 10 * 60_000;

/**
 * Job `house.pulse`, every minute: notes that a worker is alive. Where none was for long, the app was away, and every
 * connection is reconciled. The note and what follows from it are one transaction.
 */
export async function takePulse({ db, clock, log }: Pick<Effects, "db" | "clock" | "log">): Promise<void> {
  const now = clock.now();
  await db.$transaction(async (tx) => {
    await tx.pulse.createMany({ data: [{ id: 1, at: now }], skipDuplicates: true });
    const [before] = await tx.$queryRaw<{ at: Date }[]>`select "at" from "Pulse" where "id" = 1 for update`;
    const away = now.getTime() - (before?.at ?? now).getTime();
    if (away < 0) return;
    await tx.pulse.updateMany({ where: { id: 1 }, data: { at: now } });
    if (away < AWAY_MS) return;
    log.warn({ minutes: Math.round(away / 60_000) }, "the app was away; every catalogue is compared");
    await reconcileAll(tx, now);
    await reconcileAllOrders(tx, now);
  });
}
