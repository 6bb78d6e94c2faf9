import { type Amount, moneyAmount } from "../../money";
import type { MoneyPair, OrderRecord } from "../../store/records";

/** MoneyV2 */
export const moneyV2 = (value: Amount, currencyCode: string) => ({ amount: moneyAmount(value), currencyCode });

/** MoneyBag: what the shop books and what the buyer saw. */
export function moneyBag(value: MoneyPair, order: Pick<OrderRecord, "currencyCode" | "presentmentCurrencyCode">) {
  return {
    shopMoney: moneyV2(value.shop, order.currencyCode),
    presentmentMoney: moneyV2(value.presentment, order.presentmentCurrencyCode),
  };
}
