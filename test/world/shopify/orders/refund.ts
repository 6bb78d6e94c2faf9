import type { MoneyPair, OrderRecord, RefundRecord, TransactionRecord } from "../store/records";
import type { Shop } from "../store/shop";

/** Books money back to the buyer by the way it was paid; what lines it is for is the caller's to say. */
export function refundMoney(
  shop: Shop,
  order: OrderRecord,
  total: MoneyPair,
  lines: RefundRecord["lines"],
  note: string | null = null,
): RefundRecord {
  const now = shop.now();
  const paid = order.transactions.find(({ kind, status }) => status === "SUCCESS" && kind !== "AUTHORIZATION") ?? null;
  const transactions: TransactionRecord[] =
    total.shop > 0n
      ? [
          {
            id: shop.newId("OrderTransaction"),
            kind: "REFUND",
            status: "SUCCESS",
            gateway: paid?.gateway ?? "manual",
            test: order.test,
            amount: total,
            parent: paid,
            createdAt: now,
            processedAt: now,
          },
        ]
      : [];
  const refund: RefundRecord = {
    id: shop.newId("Refund"),
    order,
    note,
    total,
    lines,
    transactions,
    createdAt: now,
  };
  order.refunds.push(refund);
  order.transactions.push(...transactions);
  order.updatedAt = now;
  return refund;
}
