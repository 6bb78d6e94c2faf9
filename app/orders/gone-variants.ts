import type { CanonicalOrder } from "../canonical/order";
import type { Statements } from "../platform/db";
import type { AdminClient } from "../shopify/admin-client";
import { VariantsThereDocument } from "../shopify/generated/admin";
import { gid, idOf } from "../shopify/gid";
import { type MatchedLines, customLine, nameOf } from "./match-lines";
import type { PlacedOrder } from "./placed-order";

/**
 * Which of these variants Shopify no longer has. An order that names one is refused as a whole, without saying which line
 * is at fault.
 * @throws Failure of the Admin client
 */
export async function goneVariants(admin: AdminClient, variantIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (variantIds.length === 0) return new Set();
  const ids = [...new Set(variantIds)];
  const { nodes } = await admin.request(VariantsThereDocument, { ids: ids.map((id) => gid("ProductVariant", id)) });
  const there = new Set(nodes.flatMap((node) => (node ? [idOf(node.id)] : [])));
  return new Set(ids.filter((id) => !there.has(id)));
}

type Matched = Extract<MatchedLines, { ok: true }>;

/** Variants that may have been deleted: those that are not offered any more, and all once the order was refused. */
export async function doubtfulVariants(db: Statements, row: PlacedOrder, { lines }: Matched): Promise<string[]> {
  const ids = lines.flatMap((line) => ("variantId" in line ? [line.variantId] : []));
  if (row.createAttempts > 0) return ids;
  const { shop, connectionId } = row;
  const removed = await db.$queryRaw<{ variantId: string }[]>`
    select "variantId" from "Listing"
    where "shop" = ${shop} and "connectionId" = ${connectionId}::uuid and "variantId" = any(${ids}::text[])
      and "state" = 'removed'`;
  return removed.map(({ variantId }) => variantId);
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
  const lines = [];
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
