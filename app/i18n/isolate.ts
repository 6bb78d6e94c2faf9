import type { Locale } from "./locales";

const ARABIC = /\p{Script=Arabic}/u;
const LATIN = /\p{Script=Latin}/u;
/** A plain number keeps its order in any sentence. */
const NUMBER = /^[\d\s.,]*$/;
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/**
 * A value in an Arabic sentence, kept together: beside Arabic letters the signs of "#1001" or "Mud Soap - 30%" would
 * change sides, and two Latin values in a row would change places. Values of Arabic alone, and what is isolated
 * already, stay as they are; so does every value of another language's sentence.
 */
export function isolated<T>(value: T, locale: Locale | undefined): T | string {
  if (locale !== "ar" || typeof value !== "string" || NUMBER.test(value)) return value;
  if ((ARABIC.test(value) && !LATIN.test(value)) || value.startsWith(FIRST_STRONG_ISOLATE)) return value;
  return `${FIRST_STRONG_ISOLATE}${value}${POP_ISOLATE}`;
}
