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
  await clearProblem(tx, shop, problemKeys.status(id), now);
  // The channel was not told, or saw no need to know: nothing went wrong, and nothing may be claimed.
  if (result.outcome === "skipped") {
    return recordOrderEvent(tx, { id, shop }, "status_skipped", { status, message, ...support }, now);
  }
  await tx.$executeRaw`
    update "PlacedOrder" set "toldStatus" = ${status}, "toldAt" = ${now}, "updatedAt" = ${now}
    where "id" = ${id}::uuid and "shop" = ${shop}`;
  await recordOrderEvent(tx, { id, shop }, "status_told", { status, outcome: result.outcome, ...support }, now);
  await recordActivity(tx, { shop, connectionId, kind: "status_told", params }, now);
}
