import type { Prisma } from "@prisma/client";

import type { Database } from "../../platform/db";
import { searchWords } from "../../platform/search-text";
import { listingContains } from "./listing-search";
import { type SentTitles, sentTitles } from "./sent-titles";

export interface Article {
  variantId: string;
  sku: string;
  title: string;
  /** As it is, or was last, on the channel. */
  titles: SentTitles | null;
  imageUrl: string | null;
  /** Not offered on the channel any more; an order can be made of it all the same. */
  takenOut: boolean;
}

const MOST = 8;

/** Why a listing was removed when its variant is no more: no order can be made of it. */
const GONE = ["catalog.product_deleted", "catalog.variant_removed"];

/** Articles of the shop, as listed on the connection, with the words in a title or SKU: first those that are offered. */
export async function searchArticles(
  db: Database,
  shop: string,
  connectionId: string,
  text: string,
): Promise<Article[]> {
  const words = searchWords(text);
  if (words.length === 0) return [];
  const find = (which: Prisma.ListingWhereInput, take: number) =>
    db.listing.findMany({
      where: { shop, connectionId, ...which, AND: words.map(listingContains) },
      select: { variantId: true, sku: true, title: true, record: true, imageUrl: true, state: true },
      orderBy: [{ title: "asc" }, { sku: "asc" }],
      take,
    });
  const offered = await find({ state: { not: "removed" } }, MOST);
  const room = MOST - offered.length;
  const takenOut = room > 0 ? await find({ state: "removed", reason: { notIn: GONE } }, room) : [];
  return [...offered, ...takenOut].map(({ record, state, ...article }) => ({
    ...article,
    titles: sentTitles(record),
    takenOut: state === "removed",
  }));
}
