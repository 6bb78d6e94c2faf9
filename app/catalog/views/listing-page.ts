import type { Listing, Prisma } from "@prisma/client";
import { z } from "zod";

import { readSettings } from "../../connections/settings";
import { type Reason, readReason } from "../../connections/views/reason";
import type { Database } from "../../platform/db";
import { searchText } from "../../platform/search-text";
import type { ListingState } from "./listing-counts";
import { listingContains } from "./listing-search";
import { type SentTitles, sentTitles } from "./sent-titles";

export interface ListingLine {
  id: string;
  productId: string;
  title: string;
  /** As the channel shows it; null: it is not sold there. */
  titles: SentTitles | null;
  sku: string;
  imageUrl: string | null;
  state: string;
  /** A newer change waits to be sent. */
  changing: boolean;
  reason: Reason | null;
  priceFils: number | null;
  quantity: number | null;
  sentAt: string | null;
  /** The merchant took its product out by hand. */
  excluded: boolean;
}

export interface ListingPage {
  rows: ListingLine[];
  /** Cursors for `after` and `before`; null where the list ends. */
  next: string | null;
  previous: string | null;
}

export interface ListingQuery {
  connectionId: string;
  state: ListingState | null;
  /** Part of a title or SKU. */
  search: string;
  after: string | null;
  before: string | null;
  size?: number;
}

const record = z.object({ priceFils: z.number(), stockQty: z.number() });

/**
 * One page of a connection's items, newest variants first. The order is by variant and not by what happened last, so
 * that rows stay where they are while a sync runs; cursors are variant ids, so that the hundredth page costs what the
 * first does.
 */
export async function listListings(db: Database, shop: string, query: ListingQuery): Promise<ListingPage> {
  const { connectionId, state, after, before, size = 25 } = query;
  const text = searchText(query.search);
  const cursor: Prisma.ListingWhereInput = after
    ? { variantId: { lt: after } }
    : before
      ? { variantId: { gt: before } }
      : {};
  const [found, connection] = await Promise.all([
    db.listing.findMany({
      where: { shop, connectionId, ...(state && { state }), ...(text && listingContains(text)), ...cursor },
      orderBy: { variantId: before ? "asc" : "desc" },
      take: size + 1,
    }),
    db.connection.findFirst({ where: { id: connectionId, shop }, select: { settings: true } }),
  ]);
  const excluded = new Set(readSettings(connection?.settings).excludedProducts);
  const more = found.length > size;
  const page = found.slice(0, size);
  if (before) page.reverse();
  return {
    rows: page.map((row) => toLine(row, excluded)),
    next: (before ? true : more) ? (page.at(-1)?.variantId ?? null) : null,
    previous: (before ? more : Boolean(after)) ? (page[0]?.variantId ?? null) : null,
  };
}

function toLine(row: Listing, excluded: ReadonlySet<string>): ListingLine {
  const known = record.safeParse(row.record);
  return {
    id: row.id,
    productId: row.productId,
    title: row.title,
    titles: sentTitles(row.record),
    sku: row.sku,
    imageUrl: row.imageUrl,
    state: row.state,
    changing: row.state === "synced" && row.version > row.sentVersion,
    reason: readReason(row.reason, row.reasonParams),
    priceFils: known.success ? known.data.priceFils : null,
    quantity: known.success ? known.data.stockQty : null,
    sentAt: row.sentAt?.toISOString() ?? null,
    excluded: excluded.has(row.productId),
  };
}
