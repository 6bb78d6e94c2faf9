import { recordActivity } from "../connections/activity";
import type { Connection } from "../connections/connection";
import { block } from "../connections/lifecycle";
import { raiseProblem } from "../connections/problems";
import { requestDelivery } from "../connections/request-delivery";
import { deliveryProblem } from "../connections/transitions";
import { troubleBegins } from "../connections/trouble";
import type { Failure } from "../platform/failure";
import { backoffMs } from "./backoff";
import type { Run } from "./settle";

/** A single hiccup is nobody's business; a longer rest, or a second failure, is. */
const LONG_REST_MS = 60_000;
const TOLD_FROM = 2;
/** About ten minutes of doubling. */
const CRITICAL_FROM = 10;

const STOPS_THE_CONNECTION = new Set([
  "channel.credentials_refused",
  "channel.disabled",
  "connection.no_credentials",
  "crypto.unreadable",
]);

/**
 * After trouble: stops the connection where its credentials are the reason, or else lets it rest, longer with every
 * failure in a row, and books the next try in the same transaction. Nothing that waits is dropped.
 */
export async function restOrBlock(
  run: Run,
  connection: Connection,
  failure: Failure,
  random: () => number,
): Promise<void> {
  const { db, clock, log } = run.effects;
  const { id, shop } = connection;
  log.warn({ shop, connectionId: id, failure: failure.code, reason: failure.message }, "delivery stopped");
  const now = clock.now();
  if (STOPS_THE_CONNECTION.has(failure.code)) {
    await db.$transaction(async (tx) => {
      // With new credentials by now, it goes on at once; in any other state the booked delivery does nothing.
      if (!(await block(tx, connection, failure, now))) await requestDelivery(tx, shop, id);
    });
    return;
  }
  await db.$transaction(async (tx) => {
    const [after] = await tx.connection.updateManyAndReturn({
      where: { id, shop, state: "active" },
      data: { failures: { increment: 1 } },
      select: { failures: true },
    });
    if (!after) return;
    await troubleBegins(tx, connection, now);
    const { failures } = after;
    const rest = backoffMs(failures, failure.retryAfterMs, random);
    const retryAt = new Date(now.getTime() + rest);
    await tx.connection.updateMany({ where: { id, shop }, data: { retryAt } });
    await requestDelivery(tx, shop, id, retryAt);
    if (failures < TOLD_FROM && rest <= LONG_REST_MS) return;
    const waiting = await tx.outboxEvent.count({ where: { connectionId: id, state: { not: "failed" } } });
    const params = { channel: run.channel.name, tries: failures, waiting };
    const severity = failures >= CRITICAL_FROM ? "critical" : "warning";
    const code = "connection.delivery_delayed";
    await raiseProblem(tx, { shop, connectionId: id, key: deliveryProblem(id), code, params, severity }, now);
    if (failures !== TOLD_FROM) return;
    await recordActivity(tx, { shop, connectionId: id, kind: "delivery_delayed", params: { count: waiting } }, now);
  });
}
