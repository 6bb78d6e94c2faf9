import type { CanonicalOrder } from "../canonical/order";

/** Amounts in fils. */
export interface OrderTotals {
  itemsFils: number;
  /** The discount as Shopify takes it: off the items, and what is more than they cost, off the delivery fee. */
  itemDiscountFils: number;
  deliveryFils: number;
  /** items + delivery fee - discount: what Shopify will make of the order. */
  sumFils: number;
  /** What the shopper was told to pay: the sum, where the channel says nothing. */
  dueFils: number;
  /** False when what the channel says is not the sum of its parts. */
  addsUp: boolean;
}

/** @param unitPrices of the lines, in their order. */
export function totalsOf(order: CanonicalOrder, unitPrices: readonly number[]): OrderTotals {
  const itemsFils = order.lines.reduce((sum, line, index) => sum + line.quantity * (unitPrices[index] ?? 0), 0);
  const discountFils = Math.max(0, order.discountFils);
  const itemDiscountFils = Math.min(discountFils, itemsFils);
  const deliveryFils = Math.max(0, order.deliveryFeeFils - (discountFils - itemDiscountFils));
  const sumFils = itemsFils - itemDiscountFils + deliveryFils;
  const dueFils = order.totalFils ?? sumFils;
  return { itemsFils, itemDiscountFils, deliveryFils, sumFils, dueFils, addsUp: dueFils === sumFils };
}
