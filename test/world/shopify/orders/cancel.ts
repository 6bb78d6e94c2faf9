import type { WorldEvents } from "../world-events";
import type { LevelRecord, OrderRecord } from "../store/records";
import type { Shop } from "../store/shop";
import type { UserError } from "./input";
import { refundMoney } from "./refund";
import { returnClaims } from "./stock";
import { minus, receivedOf, refundedOf } from "./totals";

export interface CancelArgs {
  orderId: string;
  reason: string;
  restock: boolean;
  refund?: boolean | null;
  refundMethod?: { originalPaymentMethodsRefund?: boolean | null } | null;
  staffNote?: string | null;
}

const invalid = (field: string, message: string, code = "INVALID"): UserError => ({ field: [field], message, code });

/** The mutation orderCancel, and what a merchant does with the same button. */
export function cancelOrder(shop: Shop, events: WorldEvents, args: CancelArgs): UserError[] {
  const order = shop.orders.get(args.orderId);
  if ((args.staffNote ?? "").length > 255) {
    return [invalid("staffNote", "Staff note is too long. Maximum length is 255 characters.")];
  }
  if (args.refund !== null && args.refund !== undefined && args.refundMethod) {
    return [invalid("refund", "Only one of the arguments `refund` or `refund_method` is allowed.")];
  }
  if (!order) return [invalid("orderId", "Order does not exist", "NOT_FOUND")];
  if (order.cancelledAt) return [invalid("orderId", "Cannot cancel an order that has already been canceled")];
  const refund = args.refund ?? args.refundMethod?.originalPaymentMethodsRefund ?? false;
  const changed = cancelLines(shop, order, args.restock);
  const now = shop.now();
  Object.assign(order, { cancelledAt: now, closedAt: now, cancelReason: args.reason, updatedAt: now });
  order.staffNote = args.staffNote ?? null;
  const owed = minus(receivedOf(order), refundedOf(order));
  if (refund && owed.shop > 0n) events.refund(shop, refundMoney(shop, order, owed, []));
  events.order(shop, "cancelled", order);
  events.order(shop, "updated", order);
  for (const level of changed) events.level(shop, level);
  return [];
}

function cancelLines(shop: Shop, order: OrderRecord, restock: boolean): Set<LevelRecord> {
  const changed = new Set<LevelRecord>();
  for (const line of order.lineItems) {
    const open = line.fulfillableQuantity;
    if (restock) for (const level of returnClaims(shop, line, open)) changed.add(level);
    line.currentQuantity -= open;
    line.fulfillableQuantity = 0;
  }
  for (const one of order.fulfillmentOrders) {
    if (one.status !== "CLOSED") one.status = "CLOSED";
    one.updatedAt = shop.now();
    for (const entry of one.lines) {
      entry.totalQuantity -= entry.remainingQuantity;
      entry.remainingQuantity = 0;
    }
  }
  return changed;
}
