import { z } from "zod";

import type { CanonicalOrder, OrderLine } from "../canonical/order";
import { matchLine } from "../catalog/match-line";
import type { Statements } from "../platform/db";
import type { PlacedOrder } from "./placed-order";
import type { Resolution } from "./resolution";
import type { CustomLine, VariantLine } from "./shopify-order-input";

/** Without a price where neither the order nor the channel's record names one. */
export type MatchedLine = VariantLine<number | undefined> | CustomLine;

export interface Matched {
  ok: true;
  lines: MatchedLine[];
  /** How many lines are no article of the shop although no merchant decided so. */
  unasked: number;
}

export type MatchedLines =
  | Matched
  /** `line`: the position, from 0, of the first line that means no article of the shop. */
  | { ok: false; line: number; article: string };

/**
 * What each line of an order is in the shop: what the merchant decided, else the variant it means, else, where
 * `unknown` says so and the line has a price, a line that is no article of the shop.
 */
export async function matchLines(
  db: Statements,
  { shop, connectionId }: PlacedOrder,
  order: CanonicalOrder,
  { decided, unknown }: { decided: Resolution; unknown: "hold" | "custom" },
): Promise<MatchedLines> {
  const lines: MatchedLine[] = [];
  let unasked = 0;
  for (const [at, line] of order.lines.entries()) {
    const decision = decided.lines[at];
    const known = decision === undefined ? await matchLine(db, connectionId, line) : decision;
    if (known && known !== "custom") {
      lines.push({
        variantId: known.variantId,
        unitPriceFils: line.unitPriceFils ?? undefined,
        requiresShipping: true,
      });
    } else if (line.unitPriceFils !== null && (known === "custom" || unknown === "custom")) {
      if (known !== "custom") unasked += 1;
      lines.push(customLine(line, line.unitPriceFils));
    } else {
      return { ok: false, line: at, article: nameOf(line) };
    }
  }
  return { ok: true, lines: await described(db, shop, connectionId, lines), unasked };
}

/** A line that is no article of the shop: what the channel called it. */
export function customLine(line: OrderLine, unitPriceFils: number): CustomLine {
  return { custom: { title: line.title ?? nameOf(line), sku: line.sku }, unitPriceFils };
}

/** What a merchant may know a line by. */
export function nameOf(line: OrderLine): string {
  return line.sku ?? line.externalId ?? line.barcode ?? line.title ?? "";
}

const shownRecord = z.object({ priceFils: z.number().int() });

interface ListedVariant {
  variantId: string;
  record: unknown;
  requiresShipping: boolean;
}

/**
 * With what is known of each variant: whether it is shipped, and the price that the channel showed, which a shopper
 * bought at when the order does not repeat it.
 */
async function described(
  db: Statements,
  shop: string,
  connectionId: string,
  lines: MatchedLine[],
): Promise<MatchedLine[]> {
  const wanted = lines.flatMap((line) => ("variantId" in line ? [line.variantId] : []));
  if (wanted.length === 0) return lines;
  const listings = await db.$queryRaw<ListedVariant[]>`
    select "variantId", "record", "requiresShipping" from "Listing"
    where "shop" = ${shop} and "connectionId" = ${connectionId}::uuid and "variantId" = any(${wanted}::text[])`;
  const known = new Map(listings.map((listing) => [listing.variantId, listing]));
  return lines.map((line) => {
    if (!("variantId" in line)) return line;
    const { record, requiresShipping } = known.get(line.variantId) ?? {};
    return {
      ...line,
      unitPriceFils: line.unitPriceFils ?? shownRecord.safeParse(record).data?.priceFils,
      requiresShipping: requiresShipping ?? line.requiresShipping,
    };
  });
}
