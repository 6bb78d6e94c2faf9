import { gidNumber } from "../../gid";
import { money } from "../../money";
import { ZERO, times } from "../../orders/totals";
import type { RefundRecord, TransactionRecord } from "../../store/records";
import type { Shop } from "../../store/shop";
import { localTimestamp } from "../../time";
import { moneySet } from "./money";
import { linePayload } from "./order-lines";

/** refunds/create, and the refunds of an order. */
export function refundPayload(shop: Shop, refund: RefundRecord): object {
  const at = (utc: string): string => localTimestamp(utc, shop.settings.ianaTimezone);
  const { order } = refund;
  return {
    id: gidNumber(refund.id),
    admin_graphql_api_id: refund.id,
    created_at: at(refund.createdAt),
    note: refund.note ?? "",
    order_id: gidNumber(order.id),
    processed_at: at(refund.createdAt),
    restock: refund.lines.some(({ restockType }) => restockType !== "NO_RESTOCK"),
    total_duties_set: moneySet(ZERO, order),
    user_id: 548_380_009,
    return: null,
    duties: [],
    order_adjustments: [],
    refund_shipping_lines: [],
    refund_line_items: refund.lines.map(({ id, line, quantity, restockType }) => ({
      id: gidNumber(id),
      line_item_id: gidNumber(line.id),
      line_item: linePayload(line, order),
      location_id: null,
      quantity,
      restock_type: restockType.toLowerCase(),
      subtotal: Number(money(times(line.unitPrice, quantity).shop, order.currencyCode)),
      subtotal_set: moneySet(times(line.unitPrice, quantity), order),
      total_tax: 0,
      total_tax_set: moneySet(ZERO, order),
    })),
    transactions: refund.transactions.map((one) => transactionPayload(one, refund, at)),
  };
}

function transactionPayload(one: TransactionRecord, { order }: RefundRecord, at: (utc: string) => string): object {
  return {
    id: gidNumber(one.id),
    admin_graphql_api_id: one.id,
    amount: money(one.amount.shop, order.currencyCode),
    amount_rounding: null,
    authorization: null,
    created_at: at(one.createdAt),
    currency: order.currencyCode,
    device_id: null,
    error_code: null,
    gateway: one.gateway ?? "manual",
    kind: one.kind.toLowerCase(),
    location_id: null,
    manual_payment_gateway: one.gateway === "manual",
    message: null,
    order_id: gidNumber(order.id),
    parent_id: one.parent ? gidNumber(one.parent.id) : null,
    payment_id: `${order.name}.1`,
    processed_at: at(one.processedAt),
    receipt: {},
    source_name: "web",
    status: one.status.toLowerCase(),
    test: one.test,
    total_unsettled_set: moneySet(ZERO, order),
    user_id: null,
  };
}
