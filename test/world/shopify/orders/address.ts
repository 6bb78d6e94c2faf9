import type { AddressRecord } from "../store/records";
import type { Shop } from "../store/shop";
import type { AddressInput } from "./input";

const countries = new Intl.DisplayNames(["en"], { type: "region" });

export function addressFrom(shop: Shop, input: AddressInput): AddressRecord {
  const code = input.countryCode ?? null;
  return {
    id: shop.newId("MailingAddress"),
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    company: input.company ?? null,
    address1: input.address1 ?? null,
    address2: input.address2 ?? null,
    city: input.city ?? null,
    province: input.province ?? null,
    provinceCode: input.provinceCode ?? null,
    country: input.country ?? (code ? (countries.of(code) ?? null) : null),
    countryCodeV2: code,
    zip: input.zip ?? null,
    phone: input.phone ?? null,
  };
}

/** "Lina Haddad", null when neither name is known. */
export function nameOf(who: { firstName: string | null; lastName: string | null }): string | null {
  return [who.firstName, who.lastName].filter(Boolean).join(" ") || null;
}
