import { type Fils } from "../../canonical/money";
import { type CanonicalOrder, type OrderLine, canonicalOrder } from "../../canonical/order";
import { instantOf } from "../../platform/instant";
import { INCOMING_LIMITS, ORDER_ALIASES, ORDER_MONEY, PAID_WORDS } from "./contract";
import { decodeAddress, decodeCustomer } from "./decode-customer";
import { type LineReadings, decodeLine } from "./decode-line";
import type { ExactObject } from "./exact-json";
import { badField, flagOf, moneyOf, objectOf, pick, textOf, unreadable } from "./fields";

/**
 * The `data` of an `order.placed` as a canonical order. Its shape is assumed (contract H4), so every name has aliases and
 * everything but the reference and the lines may be missing; sums are not checked here.
 * @throws Failure `payload.no_order` or `payload.bad_field`, its message fit for the channel's log
 */
export function decodeOrder(data: ExactObject, occurredAt: string | null): CanonicalOrder {
  const order = orderObject(data);
  const found = pick(order, ORDER_ALIASES.lines);
  if (!found) throw unreadable("payload.no_order", "The order has no lines (items).");
  if (!Array.isArray(found.value)) throw badField("data.", found.name, "is no list");
  const lines = found.value.map((line, index) => decodeLine(line, `data.${found.name}[${index}].`));
  const paymentStatus = textOf(order, ORDER_ALIASES.paymentStatus)?.toLowerCase() ?? "";
  const deliveryFeeFils = notNegative(moneyOf(order, ORDER_MONEY.deliveryFee, "data."));
  // Some systems write a discount below zero; it can mean nothing else.
  const discountFils = Math.abs(moneyOf(order, ORDER_MONEY.discount, "data.") ?? 0) as Fils;
  const totalFils = moneyOf(order, ORDER_MONEY.total, "data.");
  return checked({
    channelOrderId: orderReference(data),
    placedAt: isoTime(textOf(order, ORDER_ALIASES.placedAt)) ?? isoTime(occurredAt),
    customer: decodeCustomer(order),
    address: decodeAddress(order),
    lines: asSold(lines, totalFils === null ? null : totalFils - deliveryFeeFils + discountFils),
    deliveryFeeFils,
    discountFils,
    totalFils,
    paymentMethod: textOf(order, ORDER_ALIASES.paymentMethod),
    paid: flagOf(order, ORDER_ALIASES.paid) || PAID_WORDS.includes(paymentStatus),
    note: textOf(order, ORDER_ALIASES.note),
    test: flagOf(order, ORDER_ALIASES.test),
  });
}

/**
 * Where lines say two things (a unit price, and a lower total of the line), the reading counts that makes the order's
 * total. Where neither does, or none is told, a line costs the least it says: a discount is not charged.
 * @param itemsFils what the lines must sum up to; null where the order tells no total
 */
function asSold(lines: readonly LineReadings[], itemsFils: number | null): OrderLine[] {
  const byUnit = lines.flatMap((line) => line.byUnit);
  const byTotal = lines.flatMap((line) => line.byTotal);
  if (itemsFils !== null && sumOf(byUnit) === itemsFils) return byUnit;
  if (itemsFils !== null && sumOf(byTotal) === itemsFils) return byTotal;
  return lines.flatMap((line) => (sumOf(line.byTotal) < sumOf(line.byUnit) ? line.byTotal : line.byUnit));
}

function sumOf(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, { quantity, unitPriceFils }) => sum + quantity * (unitPriceFils ?? 0), 0);
}

/** HKJ's own reference of the order. @throws Failure `payload.no_order` when there is none. */
export function orderReference(data: ExactObject): string {
  const order = orderObject(data);
  const reference = textOf(order, ORDER_ALIASES.reference) ?? textOf(data, ORDER_ALIASES.reference);
  if (!reference) throw unreadable("payload.no_order", "The event names no order (order_number).");
  if (reference.length > INCOMING_LIMITS.reference) throw badField("data.", "order_number", "is too long");
  return reference;
}

/** Which order is taken back: HKJ's own reference, ours, or both. @throws Failure `payload.no_order` when neither is there. */
export function cancelledOrder(data: ExactObject): { channelOrderId: string | null; shopOrderId: string | null } {
  const order = orderObject(data);
  const shopOrderId = textOf(order, ORDER_ALIASES.shopOrderId) ?? textOf(data, ORDER_ALIASES.shopOrderId);
  if (shopOrderId === null) return { channelOrderId: orderReference(data), shopOrderId };
  const named = textOf(order, ORDER_ALIASES.reference) ?? textOf(data, ORDER_ALIASES.reference);
  return { channelOrderId: named === null ? null : orderReference(data), shopOrderId };
}

/** Why HKJ takes the order back, in its own words; null where it does not say. */
export function cancelReason(data: ExactObject): string | null {
  return textOf(orderObject(data), ORDER_ALIASES.cancelReason) ?? textOf(data, ORDER_ALIASES.cancelReason);
}

function orderObject(data: ExactObject): ExactObject {
  return pick(data, ORDER_ALIASES.lines) ? data : (objectOf(data, ORDER_ALIASES.container) ?? data);
}

function notNegative(amount: Fils | null): Fils {
  if (amount !== null && amount < 0) throw badField("data.", "delivery_fee_fils", "is below zero");
  return amount ?? (0 as Fils);
}

/** ISO text with its zone; UTC where it names none (contract H18). Null where it is no such time. */
function isoTime(text: string | null): string | null {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?$/i.exec(text ?? "");
  if (!match) return null;
  return instantOf(`${match[1]}T${match[2]}${match[3] ?? "Z"}`)?.toISOString() ?? null;
}

function checked(order: CanonicalOrder): CanonicalOrder {
  const result = canonicalOrder.safeParse(order);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path.join(".") ?? "data";
  throw unreadable("payload.bad_field", `The order cannot be read: ${path} is not as it should be.`);
}
