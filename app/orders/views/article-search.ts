import type { Database } from "../../platform/db";

export interface Article {
  variantId: string;
  sku: string;
  title: string;
  imageUrl: string | null;
}

const MOST = 8;

/** Articles of the shop, as listed on the connection, with the words in their title or SKU. */
export async function searchArticles(
  db: Database,
  shop: string,
  connectionId: string,
  text: string,
): Promise<Article[]> {
  const words = text.trim().split(/\s+/).filter(Boolean).slice(0, 6);
  if (words.length === 0) return [];
  return db.listing.findMany({
    where: { shop, connectionId, state: { not: "removed" }, AND: words.map(matches) },
    select: { variantId: true, sku: true, title: true, imageUrl: true },
    orderBy: [{ title: "asc" }, { sku: "asc" }],
    take: MOST,
  });
}

function matches(word: string) {
  const contains = { contains: word.replace(/[\\%_]/g, (sign) => `\\${sign}`), mode: "insensitive" } as const;
  return { OR: [{ title: contains }, { sku: contains }] };
}
