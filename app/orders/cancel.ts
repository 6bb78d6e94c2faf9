import { recordActivity } from "../connections/activity";
import { clearProblem, raiseProblem } from "../connections/problems";
import { readSettings } from "../connections/settings";
import type { Effects } from "../platform/effects";
import type { AdminClient } from "../shopify/admin-client";
import { CancelOrderDocument, type OrderFactsFragment, ReadPlacedOrderDocument } from "../shopify/generated/admin";
import { gid } from "../shopify/gid";
import { MISSING, isTooOldToSee } from "./missing";
import { type PlacedOrder, problemKeys, recordOrderEvent, requestRefresh } from "./placed-order";
import { withoutPersonalData } from "./refusal";
import { observe } from "./status";

type Needs = Pick<Effects, "db" | "clock">;

/** Shopify cancels in a job of its own; what came of it is read after this. */
const REFRESH_AFTER_MS = 2_000;

/**
 * Cancels the Shopify order of an order the channel took back: stock returns unless the settings say otherwise, which
 * is written down; the customer is not written to, and what the channel has collected is booked as refunded, because it
 * is the channel that pays it back. An order of which something was sent is not cancelled: the merchant is told. Always
 * reads first, so that a repeat is harmless.
 * @throws Failure of the Admin client, to be tried again
 */
export async function cancelInShopify(effects: Needs, admin: AdminClient, row: PlacedOrder): Promise<void> {
  if (row.shopifyOrderId === null) return;
  const id = gid("Order", row.shopifyOrderId);
  const { order } = await admin.request(ReadPlacedOrderDocument, { id });
  if (!order) {
    if (isTooOldToSee(row, effects.clock.now())) return refuse(effects, row, "order.cancel_too_old", {});
    // Should it be read again, it is cancelled then (refresh.ts).
    return refuse(effects, row, MISSING, {}, { stays: true });
  }
  if (order.cancelledAt === null) {
    const { progress } = observe(order);
    if (!["confirmed", "processing"].includes(progress)) return refuse(effects, row, "order.cancel_too_late", {});
    const restock = await restocks(effects, row);
    await noteDecision(effects, row, restock);
    const { orderCancel } = await admin.request(CancelOrderDocument, cancellation(id, order, row, restock), {
      retries: "none",
    });
    const refusal = orderCancel?.orderCancelUserErrors[0];
    if (refusal) {
      return refuse(effects, row, "order.cancel_refused", { message: withoutPersonalData(refusal.message) });
    }
  }
  const now = effects.clock.now();
  await effects.db.$transaction(async (tx) => {
    await clearProblem(tx, row.shop, problemKeys.cancel(row.id), now);
    await requestRefresh(tx, row, new Date(now.getTime() + REFRESH_AFTER_MS));
  });
}

/** Something of what was paid is still with the shop: orderCancel refunds that, and no more. */
const HOLDS_MONEY: OrderFactsFragment["displayFinancialStatus"][] = ["PAID", "PARTIALLY_PAID", "PARTIALLY_REFUNDED"];

function cancellation(
  orderId: string,
  { displayFinancialStatus }: OrderFactsFragment,
  row: PlacedOrder,
  restock: boolean,
) {
  return {
    orderId,
    reason: "CUSTOMER" as const,
    restock,
    refundMethod: { originalPaymentMethodsRefund: HOLDS_MONEY.includes(displayFinancialStatus) },
    notifyCustomer: false,
    staffNote: `Cancelled on ${row.channel} (${row.channelOrderId})`.slice(0, 255),
  };
}

/** As the merchant set it. */
async function restocks({ db }: Needs, { shop, connectionId }: PlacedOrder): Promise<boolean> {
  const connection = await db.connection.findFirst({ where: { id: connectionId, shop }, select: { settings: true } });
  return readSettings(connection?.settings).restockCancelled;
}

/** What becomes of the stock is written down before it happens, once. */
async function noteDecision({ db, clock }: Needs, row: PlacedOrder, restock: boolean): Promise<void> {
  const kind = restock ? "cancelling_restock" : "cancelling_keep";
  const known = await db.orderEvent.count({ where: { shop: row.shop, placedOrderId: row.id, kind } });
  if (known === 0) await recordOrderEvent(db, row, kind, {}, clock.now());
}

/** @param request `stays`: it may still be obeyed. */
async function refuse(
  effects: Needs,
  row: PlacedOrder,
  code: string,
  params: Record<string, string>,
  request = { stays: false },
): Promise<void> {
  const now = effects.clock.now();
  const { shop, connectionId } = row;
  await effects.db.$transaction(async (tx) => {
    if (!request.stays) {
      await tx.placedOrder.updateMany({ where: { id: row.id, shop }, data: { cancelRequestedAt: null } });
    }
    await recordOrderEvent(tx, row, "cancel_refused", { code }, now);
    const all = { order: row.channelOrderId, ...params };
    const key = problemKeys.cancel(row.id);
    await raiseProblem(tx, { shop, connectionId, key, code, params: all, severity: "critical" }, now);
    await recordActivity(tx, { shop, connectionId, kind: "call_refused", params: { ...all, code } }, now);
  });
}
