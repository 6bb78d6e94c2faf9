import type { MoneyPair, OrderRecord } from "../store/records";
import type { DiscountInput } from "./input";
import { pairFrom } from "./lines";
import { ZERO, sum, times } from "./totals";

/** The one discount code orderCreate takes: a fixed amount or a share off the lines, or free shipping. */
export function discountOf(order: OrderRecord, input: DiscountInput | undefined): OrderRecord["discount"] {
  const {
    itemFixedDiscountCode: fixed,
    itemPercentageDiscountCode: share,
    freeShippingDiscountCode: free,
  } = input ?? {};
  if (fixed) return { code: fixed.code, amount: fixed.amountSet ? pairFrom(fixed.amountSet) : ZERO, on: "lines" };
  if (share) return { code: share.code, amount: percent(linesOf(order), share.percentage ?? 0), on: "lines" };
  if (free) return { code: free.code, amount: sum(order.shippingLines.map((line) => line.price)), on: "shipping" };
  return null;
}

const linesOf = (order: OrderRecord): MoneyPair =>
  sum(order.lineItems.map((line) => times(line.unitPrice, line.quantity)));

/** Hundredths of a percent are the finest that is told apart. */
function percent(of: MoneyPair, percentage: number): MoneyPair {
  const share = BigInt(Math.round(percentage * 100));
  return { shop: (of.shop * share) / 10_000n, presentment: (of.presentment * share) / 10_000n };
}
