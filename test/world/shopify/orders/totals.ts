import type { LineItemRecord, MoneyPair, OrderRecord, TransactionRecord } from "../store/records";

export const ZERO: MoneyPair = { shop: 0n, presentment: 0n };

export const plus = (a: MoneyPair, b: MoneyPair): MoneyPair => ({
  shop: a.shop + b.shop,
  presentment: a.presentment + b.presentment,
});

export const minus = (a: MoneyPair, b: MoneyPair): MoneyPair => ({
  shop: a.shop - b.shop,
  presentment: a.presentment - b.presentment,
});

export const times = (a: MoneyPair, by: number): MoneyPair => ({
  shop: a.shop * BigInt(by),
  presentment: a.presentment * BigInt(by),
});

export const sum = (all: readonly MoneyPair[]): MoneyPair => all.reduce(plus, ZERO);

const least = (a: MoneyPair, b: MoneyPair): MoneyPair => (a.shop <= b.shop ? a : b);
const notNegative = (a: MoneyPair): MoneyPair => (a.shop < 0n ? ZERO : a);

export interface Totals {
  lines: MoneyPair;
  discount: MoneyPair;
  subtotal: MoneyPair;
  shipping: MoneyPair;
  tax: MoneyPair;
  total: MoneyPair;
}

/** The sums of an order as it was placed, or as it is now (`current`: what was removed by a refund no longer counts). */
export function totalsOf(order: OrderRecord, as: "placed" | "current"): Totals {
  const quantity = (line: LineItemRecord): number => (as === "placed" ? line.quantity : line.currentQuantity);
  const gone = as === "current" && order.lineItems.every((line) => line.currentQuantity === 0);
  const lines = sum(order.lineItems.map((line) => times(line.unitPrice, quantity(line))));
  const fullShipping = gone ? ZERO : sum(order.shippingLines.map((line) => line.price));
  const off = order.discount?.amount ?? ZERO;
  const discount = least(off, order.discount?.on === "shipping" ? fullShipping : lines);
  const onLines = order.discount?.on !== "shipping";
  const subtotal = onLines ? minus(lines, discount) : lines;
  const shipping = onLines ? fullShipping : minus(fullShipping, discount);
  const tax = gone ? ZERO : taxOf(order);
  const total = sum([subtotal, shipping, order.taxesIncluded ? ZERO : tax]);
  return { lines, discount, subtotal, shipping, tax, total };
}

function taxOf(order: OrderRecord): MoneyPair {
  const own = order.taxLines.length ? order.taxLines : order.lineItems.flatMap((line) => line.taxLines);
  return sum([...own, ...order.shippingLines.flatMap((line) => line.taxLines)].map((line) => line.price));
}

const succeeded = (order: OrderRecord, kinds: readonly string[]): TransactionRecord[] =>
  order.transactions.filter(({ kind, status }) => status === "SUCCESS" && kinds.includes(kind));

export function receivedOf(order: OrderRecord): MoneyPair {
  return sum(succeeded(order, ["SALE", "CAPTURE"]).map((one) => one.amount));
}

export function refundedOf(order: OrderRecord): MoneyPair {
  return sum(succeeded(order, ["REFUND"]).map((one) => one.amount));
}

export function capturableOf(order: OrderRecord): MoneyPair {
  const authorized = sum(succeeded(order, ["AUTHORIZATION"]).map((one) => one.amount));
  const captured = sum(succeeded(order, ["CAPTURE"]).map((one) => one.amount));
  return order.cancelledAt ? ZERO : notNegative(minus(authorized, captured));
}

/** What the buyer still owes: an authorised amount is as good as paid. */
export function outstandingOf(order: OrderRecord): MoneyPair {
  const total = totalsOf(order, "current").total;
  if (order.statedFinancialStatus === "PAID" && order.transactions.length === 0) return ZERO;
  return notNegative(minus(minus(total, minus(receivedOf(order), refundedOf(order))), capturableOf(order)));
}
