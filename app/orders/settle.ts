import type { EventResult } from "../channels/channel";
import { recordActivity } from "../connections/activity";
import { clearProblem, raiseProblem } from "../connections/problems";
import type { SettledRow } from "../delivery/settle";
import type { Statements } from "../platform/db";
import { problemKeys, recordOrderEvent } from "./placed-order";
import { withoutPersonalData } from "./refusal";

/** Settler of the outbox for orders: writes down what the channel made of a status. */
export async function settleOrder(tx: Statements, row: SettledRow, result: EventResult, now: Date): Promise<void> {
  const { shop, connectionId, subjectId: id, event } = row;
  if (event.type !== "order.status_changed") return;
  const { status, channelOrderId } = event;
  const message = result.message ? withoutPersonalData(result.message) : "";
  const params = { order: channelOrderId, status };
  const support = result.requestId ? { requestId: result.requestId } : {};
  if (result.outcome === "refused") {
    await recordOrderEvent(tx, { id, shop }, "status_refused", { status, message, ...support }, now);
    const report = { shop, connectionId, key: problemKeys.status(id), code: "order.status_refused" };
    await raiseProblem(tx, { ...report, params: { ...params, message }, severity: "warning" }, now);
    return recordActivity(tx, { shop, connectionId, kind: "status_refused", params }, now);
  }
  // The channel was not told: nothing went wrong, nothing may be claimed, and what was refused of the order still is.
  if (result.outcome === "skipped") {
    if (!(await isRefused(tx, row))) await clearProblem(tx, shop, problemKeys.status(id), now);
    return recordOrderEvent(tx, { id, shop }, "status_skipped", { status, message, ...support }, now);
  }
  await clearProblem(tx, shop, problemKeys.status(id), now);
  await tx.$executeRaw`
    update "PlacedOrder" set "toldStatus" = ${status}, "toldAt" = ${now}, "updatedAt" = ${now}
    where "id" = ${id}::uuid and "shop" = ${shop}`;
  await recordOrderEvent(tx, { id, shop }, "status_told", { status, outcome: result.outcome, ...support }, now);
  await recordActivity(tx, { shop, connectionId, kind: "status_told", params }, now);
}

/** Whether another status of the order was not taken, or is just being settled before this one. */
async function isRefused(tx: Statements, { connectionId, subjectId, event }: SettledRow): Promise<boolean> {
  const others = await tx.$queryRaw<unknown[]>`
    select 1 from "OutboxEvent" o
    where o."subjectKind" = 'order' and o."subjectId" = ${subjectId}::uuid and o."connectionId" = ${connectionId}::uuid
      and (o."state" = 'failed' or (o."state" = 'sending' and o."id" < (
        select s."id" from "OutboxEvent" s
        where s."connectionId" = ${connectionId}::uuid and s."eventId" = ${event.eventId})))
    limit 1`;
  return others.length > 0;
}
