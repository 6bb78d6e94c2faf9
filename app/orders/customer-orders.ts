import type { Transaction } from "../platform/db";
import type { PlacedOrder } from "./placed-order";

/** Fewer digits of a phone number would find strangers. */
const TELLING_DIGITS = 8;

export interface CustomerKeys {
  shopifyOrderIds: readonly string[];
  phone: string | null;
  email: string | null;
}

/**
 * Every placed order of the shop that holds data of a customer: those Shopify names, and those that bear their phone
 * number or e-mail address, which Shopify cannot name while they are held, or where the customer was made by hand.
 */
export async function findCustomerOrders(tx: Transaction, shop: string, keys: CustomerKeys): Promise<PlacedOrder[]> {
  const digits = keys.phone?.replace(/\D/g, "").slice(-TELLING_DIGITS) ?? "";
  const email = keys.email?.trim() ?? "";
  return tx.placedOrder.findMany({
    where: {
      shop,
      OR: [
        { shopifyOrderId: { in: [...keys.shopifyOrderIds] } },
        ...(digits.length === TELLING_DIGITS
          ? [{ order: { path: ["customer", "phone"], string_ends_with: digits } }]
          : []),
        ...(email ? [{ order: { path: ["customer", "email"], equals: email } }] : []),
      ],
    },
    orderBy: { receivedAt: "asc" },
  });
}
