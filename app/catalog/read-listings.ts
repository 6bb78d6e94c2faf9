import { Prisma } from "@prisma/client";

import { column } from "../platform/bulky";
import type { Statements } from "../platform/db";
import { type ListingRow, SKU_DUPLICATE, listingColumns } from "./listing-row";
import type { ServedConnection } from "./served-connections";

/** The record as text: most are only compared, and none of those is worth taking apart (listing-row.ts). */
const columns = Prisma.raw(
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
  const rows = await lookUp(
    tx,
    productIds,
    Prisma.sql`l."shop" = ${shop} and l."productId" = wanted.key and l."connectionId" = ${id}::uuid`,
  );
  const byProduct = new Map<string, ListingRow[]>();
  for (const row of rows) {
    const known = byProduct.get(row.productId);
    if (known) known.push(row);
    else byProduct.set(row.productId, [row]);
  }
  return byProduct;
}

/** The listings that sell under one of these SKUs, or ask for it. */
export async function listingsOfSkus(
  tx: Statements,
  { id, shop }: ServedConnection,
  skus: readonly string[],
): Promise<ListingRow[]> {
  return lookUp(
    tx,
    skus,
    Prisma.sql`l."connectionId" = ${id}::uuid and l."sku" = wanted.key and l."shop" = ${shop}
      and (l."record" is not null or l."reason" = ${SKU_DUPLICATE})`,
  );
}

/**
 * One look into an index a key, whatever PostgreSQL thinks ("offset 0" keeps it from rewriting this as a join): until it
 * has statistics of a young table it reads all of a connection's listings instead, at every chunk of a first sync.
 */
async function lookUp(tx: Statements, keys: readonly string[], where: Prisma.Sql): Promise<ListingRow[]> {
  if (keys.length === 0) return [];
  return tx.$queryRaw<ListingRow[]>`
    select l.* from unnest(${column(keys, "text")}) as wanted(key)
    cross join lateral (select ${columns} from "Listing" l where ${where} offset 0) l`;
}
