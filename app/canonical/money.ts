import { z } from "zod";

/** Jordanian money: an integer count of fils, 1 JOD = 1000 fils. Never a float of dinars. */
export const fils = z.number().int().safe().brand<"Fils">();
export type Fils = z.infer<typeof fils>;

const DECIMAL = /^(-?)(\d{1,12})(?:\.(\d+))?$/;

/**
 * Exact fils of a decimal dinar text: "12.5" is 12500.
 * @returns undefined when the text is no plain decimal or needs more than three decimals.
 */
export function filsFromDecimal(text: string): Fils | undefined {
  const match = DECIMAL.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = "0", fraction = ""] = match;
  if (/[^0]/.test(fraction.slice(3))) return undefined;
  const amount = Number(whole) * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
  return (sign && amount !== 0 ? -amount : amount) as Fils;
}

/** Dinar text with three decimals, as Shopify's Decimal takes it: 12500 is "12.500". */
export function decimalFromFils(amount: Fils | number): string {
  const sign = amount < 0 ? "-" : "";
  const absolute = Math.abs(amount);
  return `${sign}${Math.floor(absolute / 1000)}.${String(absolute % 1000).padStart(3, "0")}`;
}
