import type { DatabaseOrTransaction } from "../platform/db";

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
  db: DatabaseOrTransaction,
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

const columns = { variantId: true, productId: true, title: true } as const;

async function bySku(db: DatabaseOrTransaction, connectionId: string, sku: string) {
  const where = { connectionId, sku, state: { in: ["pending", "synced", "failed"] } };
  return (await db.listing.findFirst({ where, select: columns })) ?? undefined;
}

async function byVariant(db: DatabaseOrTransaction, connectionId: string, variantId: string) {
  const where = { connectionId_variantId: { connectionId, variantId } };
  return (await db.listing.findUnique({ where, select: columns })) ?? undefined;
}

async function byFormerSku(db: DatabaseOrTransaction, connectionId: string, sku: string) {
  const [latest] = await db.skuHistory.findMany({
    where: { connectionId, sku },
    orderBy: [{ retiredAt: { sort: "desc", nulls: "first" } }, { variantId: "asc" }],
    take: 1,
  });
  return latest && byVariant(db, connectionId, latest.variantId);
}

async function byBarcode(db: DatabaseOrTransaction, connectionId: string, barcode: string) {
  const where = { connectionId, record: { path: ["barcode"], equals: barcode } };
  const found = await db.listing.findMany({ where, select: columns, take: 2 });
  // A barcode may stand on several variants; then it names none.
  return found.length === 1 ? found[0] : undefined;
}
