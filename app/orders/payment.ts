import { CURRENCY } from "../canonical/currency";
import type { CanonicalOrder } from "../canonical/order";
import { decimalFromFils } from "../canonical/money";
import type { MoneyBagInput, OrderCreateOrderInput } from "../shopify/generated/admin";

const CASH_ON_DELIVERY = ["cod", "cash", "cash_on_delivery", "cash on delivery", "pay_on_delivery"];
/** As Shopify's own manual payment method is called. */
const CASH_ON_DELIVERY_GATEWAY = "Cash on Delivery (COD)";

/** An amount in the shop's currency. */
export function money(fils: number): MoneyBagInput {
  return { shopMoney: { amount: decimalFromFils(fils), currencyCode: CURRENCY } };
}

/**
 * How it is, or will be, paid: taken by the channel already (a successful sale), or waiting under the name of its method,
 * cash on delivery where none is named. `dueFils` is what the shopper was told to pay.
 */
export function paymentOf(
  order: CanonicalOrder,
  dueFils: number,
  channelName: string,
): Pick<OrderCreateOrderInput, "financialStatus" | "transactions"> {
  const method = order.paymentMethod?.toLowerCase() ?? "cod";
  const gateway = CASH_ON_DELIVERY.includes(method) ? CASH_ON_DELIVERY_GATEWAY : (order.paymentMethod ?? channelName);
  const sale = { kind: "SALE" as const, amountSet: money(Math.max(0, dueFils)), test: order.test };
  if (order.paid) {
    const name = gateway === CASH_ON_DELIVERY_GATEWAY ? channelName : gateway;
    return { financialStatus: "PAID", transactions: [{ ...sale, status: "SUCCESS", gateway: name }] };
  }
  return { financialStatus: "PENDING", transactions: [{ ...sale, status: "PENDING", gateway }] };
}
