import { nameOf } from "../../orders/address";
import type { AddressRecord } from "../../store/records";

/** An address; what is not known is an empty text. */
export function addressPayload(address: Partial<AddressRecord>): object {
  const { firstName = null, lastName = null } = address;
  return {
    first_name: firstName ?? "",
    address1: address.address1 ?? "",
    phone: address.phone ?? "",
    city: address.city ?? "",
    zip: address.zip ?? "",
    province: address.province ?? "",
    country: address.country ?? "",
    last_name: lastName ?? "",
    address2: address.address2 ?? null,
    company: address.company ?? null,
    latitude: null,
    longitude: null,
    name: nameOf({ firstName, lastName }) ?? "",
    country_code: address.countryCodeV2 ?? "",
    province_code: address.provinceCode ?? "",
  };
}
