import { makeWorkerUtils } from "graphile-worker";

import { rememberHeard } from "../connections/last-heard";
import { resealOutdated } from "../connections/lifecycle";
import { readSettings } from "../connections/settings";
import type { Effects } from "../platform/effects";
import { resealSessions } from "../shopify/session-storage";

const DAY_MS = 86_400_000;
const KEEP_ACTIVITY_DAYS = 90;

/** Nightly: forgets what has had its time, and seals again what an older key sealed. */
export async function tidyHouse(effects: Effects): Promise<void> {
  const { db, clock } = effects;
  const before = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
  await rememberHeard(db);
  await forgetDeliveries(effects);
  await db.activityEntry.deleteMany({ where: { at: { lt: before(KEEP_ACTIVITY_DAYS) } } });
  await db.problem.deleteMany({ where: { clearedAt: { lt: before(KEEP_ACTIVITY_DAYS) } } });
  await forgetEmptyQueues(effects);
  await resealOutdated(effects);
  await resealSessions(effects);
}

/** Raw deliveries hold personal data: they are kept as long as the shop's connections ask for, the shortest counts. */
async function forgetDeliveries({ db, clock }: Pick<Effects, "db" | "clock">): Promise<void> {
  const forget = (days: number, shop: { in: string[] } | { notIn: string[] }) =>
    db.inboxDelivery.deleteMany({
      where: { shop, state: { not: "received" }, receivedAt: { lt: new Date(clock.now().getTime() - days * DAY_MS) } },
    });
  const usual = readSettings({}).keepPayloadDays;
  const unusual = new Map<string, number>();
  for (const { shop, settings } of await db.connection.findMany({ select: { shop: true, settings: true } })) {
    const days = readSettings(settings).keepPayloadDays;
    if (days !== usual) unusual.set(shop, Math.min(days, unusual.get(shop) ?? days));
  }
  for (const [shop, days] of unusual) await forget(days, { in: [shop] });
  await forget(usual, { notIn: [...unusual.keys()] });
}

/** Queues are named after shops, connections and sync runs, and the queue's tables remember each for ever otherwise. */
async function forgetEmptyQueues({ pool }: Effects): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: pool });
  await utils.cleanup({ tasks: ["GC_JOB_QUEUES"] }).finally(() => utils.release());
}
