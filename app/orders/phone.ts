import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";

/**
 * A phone number as Shopify takes it (E.164: "+962790000000"), read from any usual way of writing it, Arabic digits
 * included.
 * @param country where a number without a country code is at home; two letters, unknown ones count as Jordan.
 * @returns undefined when it is no possible number: Shopify would refuse the order for it.
 */
export function phoneInE164(text: string | null, country: string): string | undefined {
  if (text === null) return undefined;
  const home: CountryCode = isSupportedCountry(country) ? country : "JO";
  const number = parsePhoneNumberFromString(text, home);
  return number?.isValid() ? number.number : undefined;
}

/** Whether it is a country that there is: Shopify takes no order with another. */
export function isCountry(code: string): boolean {
  return isSupportedCountry(code.toUpperCase());
}
