import { money } from "../../money";
import type { MoneyPair, OrderRecord, TaxLineRecord } from "../../store/records";

type Currencies = Pick<OrderRecord, "currencyCode" | "presentmentCurrencyCode">;

/** { shop_money, presentment_money }, amounts with the currency's decimals. */
export function moneySet(value: MoneyPair, order: Currencies): object {
  const { currencyCode: shop, presentmentCurrencyCode: presentment } = order;
  return {
    shop_money: { amount: money(value.shop, shop), currency_code: shop },
    presentment_money: { amount: money(value.presentment, presentment), currency_code: presentment },
  };
}

export function taxLinePayload(tax: TaxLineRecord, order: Currencies): object {
  return {
    channel_liable: false,
    price: money(tax.price.shop, order.currencyCode),
    price_set: moneySet(tax.price, order),
    rate: tax.rate,
    title: tax.title,
  };
}
