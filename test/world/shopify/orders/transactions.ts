import type { TransactionRecord } from "../store/records";
import type { Shop } from "../store/shop";
import type { TransactionInput } from "./input";
import { pairFrom } from "./lines";

export function transactionFrom(shop: Shop, input: TransactionInput): TransactionRecord {
  const now = shop.now();
  return {
    id: shop.newId("OrderTransaction"),
    kind: input.kind ?? "SALE",
    status: input.status ?? "SUCCESS",
    gateway: input.gateway ?? null,
    test: input.test ?? false,
    amount: pairFrom(input.amountSet),
    parent: null,
    createdAt: now,
    processedAt: input.processedAt ?? now,
  };
}
