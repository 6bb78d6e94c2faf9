import { rememberHeard } from "../connections/last-heard";
import { resealOutdated } from "../connections/reseal";
import { readSettings } from "../connections/settings";
import type { Effects } from "../platform/effects";
import { plainTransaction } from "../platform/sql";
import { resealSessions } from "../shopify/session-storage";

const DAY_MS = 86_400_000;
const KEEP_ACTIVITY_DAYS = 90;
const KEEP_DEAD_JOBS_DAYS = 7;
/** Whose data is in a call that nobody can read is not known: it goes before a right to be forgotten has to be obeyed. */
const KEEP_UNREADABLE_DAYS = 30;
/** A merchant has thirty days to answer a customer who asks for their data (shopify.dev, "Privacy law compliance"). */
const SHOW_NEWS_DAYS = 30;

/** Nightly: forgets what has had its time, and seals again what an older key sealed. */
export async function tidyHouse(effects: Effects): Promise<void> {
  const { db, clock } = effects;
  const before = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
  await rememberHeard(db);
  await forgetDeliveries(effects);
  await db.activityEntry.deleteMany({ where: { at: { lt: before(KEEP_ACTIVITY_DAYS) } } });
  await db.problem.deleteMany({ where: { clearedAt: { lt: before(KEEP_ACTIVITY_DAYS) } } });
  await forgetOldNews(effects);
  await forgetEmptyQueues(effects);
  await forgetDeadJobs(effects);
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
  const before = new Date(clock.now().getTime() - KEEP_UNREADABLE_DAYS * DAY_MS);
  await db.inboxDelivery.deleteMany({
    where: { source: { not: "shopify" }, state: "failed", placedOrderId: null, receivedAt: { lt: before } },
  });
}

/**
 * Queues are named after shops, connections and sync runs, and the queue's tables remember each for ever otherwise. Nobody
 * may be adding a job to one meanwhile: the job would point at a queue that is gone, and never run (the queue's own
 * clean-up does not look). Where somebody is for long, it is left for the next night.
 */
async function forgetEmptyQueues({ pool, log }: Effects): Promise<void> {
  await plainTransaction(pool, async (tx) => {
    await tx.$executeRaw`set local lock_timeout = '2s'`;
    await tx.$executeRaw`lock table graphile_worker._private_job_queues in share row exclusive mode`;
    await tx.$executeRaw`
      delete from graphile_worker._private_job_queues q
      where q.locked_at is null and not exists (select 1 from graphile_worker._private_jobs j where j.job_queue_id = q.id)`;
  }).catch((error: Error) => log.info({ reason: error.message }, "tidying: empty queues stay for another night"));
}

/** Jobs that used up their tries: what they were for has been asked for anew since, by its next change or the night. */
async function forgetDeadJobs({ pool, clock }: Effects): Promise<void> {
  const before = new Date(clock.now().getTime() - KEEP_DEAD_JOBS_DAYS * DAY_MS);
  await pool.query(
    `delete from graphile_worker._private_jobs where attempts >= max_attempts and locked_at is null and updated_at < $1`,
    [before],
  );
}

const OLD_NEWS = [
  "order.unknown_in_app",
  "order.missing_in_shopify",
  "order.cancel_too_old",
  "order.conflict",
  "privacy.data_request",
];

/** What nothing later can settle, and no button: it has been shown long enough. */
async function forgetOldNews({ db, clock }: Pick<Effects, "db" | "clock">): Promise<void> {
  const now = clock.now();
  await db.problem.updateMany({
    where: {
      code: { in: OLD_NEWS },
      clearedAt: null,
      lastAt: { lt: new Date(now.getTime() - SHOW_NEWS_DAYS * DAY_MS) },
    },
    data: { clearedAt: now },
  });
}
