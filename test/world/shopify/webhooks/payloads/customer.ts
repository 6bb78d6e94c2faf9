import { gidNumber } from "../../gid";
import type { AddressRecord, CustomerRecord } from "../../store/records";
import type { Shop } from "../../store/shop";
import { localTimestamp } from "../../time";
import { addressPayload } from "./address";

/** The customer of an order. */
export function customerPayload(shop: Shop, one: CustomerRecord): object {
  const at = (utc: string): string => localTimestamp(utc, shop.settings.ianaTimezone);
  const address = one.addresses[0];
  return {
    id: gidNumber(one.id),
    admin_graphql_api_id: one.id,
    created_at: at(one.createdAt),
    updated_at: at(one.updatedAt),
    first_name: one.firstName ?? "",
    last_name: one.lastName ?? "",
    state: "disabled",
    note: one.note,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: one.taxExempt,
    email: one.email ?? "",
    phone: one.phone,
    currency: shop.settings.currencyCode,
    tax_exemptions: [],
    ...(address && { default_address: defaultAddress(one, address) }),
  };
}

function defaultAddress(one: CustomerRecord, address: AddressRecord): object {
  const own = { id: gidNumber(address.id), customer_id: gidNumber(one.id) };
  return { ...addressPayload(address), ...own, country_name: address.country ?? "", default: true };
}
