import type { OrderRecord } from "../store/records";
import { ZERO, capturableOf, receivedOf, refundedOf, totalsOf } from "./totals";

/**
 * displayFinancialStatus. It follows from the transactions; without any it is what orderCreate was told, and null when
 * it was told nothing (seen in recordings of the real API).
 */
export function financialStatus(order: OrderRecord): string | null {
  const received = receivedOf(order).shop;
  const refunded = refundedOf(order).shop;
  if (refunded > 0n) return refunded >= received ? "REFUNDED" : "PARTIALLY_REFUNDED";
  if (received > 0n) return received >= totalsOf(order, "current").total.shop ? "PAID" : "PARTIALLY_PAID";
  if (capturableOf(order) !== ZERO && capturableOf(order).shop > 0n) return "AUTHORIZED";
  if (order.cancelledAt && order.statedFinancialStatus === "PENDING") return "VOIDED";
  return order.statedFinancialStatus;
}

const STATED: Record<string, string> = {
  FULFILLED: "FULFILLED",
  PARTIAL: "PARTIALLY_FULFILLED",
  RESTOCKED: "RESTOCKED",
};

/** displayFulfillmentStatus */
export function fulfillmentStatus(order: OrderRecord): string {
  const lines = order.fulfillmentOrders.flatMap((one) => one.lines);
  const shipped = order.fulfillments
    .filter(({ status }) => status === "SUCCESS")
    .reduce((total, one) => total + one.lines.reduce((of, { quantity }) => of + quantity, 0), 0);
  if (shipped === 0) return STATED[order.statedFulfillmentStatus ?? ""] ?? "UNFULFILLED";
  return lines.every(({ remainingQuantity }) => remainingQuantity === 0) ? "FULFILLED" : "PARTIALLY_FULFILLED";
}
