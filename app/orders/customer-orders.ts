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
  const phone = digits.length === TELLING_DIGITS ? digits : null;
  const email = keys.email?.trim().toLowerCase() || null;
  // Both as they were typed: with spaces and dashes, with capitals.
  const found = await tx.$queryRaw<{ id: string }[]>`
    select "id"::text as "id" from "PlacedOrder"
    where "shop" = ${shop} and (
      "shopifyOrderId" = any(${[...keys.shopifyOrderIds]}::text[])
      or right(regexp_replace("order" #>> '{customer,phone}', '\\D', '', 'g'), ${TELLING_DIGITS}::int) = ${phone}
      or lower(trim("order" #>> '{customer,email}')) = ${email})`;
  const ids = found.map(({ id }) => id);
  return tx.placedOrder.findMany({ where: { shop, id: { in: ids } }, orderBy: { receivedAt: "asc" } });
}
