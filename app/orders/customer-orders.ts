import { Prisma } from "@prisma/client";

import type { Transaction } from "../platform/db";
import type { PlacedOrder } from "./placed-order";

/** Fewer digits of a phone number would find strangers. */
const TELLING_DIGITS = 8;
/** Those of the two Arabic keyboards. */
const ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";
const DIGITS = "01234567890123456789";

export interface CustomerKeys {
  shopifyOrderIds: readonly string[];
  phone: string | null;
  email: string | null;
}

/** As it tells a person apart; null where nothing of it does. */
interface TellingKeys {
  /** The last digits of the phone number. */
  phone: string | null;
  email: string | null;
}

function tellingKeys(keys: Pick<CustomerKeys, "phone" | "email">): TellingKeys {
  const digits = keys.phone?.replace(/\D/g, "").slice(-TELLING_DIGITS) ?? "";
  return {
    phone: digits.length === TELLING_DIGITS ? digits : null,
    email: keys.email?.trim().toLowerCase() || null,
  };
}

/**
 * Every placed order of the shop that holds data of a customer: those Shopify names, and those that bear their phone
 * number or e-mail address, which Shopify cannot name while they are held, or where the customer was made by hand.
 */
export async function findCustomerOrders(tx: Transaction, shop: string, keys: CustomerKeys): Promise<PlacedOrder[]> {
  const { phone, email } = tellingKeys(keys);
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

/**
 * Whether a raw text names a customer by phone number or e-mail address, however they are typed in it: what could not be
 * read tells nobody where they stand. It finds too much rather than too little.
 */
export function namesCustomer(body: Prisma.Sql, keys: Pick<CustomerKeys, "phone" | "email">): Prisma.Sql {
  const { phone, email } = tellingKeys(keys);
  return Prisma.sql`(
    position(${phone}::text in regexp_replace(translate(${body}, ${ARABIC_DIGITS}, ${DIGITS}), '\\D', '', 'g')) > 0
    or position(${email}::text in lower(${body})) > 0)`;
}
