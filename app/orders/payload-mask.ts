/**
 * What a channel sent, readable for support without telling whose order it is. Nothing is known of the channel's format,
 * so rather too much is hidden than too little: whatever stands under a name that sounds like a person or a place, looks
 * like a phone number, an e-mail address or a position on the map, or says again what is known of the shopper.
 */
import { parseJson } from "../platform/json";
import { westernDigits } from "../platform/text";
import { type PlaceInPayload, printPayload } from "./payload-text";

export const MASK = "•••";
/** More than any order has; what follows is not written. */
const MOST_CHARACTERS = 100_000;
/** So many are looked for inside longer texts. */
const MOST_KNOWN = 300;
/** Shorter ones are too common to be looked for inside other texts. */
const TELLING_LENGTH = 6;
const TELLING_DIGITS = 8;
/** Longer texts are not searched but hidden: support needs none of them, and a sender must not decide how long we search. */
const MOST_SEARCHED = 1_000;
/** Names longer than any channel gives, and objects deeper than any order. */
const LONGEST_NAME = 200;
const DEEPEST = 40;

/** The whole text, laid out; as it is where it is no JSON. */
export function showPayload(body: string): string {
  if (parseJson(body) === undefined) return body.slice(0, MOST_CHARACTERS);
  const asItIs = { name: (name: string) => name, value: readable };
  return printPayload(body, asItIs, MOST_CHARACTERS);
}

/** The same with personal data masked. `known`: what is known of the shopper, in whatever form. */
export function maskPayload(body: string, known: readonly string[]): string {
  if (parseJson(body) === undefined) return MASK;
  const told = createKnown(known);
  const isPersonal = (literal: string, place: PlaceInPayload) => {
    const text = textOf(literal);
    return text !== "" && (isPersonalPlace(place) || looksPersonal(text) || told.has(text));
  };
  // What stands under a telling name is hidden wherever it stands again.
  const collect = (literal: string, place: PlaceInPayload) => {
    if (isPersonalPlace(place)) told.add(textOf(literal));
    return "";
  };
  printPayload(body, { name: (name) => name, value: collect });
  const masked = {
    name: (name: string) => (looksPersonal(name) || told.has(name) ? MASK : name),
    value: (literal: string, place: PlaceInPayload) =>
      isPersonal(literal, place) ? JSON.stringify(MASK) : readable(literal),
  };
  return printPayload(body, masked, MOST_CHARACTERS);
}

const PERSONAL_WORDS = new Set(
  (
    "flat floor door city town area district governorate region province zip postal postcode lat lng lon geo gps map maps " +
    "location note notes message tel buyer shopper client person user age gender birthday dob ip card iban account"
  ).split(" "),
);
const PERSONAL_PARTS =
  /name|phone|mobile|msisdn|whatsapp|mail|address|street|building|apartment|neighbo|landmark|latitude|longitude|coordinate|customer|recipient|receiver|consignee|contact|comment|remark|instruction/;
const ARTICLE_LISTS = new Set(["items", "item", "lines", "line", "products", "product", "articles", "article"]);
/** What an article may be called. */
const ARTICLE_NAMES = new Set([
  "name",
  "product",
  "item",
  "article",
  "title",
  "variant",
  "brand",
  "category",
  "ar",
  "en",
]);

function isPersonalPlace({ names }: PlaceInPayload): boolean {
  if (names.length > DEEPEST) return true;
  let inArticle = false;
  return names.some((name) => {
    if (name.length > LONGEST_NAME) return true;
    const words = wordsOf(name);
    // A name in letters we cannot read may say anything.
    if (words.length === 0) return name !== "" && !/^\d+$/.test(name);
    if (inArticle && words.every((word) => ARTICLE_NAMES.has(word))) return false;
    inArticle ||= words.some((word) => ARTICLE_LISTS.has(word));
    return PERSONAL_PARTS.test(words.join("")) || words.some((word) => PERSONAL_WORDS.has(word));
  });
}

/** "delivery_address", "deliveryAddress" and "delivery-address" alike. */
function wordsOf(name: string): string[] {
  return (
    name
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .match(/[a-z]+/g) ?? []
  );
}

/** Each looks at a character a few times at most, however the text is made. */
const PATTERNS = [
  /[^\s@]@[^\s@]+\.[^\s@]/,
  /(^|\D)\+[\s().-]*\d([\s().-]*\d){6}/,
  /(^|\D)00[1-9]([\s().-]*\d){8}/,
  // Jordan's mobile numbers as people write them.
  /(^|\D)((962|0)[\s().-]*)?7[\s().-]*[789]([\s().-]*\d){7}(\D|$)/,
  /\d\.\d{3,}(\s*[,;/]\s*|\s+)-?\d{1,3}\.\d{3,}/,
];

function looksPersonal(text: string): boolean {
  if (text.length > MOST_SEARCHED) return true;
  const digits = westernDigits(text);
  return PATTERNS.some((pattern) => pattern.test(digits));
}

function createKnown(given: readonly string[]) {
  const whole = new Set<string>();
  const telling = new Set<string>();
  const phones = new Set<string>();
  const known = {
    add(value: string) {
      const text = plain(value);
      if (text.length < 2) return;
      whole.add(text);
      const isTelling = text.length >= TELLING_LENGTH && text.length <= MOST_SEARCHED;
      if (isTelling && telling.size < MOST_KNOWN) telling.add(text);
      const digits = text.replace(/\D/g, "");
      if (digits.length >= TELLING_DIGITS) phones.add(digits.slice(-TELLING_DIGITS));
    },
    has(value: string): boolean {
      const text = plain(value);
      if (whole.has(text) || [...telling].some((one) => text.includes(one))) return true;
      const digits = text.replace(/\D/g, "");
      return digits.length >= TELLING_DIGITS && phones.has(digits.slice(-TELLING_DIGITS));
    },
  };
  for (const value of given) known.add(value);
  return known;
}

function plain(text: string): string {
  return westernDigits(text).trim().toLowerCase().replace(/\s+/g, " ");
}

/** Of a literal what could tell something: the text of a string, the digits of a number; nothing of null and the like. */
function textOf(literal: string): string {
  if (literal.startsWith('"')) return (JSON.parse(literal) as string).trim();
  return /^-?\d/.test(literal) ? literal : "";
}

/** Strings without the escapes of the sender, so that Arabic is Arabic. */
function readable(literal: string): string {
  return literal.startsWith('"') ? JSON.stringify(JSON.parse(literal)) : literal;
}
