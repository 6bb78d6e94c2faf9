import { CURRENCY } from "../canonical/currency";
import { type Fils, filsFromDecimal } from "../canonical/money";
import type { PriceRounding } from "../connections/price-rules";
import type { ConnectionSettings } from "../connections/settings";
import { cutText } from "../platform/text";
import type { VariantFacts } from "./product-facts";

export interface PricingRules {
  /** The shop's currency, as Shopify writes it: "JOD". */
  currency: string;
  settings: Pick<ConnectionSettings, "exchange" | "priceRounding">;
}

export type Priced =
  | { ok: true; price: Fils; compareAtPrice: Fils | null }
  | { ok: false; code: string; params: Record<string, string | number> };

/**
 * A variant's price in fils. In a dinar shop the shop's own, exactly. In another: what Shopify Markets asks of a customer
 * in Jordan, where that is in dinars; else the shop's price at the merchant's rate, rounded as the merchant wants; else
 * there is none. No float is involved. The compare-at price goes the same way, and is kept only where it says that there
 * is a saving.
 */
export function priceOf(variant: VariantFacts, { currency, settings }: PricingRules): Priced {
  if (currency === CURRENCY) return priced(variant.price, variant.compareAtPrice, filsFromDecimal);
  const { marketPrice } = variant;
  if (marketPrice?.currency === CURRENCY) {
    return priced(marketPrice.price, marketPrice.compareAtPrice, filsFromDecimal);
  }
  const { exchange, priceRounding } = settings;
  if (exchange === null || exchange.currency !== currency) {
    return { ok: false, code: "catalog.currency_unsupported", params: { currency: currency || "?" } };
  }
  const convert = (price: string) => converted(price, exchange.rate, priceRounding);
  return priced(variant.price, variant.compareAtPrice, convert);
}

function priced(price: string, compareAtPrice: string | null, fils: (decimal: string) => Fils | undefined): Priced {
  const asked = fils(price);
  if (asked === undefined || asked < 0) {
    return { ok: false, code: "catalog.price_invalid", params: { price: cutText(price, 40) } };
  }
  // Shopify's word for "no price yet"; a chatbot must not give it away (contract H26).
  if (asked === 0) return { ok: false, code: "catalog.price_missing", params: {} };
  const before = compareAtPrice === null ? undefined : fils(compareAtPrice);
  return { ok: true, price: asked, compareAtPrice: before !== undefined && before > asked ? before : null };
}

const DECIMAL = /^(\d{1,12})(?:\.(\d{1,12}))?$/;

/**
 * Fils of an amount in another currency, in whole steps. What costs something never rounds down to nothing.
 * @param rate dinars for one unit of the currency, decimal text.
 * @returns undefined where one of the two is no plain decimal, or the product is beyond what can be counted.
 */
export function converted(amount: string, rate: string, { step, direction }: PriceRounding): Fils | undefined {
  const units = scaled(amount);
  const dinars = scaled(rate);
  if (!units || !dinars) return undefined;
  const exact = units.digits * dinars.digits * 1000n;
  // One step, in the same parts of a fils.
  const whole = 10n ** BigInt(units.decimals + dinars.decimals) * BigInt(step);
  const steps = direction === "up" ? (exact + whole - 1n) / whole : (2n * exact + whole) / (2n * whole);
  const fils = Number((steps === 0n && exact > 0n ? 1n : steps) * BigInt(step));
  return Number.isSafeInteger(fils) ? (fils as Fils) : undefined;
}

function scaled(decimal: string): { digits: bigint; decimals: number } | undefined {
  const match = DECIMAL.exec(decimal.trim());
  if (!match) return undefined;
  const [, whole = "0", fraction = ""] = match;
  return { digits: BigInt(whole + fraction), decimals: fraction.length };
}
