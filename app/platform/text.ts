/** At most so many UTF-16 units, and never half a character: PostgreSQL's JSON takes no half of a pair. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
}

/** Digits of Arabic and Persian keyboards as 0 to 9. */
export function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/**
 * A number, or the number of a phone, as a Western keyboard writes it: its digits, the decimal sign as a point, without the
 * thousands sign and the invisible marks that surround numbers in right-to-left text. Names and notes stay as they were typed.
 */
export function typedNumber(text: string): string {
  return westernDigits(text)
    .replace(/\u066b/g, ".")
    .replace(/[\u066c\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .trim();
}
