import { makeWorkerUtils } from "graphile-worker";

import { resealOutdated } from "../connections/lifecycle";
import type { Effects } from "../platform/effects";
import { resealSessions } from "../shopify/session-storage";

const DAY_MS = 86_400_000;
/** Raw deliveries hold personal data; after this they are of no use for support either. */
const KEEP_DELIVERIES_DAYS = 30;
const KEEP_ACTIVITY_DAYS = 90;

/** Nightly: forgets what has had its time, and seals again what an older key sealed. */
export async function tidyHouse(effects: Effects): Promise<void> {
  const { db, clock } = effects;
  const before = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
  await db.inboxDelivery.deleteMany({
    where: { state: { not: "received" }, receivedAt: { lt: before(KEEP_DELIVERIES_DAYS) } },
  });
  await db.activityEntry.deleteMany({ where: { at: { lt: before(KEEP_ACTIVITY_DAYS) } } });
  await db.problem.deleteMany({ where: { clearedAt: { lt: before(KEEP_ACTIVITY_DAYS) } } });
  await forgetEmptyQueues(effects);
  await resealOutdated(effects);
  await resealSessions(effects);
}

/** Every order has a queue of its own, which the queue's tables remember for ever otherwise. */
async function forgetEmptyQueues({ pool }: Effects): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: pool });
  await utils.cleanup({ tasks: ["GC_JOB_QUEUES"] }).finally(() => utils.release());
}
