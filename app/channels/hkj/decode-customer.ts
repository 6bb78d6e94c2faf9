import type { CanonicalOrder, OrderAddress } from "../../canonical/order";
import { cutText, typedNumber } from "../../platform/text";
import { ADDRESS_ALIASES, CUSTOMER_ALIASES, ORDER_ALIASES } from "./contract";
import { type ExactObject, isObject } from "./exact-json";
import { clean, objectOf, pick, textOf } from "./fields";

/** Longer is no name, number or address; Shopify takes 255 characters. */
const LONGEST = 255;

const short = (text: string | null): string | null => (text === null ? null : cutText(text, LONGEST));

/** The customer from an object, a plain name, or flat fields of the order; what is missing in one is sought in the next. */
export function decodeCustomer(order: ExactObject): CanonicalOrder["customer"] {
  const object = objectOf(order, ORDER_ALIASES.customer) ?? {};
  const names = [textOf(object, CUSTOMER_ALIASES.firstName), textOf(object, CUSTOMER_ALIASES.lastName)];
  const phone = textOf(object, CUSTOMER_ALIASES.phone) ?? textOf(order, CUSTOMER_ALIASES.flat.phone);
  return {
    name: short(
      textOf(object, CUSTOMER_ALIASES.name) ??
        (names.filter(Boolean).join(" ") || null) ??
        textOf(order, CUSTOMER_ALIASES.flat.name) ??
        textOf(order, ORDER_ALIASES.customer),
    ),
    phone: short((phone && typedNumber(phone)) || null),
    email: short(textOf(object, CUSTOMER_ALIASES.email) ?? textOf(order, CUSTOMER_ALIASES.flat.email)),
  };
}

/** The address from an object or from one text; null where there is none. */
export function decodeAddress(order: ExactObject): OrderAddress | null {
  const customer = objectOf(order, ORDER_ALIASES.customer) ?? {};
  const found = (pick(order, ORDER_ALIASES.address) ?? pick(customer, ORDER_ALIASES.address))?.value;
  const given = isObject(found) ? found : {};
  const { city, area, building } = placeOf(given);
  const address = {
    text: typeof found === "string" ? clean(found) || null : textOf(given, ADDRESS_ALIASES.text),
    street: textOf(given, ADDRESS_ALIASES.street),
    building,
    area,
    city,
    notes: [textOf(given, ADDRESS_ALIASES.notes), coordinates(given)].filter(Boolean).join("\n") || null,
  };
  if (Object.values(address).every((value) => value === null)) return null;
  const country = textOf(given, ADDRESS_ALIASES.country)?.toUpperCase() ?? "";
  return { ...address, countryCode: /^[A-Z]{2}$/.test(country) ? country : "JO" };
}

/**
 * Shopify knows no regions of Jordan (github.com/Shopify/worldwide, JO), so a governorate stands in for a city that is not
 * told, and beside the area where it says more than the city does.
 */
function placeOf(given: ExactObject) {
  const city = textOf(given, ADDRESS_ALIASES.city);
  const governorate = textOf(given, ADDRESS_ALIASES.governorate);
  const more = city !== null && governorate !== city ? governorate : null;
  const floor = textOf(given, ADDRESS_ALIASES.floor);
  const apartment = textOf(given, ADDRESS_ALIASES.apartment);
  const inside = [floor && `floor ${floor}`, apartment && `apartment ${apartment}`];
  const joined = (parts: (string | null)[]) => parts.filter(Boolean).join(", ") || null;
  return {
    city: city ?? governorate,
    area: joined([textOf(given, ADDRESS_ALIASES.area), more]),
    building: joined([textOf(given, ADDRESS_ALIASES.building), ...inside]),
  };
}

/** A pin on the map often says more than a street does: it goes to the driver with the notes. */
function coordinates(address: ExactObject): string | null {
  const latitude = textOf(address, ADDRESS_ALIASES.latitude);
  const longitude = textOf(address, ADDRESS_ALIASES.longitude);
  return latitude && longitude ? `${typedNumber(latitude)},${typedNumber(longitude)}` : null;
}
