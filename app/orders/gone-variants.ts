import { filsFromDecimal } from "../canonical/money";
import type { CanonicalOrder } from "../canonical/order";
import type { Statements } from "../platform/db";
import type { AdminClient } from "../shopify/admin-client";
import { VariantsThereDocument } from "../shopify/generated/admin";
import { gid, idOf } from "../shopify/gid";
import { type Matched, type MatchedLine, type MatchedLines, customLine, nameOf } from "./match-lines";
import type { PlacedOrder } from "./placed-order";

export interface AskedVariants {
  /** Those that Shopify no longer has. */
  gone: ReadonlySet<string>;
  /** What the others cost in a shop that sells in dinars, in fils; without those whose price is not exact in fils. */
  prices: ReadonlyMap<string, number>;
}

/**
 * Asks Shopify about variants. An order that names one that is gone is refused as a whole, without saying which line is at
 * fault.
 * @throws Failure of the Admin client
 */
export async function askForVariants(admin: AdminClient, variantIds: readonly string[]): Promise<AskedVariants> {
  if (variantIds.length === 0) return { gone: new Set(), prices: new Map() };
  const ids = [...new Set(variantIds)];
  const { nodes } = await admin.request(VariantsThereDocument, { ids: ids.map((id) => gid("ProductVariant", id)) });
  const there = new Set<string>();
  const prices = new Map<string, number>();
  for (const node of nodes) {
    if (!node) continue;
    there.add(idOf(node.id));
    const price = "price" in node ? filsFromDecimal(node.price) : undefined;
    if (price !== undefined) prices.set(idOf(node.id), price);
  }
  return { gone: new Set(ids.filter((id) => !there.has(id))), prices };
}

/**
 * Variants that Shopify is asked about: those that may have been deleted, because they are not offered any more, or the
 * order was refused, and those of which nobody told a price.
 */
export async function doubtfulVariants(db: Statements, row: PlacedOrder, { lines }: Matched): Promise<string[]> {
  const ids = lines.flatMap((line) => ("variantId" in line ? [line.variantId] : []));
  if (row.createAttempts > 0) return ids;
  const { shop, connectionId } = row;
  const unpriced = lines.flatMap((line) =>
    "variantId" in line && line.unitPriceFils === undefined ? [line.variantId] : [],
  );
  const removed = await db.$queryRaw<{ variantId: string }[]>`
    select "variantId" from "Listing"
    where "shop" = ${shop} and "connectionId" = ${connectionId}::uuid and "variantId" = any(${ids}::text[])
      and "state" = 'removed'`;
  return [...unpriced, ...removed.map(({ variantId }) => variantId)];
}

/**
 * The lines of which the variant is gone as lines without an article, where the settings say so and their price is known.
 * @returns else the first line that has to wait for the merchant
 */
export function withoutGone(
  matched: Matched,
  order: CanonicalOrder,
  gone: ReadonlySet<string>,
  unknown: "hold" | "custom",
): MatchedLines {
  let { unasked } = matched;
  const lines: MatchedLine[] = [];
  for (const [at, line] of matched.lines.entries()) {
    const sold = order.lines[at];
    if (!sold || !("variantId" in line) || !gone.has(line.variantId)) {
      lines.push(line);
    } else if (unknown === "custom" && line.unitPriceFils !== undefined) {
      unasked += 1;
      lines.push(customLine(sold, line.unitPriceFils));
    } else {
      return { ok: false, line: at, article: nameOf(sold) };
    }
  }
  return { ok: true, lines, unasked };
}
