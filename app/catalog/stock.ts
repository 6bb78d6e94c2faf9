import { Prisma } from "@prisma/client";

import type { Transaction } from "../platform/db";
import { type ListingChange, changeOf } from "./listing-change";
import { type ListingRow, listingColumns, recordOf } from "./listing-row";
import { sellableQuantity, stockFacts } from "./quantity";
import { type ServedConnection, servedConnections } from "./served-connections";
import { type ShopRules, shopRules } from "./shop-rules";
import { observationsOf } from "./stock-table";
import type { StockLevel } from "./quantity";
import { writeChanges } from "./write-changes";

export interface StockScope {
  shop: string;
  /** Of these items; of every item without it. */
  inventoryItemIds?: readonly string[];
  /** On this connection; on all served ones without it. */
  connectionId?: string;
  /** When the change happened in the shop, by item; now where it does not say. */
  changedAt?: ReadonlyMap<string, Date>;
}

const PAGE = 2_000;

/**
 * Works out anew what is sold of items from the stock table alone, no question to Shopify, and sends what differs.
 * The caller holds the catalogue lock (connections/catalog-lock.ts).
 * @returns how many listings changed.
 */
export async function recountStock(tx: Transaction, scope: StockScope, now: Date): Promise<number> {
  if (scope.inventoryItemIds?.length === 0) return 0;
  const rules = await shopRules(tx, scope.shop);
  let changed = 0;
  for (const connection of await servedConnections(tx, scope.shop, scope.connectionId)) {
    for await (const listings of pagesOf(tx, connection, scope.inventoryItemIds)) {
      const items = [...new Set(listings.map(({ inventoryItemId }) => inventoryItemId))];
      const count = { connection, rules, levels: await observationsOf(tx, scope.shop, items), scope, now };
      const changes = listings.flatMap((listing) => recounted(listing, count) ?? []);
      await writeChanges(tx, connection, changes, now);
      changed += changes.length;
    }
  }
  return changed;
}

async function* pagesOf(tx: Transaction, { id, shop }: ServedConnection, items: readonly string[] | undefined) {
  let after: string | undefined;
  for (;;) {
    const page: ListingRow[] = await tx.listing.findMany({
      where: {
        shop,
        connectionId: id,
        record: { not: Prisma.DbNull },
        ...(items && { inventoryItemId: { in: [...items] } }),
        ...(after !== undefined && { id: { gt: after } }),
      },
      orderBy: { id: "asc" },
      take: PAGE,
      select: listingColumns,
    });
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.id;
  }
}

interface Count {
  connection: ServedConnection;
  rules: ShopRules;
  levels: ReadonlyMap<string, StockLevel[]>;
  scope: StockScope;
  now: Date;
}

function recounted(listing: ListingRow, { connection, rules, levels, scope, now }: Count): ListingChange | undefined {
  const record = recordOf(listing);
  const facts = stockFacts.safeParse(listing.stockFacts);
  if (!record || !facts.success) return undefined;
  const rule = { settings: connection.settings, closed: rules.closedLocations };
  const stockQty = sellableQuantity(facts.data, levels.get(listing.inventoryItemId) ?? [], rule);
  if (stockQty === record.stockQty) return undefined;
  const { productId, variantId } = listing;
  // The product itself was not read: what is known of its age stays as it is.
  const readAt = listing.readAt ?? now;
  const reading = { productId, facts: null, readAt, changedAt: scope.changedAt?.get(listing.inventoryItemId) ?? null };
  const outcome = { kind: "sold" as const, product: { ...record, stockQty } };
  return changeOf({ listing, productId, variantId, outcome, looks: undefined, reading }, connection, now);
}
