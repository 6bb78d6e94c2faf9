import { Prisma } from "@prisma/client";

import { column } from "../platform/bulky";
import type { Statements } from "../platform/db";
import { type ListingRow, SKU_DUPLICATE, listingColumns } from "./listing-row";
import type { ServedConnection } from "./served-connections";

/** The record as text: most are only compared, and none of those is worth taking apart (listing-row.ts). */
export const rowColumns = Prisma.raw(
  Object.keys(listingColumns)
    .map((name) => (name === "record" ? `l."record"::text as "record"` : `l."${name}"`))
    .join(", "),
);

/** All listings of these products, by product. */
export async function listingsOfProducts(
  tx: Statements,
  { id, shop }: ServedConnection,
  productIds: readonly string[],
): Promise<Map<string, ListingRow[]>> {
  if (productIds.length === 0) return new Map();
  const rows = await lookUp(
    tx,
    Prisma.sql`unnest(${column(productIds, "text")}) as wanted("productId")`,
    Prisma.sql`l."shop" = ${shop} and l."productId" = wanted."productId" and l."connectionId" = ${id}::uuid`,
  );
  const byProduct = new Map<string, ListingRow[]>();
  for (const row of rows) {
    const known = byProduct.get(row.productId);
    if (known) known.push(row);
    else byProduct.set(row.productId, [row]);
  }
  return byProduct;
}

/**
 * The listings that sell under one of these SKUs, or ask for it, but for one variant's own: in a catalogue where nothing
 * changed that leaves none, and nothing has to be read.
 * @param variants by SKU, the variant that is known already
 */
export async function listingsOfSkus(
  tx: Statements,
  { id, shop }: ServedConnection,
  variants: ReadonlyMap<string, string>,
): Promise<ListingRow[]> {
  if (variants.size === 0) return [];
  const [skus, variantIds] = [column([...variants.keys()], "text"), column([...variants.values()], "text")];
  return lookUp(
    tx,
    Prisma.sql`unnest(${skus}, ${variantIds}) as wanted(sku, "variantId")`,
    Prisma.sql`l."connectionId" = ${id}::uuid and l."sku" = wanted.sku and l."variantId" <> wanted."variantId"
      and l."shop" = ${shop} and (l."record" is not null or l."reason" = ${SKU_DUPLICATE})`,
  );
}

/**
 * One look into an index a key, whatever PostgreSQL thinks ("offset 0" keeps it from rewriting this as a join): until it
 * has statistics of a young table it reads all of a connection's listings instead, at every chunk of a first sync.
 */
async function lookUp(tx: Statements, wanted: Prisma.Sql, where: Prisma.Sql): Promise<ListingRow[]> {
  return tx.$queryRaw<ListingRow[]>`
    select l.* from ${wanted}
    cross join lateral (select ${rowColumns} from "Listing" l where ${where} offset 0) l`;
}
