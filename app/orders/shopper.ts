import type { CanonicalOrder, OrderAddress } from "../canonical/order";
import { cutText } from "../platform/text";
import type { CountryCode, MailingAddressInput } from "../shopify/generated/admin";
import { isCountry, phoneInE164 } from "./phone";

/** Shopify cuts no address field: what is longer than this is refused. */
const FIELD_LENGTH = 255;
const HOME = "JO";

/** Who ordered, as far as Shopify can take it. */
export interface Shopper {
  firstName: string | null;
  lastName: string | null;
  phone: string | undefined;
  email: string | undefined;
  address: MailingAddressInput | undefined;
  /** What fits no field and must not be lost: lines for the order's note. */
  remarks: string[];
}

/** The order's customer and address, as far as Shopify takes them; the rest as remarks. */
export function readShopper({ customer, address }: CanonicalOrder): Shopper {
  const phone = phoneInE164(customer.phone, address?.countryCode ?? HOME);
  const email = emailOf(customer.email);
  const name = splitName(customer.name);
  const mailing = address ? mailingAddress(address, name, phone) : undefined;
  const remarks = [
    ...(customer.name && !address && !phone && !email ? [`Name: ${customer.name}`] : []),
    ...(customer.phone && !phone ? [`Phone: ${customer.phone}`] : []),
    ...(customer.email && !email ? [`E-mail: ${customer.email}`] : []),
    ...(mailing?.rest ? [`Address: ${mailing.rest}`] : []),
    ...(address && !isCountry(address.countryCode) ? [`Country: ${address.countryCode}`] : []),
    ...(address?.notes ? [`Delivery: ${address.notes}`] : []),
  ];
  return { ...name, phone, email, address: mailing?.input, remarks };
}

/** For an order whose phone, e-mail or address Shopify refused: nothing but remarks, and nothing of it lost. */
export function shopperInNote({ customer, address }: CanonicalOrder): Shopper {
  const place = [address?.street, address?.building, address?.text, address?.area, address?.city].filter(Boolean);
  const remarks = [
    ...(customer.name ? [`Name: ${customer.name}`] : []),
    ...(customer.phone ? [`Phone: ${customer.phone}`] : []),
    ...(customer.email ? [`E-mail: ${customer.email}`] : []),
    ...(place.length > 0 ? [`Address: ${place.join(", ")}`] : []),
    ...(address?.notes ? [`Delivery: ${address.notes}`] : []),
  ];
  return { firstName: null, lastName: null, phone: undefined, email: undefined, address: undefined, remarks };
}

/** The last word is the family name; a single word is one, because Shopify's address wants that part. */
function splitName(name: string | null): { firstName: string | null; lastName: string | null } {
  const words = (name ?? "").split(/\s+/).filter(Boolean);
  const lastName = words.pop() ?? null;
  return { firstName: words.length > 0 ? words.join(" ") : null, lastName };
}

function emailOf(text: string | null): string | undefined {
  return text && /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text) ? text : undefined;
}

function mailingAddress(
  address: OrderAddress,
  name: { firstName: string | null; lastName: string | null },
  phone: string | undefined,
): { input: MailingAddressInput; rest: string } {
  const street = [address.street, address.building].filter((part) => part !== null).join(", ");
  // The street when there is one, an address that is one text otherwise. Never both: they would say the same twice.
  const [first = "", second = ""] = [street || address.text, address.area].filter(Boolean) as string[];
  const address1 = cutText(first, FIELD_LENGTH);
  const overflow = first.slice(address1.length);
  const more = cutText(overflow, FIELD_LENGTH);
  const lineTwo = [more, second].filter(Boolean).join(", ");
  const address2 = cutText(lineTwo, FIELD_LENGTH);
  return {
    input: {
      firstName: name.firstName,
      lastName: name.lastName,
      address1: address1 || null,
      address2: address2 || null,
      city: address.city === null ? null : cutText(address.city, FIELD_LENGTH),
      countryCode: (isCountry(address.countryCode) ? address.countryCode.toUpperCase() : HOME) as CountryCode,
      phone: phone ?? null,
    },
    rest: overflow.slice(more.length) + lineTwo.slice(address2.length),
  };
}
