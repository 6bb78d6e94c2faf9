import { money } from "../../money";
import { ZERO, outstandingOf, totalsOf } from "../../orders/totals";
import type { MoneyPair, OrderRecord } from "../../store/records";
import { moneySet } from "./money";

/** The amounts of an order, as placed and as they are now. */
export function orderSums(order: OrderRecord): object {
  const [placed, current] = [totalsOf(order, "placed"), totalsOf(order, "current")];
  const both = (name: string, value: MoneyPair): object => ({
    [name]: money(value.shop, order.currencyCode),
    [`${name}_set`]: moneySet(value, order),
  });
  return {
    ...both("current_subtotal_price", current.subtotal),
    ...both("current_total_discounts", current.discount),
    ...both("current_total_price", current.total),
    ...both("current_total_tax", current.tax),
    ...both("subtotal_price", placed.subtotal),
    ...both("total_discounts", placed.discount),
    ...both("total_line_items_price", placed.lines),
    ...both("total_price", placed.total),
    ...both("total_tax", placed.tax),
    current_shipping_price_set: moneySet(current.shipping, order),
    total_shipping_price_set: moneySet(placed.shipping, order),
    total_outstanding: money(outstandingOf(order).shop, order.currencyCode),
    total_cash_rounding_payment_adjustment_set: moneySet(ZERO, order),
    total_cash_rounding_refund_adjustment_set: moneySet(ZERO, order),
  };
}
