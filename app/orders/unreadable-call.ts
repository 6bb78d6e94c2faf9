import type { Connection } from "@prisma/client";

import { recordActivity } from "../connections/activity";
import { raiseProblem } from "../connections/problems";
import type { Effects } from "../platform/effects";
import { callProblems } from "./call-problems";
import { keepDelivery } from "./inbox";

/**
 * An authentic call of a channel that cannot be read: kept for support, and told to the merchant, because it may be an
 * order that a shopper waits for. A repeat changes nothing.
 * @param call `code`: what is wrong with it, with a sentence for the merchant.
 */
export async function receiveUnreadable(
  { sql, clock }: Pick<Effects, "sql" | "clock">,
  connection: Pick<Connection, "id" | "shop" | "channel">,
  { deliveryId, rawBody, code }: { deliveryId: string; rawBody: Buffer; code: string },
): Promise<void> {
  const now = clock.now();
  const { id: connectionId, shop } = connection;
  await sql.transaction(async (tx) => {
    const delivery = { deliveryId, rawBody, topic: "invalid" };
    if (!(await keepDelivery(tx, connection, delivery, { state: "failed", reason: code }, now))) return;
    await recordActivity(tx, { shop, connectionId, kind: "call_refused", params: { code } }, now);
    const report = { shop, connectionId, key: callProblems.unreadable(connectionId), code };
    await raiseProblem(tx, { ...report, severity: "critical" }, now);
  });
}
