import type { CanonicalOrder } from "../canonical/order";
import { type Matched, nameOf } from "./match-lines";
import type { SoldLine } from "./shopify-order-input";

export type PricedLines =
  | { ok: true; lines: SoldLine[] }
  /** `line`: the position, from 0, of the first line of which nobody knows what it costs. */
  | { ok: false; line: number; article: string };

/**
 * The lines, each with its price. One that neither the order nor the channel's record names, because the article is off
 * the channel, is the shop's own of today: Shopify would take it, and totals and payment must count it.
 * @param prices by variant, in fils
 */
export function withShopPrices(
  { lines }: Matched,
  order: CanonicalOrder,
  prices: ReadonlyMap<string, number>,
): PricedLines {
  const priced: SoldLine[] = [];
  for (const [at, line] of lines.entries()) {
    const unitPriceFils = line.unitPriceFils ?? ("variantId" in line ? prices.get(line.variantId) : undefined);
    const sold = order.lines[at];
    if (unitPriceFils === undefined) return { ok: false, line: at, article: sold ? nameOf(sold) : "" };
    priced.push({ ...line, unitPriceFils });
  }
  return { ok: true, lines: priced };
}
