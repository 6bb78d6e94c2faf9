import type { Statements } from "../platform/db";

export interface LineKeys {
  sku: string | null;
  /** The variant's id, as the channel was told. */
  externalId: string | null;
  barcode: string | null;
}

export interface MatchedVariant {
  variantId: string;
  productId: string;
  title: string;
}

/**
 * Which variant an order line means: the one that has its SKU now; the one with its external id; the one that had the SKU
 * last (renamed, taken off the channel, or deleted since the shopper saw it); the one with its barcode.
 * @returns undefined when the connection never knew such an article.
 */
export async function matchLine(
  db: Statements,
  connectionId: string,
  { sku, externalId, barcode }: LineKeys,
): Promise<MatchedVariant | undefined> {
  const wanted = sku?.trim();
  return (
    (wanted && (await bySku(db, connectionId, wanted))) ||
    (externalId && (await byVariant(db, connectionId, externalId.trim()))) ||
    (wanted && (await byFormerSku(db, connectionId, wanted))) ||
    (barcode && (await byBarcode(db, connectionId, barcode.trim()))) ||
    undefined
  );
}

async function bySku(db: Statements, connectionId: string, sku: string) {
  const [found] = await db.$queryRaw<MatchedVariant[]>`
    select "variantId", "productId", "title" from "Listing"
    where "connectionId" = ${connectionId}::uuid and "sku" = ${sku} and "record" is not null
    limit 1`;
  return found;
}

async function byVariant(db: Statements, connectionId: string, variantId: string) {
  const [found] = await db.$queryRaw<MatchedVariant[]>`
    select "variantId", "productId", "title" from "Listing"
    where "connectionId" = ${connectionId}::uuid and "variantId" = ${variantId}`;
  return found;
}

async function byFormerSku(db: Statements, connectionId: string, sku: string) {
  const [latest] = await db.$queryRaw<{ variantId: string }[]>`
    select "variantId" from "SkuHistory" where "connectionId" = ${connectionId}::uuid and "sku" = ${sku}
    order by "retiredAt" desc nulls first, "variantId" limit 1`;
  return latest && byVariant(db, connectionId, latest.variantId);
}

async function byBarcode(db: Statements, connectionId: string, barcode: string) {
  const found = await db.$queryRaw<MatchedVariant[]>`
    select "variantId", "productId", "title" from "Listing"
    where "connectionId" = ${connectionId}::uuid and "record" ->> 'barcode' = ${barcode} limit 2`;
  // A barcode may stand on several variants; then it names none.
  return found.length === 1 ? found[0] : undefined;
}
