const SCALE = 6;
const UNIT = 10n ** BigInt(SCALE);
const THREE_DECIMALS = new Set(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]);
const NO_DECIMALS = new Set(["JPY", "KRW", "VND", "CLP", "ISK"]);

/** Exact amounts: millionths as a bigint, so that no sum ever rounds. */
export type Amount = bigint;

/** "12.50" or 12.5 as millionths. @throws when it is no decimal number. */
export function amount(decimal: string | number): Amount {
  const match = /^(-?)(\d+)(?:\.(\d{1,6})0*)?$/.exec(String(decimal).trim());
  if (!match) throw new Error(`not a decimal amount: ${String(decimal)}`);
  const value = BigInt(match[2] ?? "0") * UNIT + BigInt((match[3] ?? "").padEnd(SCALE, "0"));
  return match[1] ? -value : value;
}

/** As MoneyV2.amount is written: no needless zeros, but one decimal at least ("31.9", "20.0"). */
export function moneyAmount(value: Amount): string {
  const [whole, fraction] = digits(value);
  return `${whole}.${fraction.replace(/0+$/, "") || "0"}`;
}

/** As the scalar Money and the webhooks write it: as many decimals as the currency has ("31.90", "5.000"). */
export function money(value: Amount, currency: string): string {
  const places = decimalPlaces(currency);
  const [whole, fraction] = digits(value);
  const shown = fraction.slice(0, Math.max(places, fraction.replace(/0+$/, "").length));
  return shown ? `${whole}.${shown}` : whole;
}

/** Decimals of a currency: 3 for JOD, 0 for JPY, else 2. */
export function decimalPlaces(currency: string): number {
  if (THREE_DECIMALS.has(currency)) return 3;
  return NO_DECIMALS.has(currency) ? 0 : 2;
}

function digits(value: Amount): [whole: string, fraction: string] {
  const positive = value < 0n ? -value : value;
  const whole = `${value < 0n ? "-" : ""}${positive / UNIT}`;
  return [whole, (positive % UNIT).toString().padStart(SCALE, "0")];
}
