import { Prisma } from "@prisma/client";

import { lockCatalog } from "../connections/catalog-lock";
import type { Transaction } from "../platform/db";
import type { Effects } from "../platform/effects";
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
  inventoryItemIds: readonly string[];
  /** When the change happened in the shop, by item; now where it does not say. */
  changedAt: ReadonlyMap<string, Date>;
}

const PAGE = 2_000;

/**
 * Works out anew what is sold of items from the stock table alone, no question to Shopify, and sends what differs.
 * The caller holds the catalogue lock (connections/catalog-lock.ts).
 */
export async function recountStock(tx: Transaction, scope: StockScope, now: Date): Promise<void> {
  const { shop, inventoryItemIds, changedAt } = scope;
  if (inventoryItemIds.length === 0) return;
  for (const connection of await servedConnections(tx, shop)) {
    let after: string | undefined;
    do after = await recountPage(tx, connection, { inventoryItemIds, changedAt, after }, now);
    while (after !== undefined);
  }
}

/**
 * The same for everything that a connection sells. Each page is a transaction with a lock of its own: nobody waits for a
 * whole catalogue, and what was counted before a death stays counted.
 */
export async function recountEverything(
  { db, clock }: Pick<Effects, "db" | "clock">,
  { shop, connectionId }: { shop: string; connectionId: string },
): Promise<void> {
  let after: string | undefined;
  do {
    after = await db.$transaction(async (tx) => {
      await lockCatalog(tx, shop);
      const [connection] = await servedConnections(tx, shop, connectionId);
      return connection && recountPage(tx, connection, { after }, clock.now());
    });
  } while (after !== undefined);
}

interface Page {
  /** Of these items; of every item without it. */
  inventoryItemIds?: readonly string[];
  changedAt?: ReadonlyMap<string, Date>;
  /** The last listing of the page before; undefined: the first page. */
  after: string | undefined;
}

/** @returns the last listing of the page; undefined when there are no more. */
async function recountPage(
  tx: Transaction,
  connection: ServedConnection,
  { inventoryItemIds, changedAt, after }: Page,
  now: Date,
): Promise<string | undefined> {
  const { id, shop } = connection;
  const listings: ListingRow[] = await tx.listing.findMany({
    where: {
      shop,
      connectionId: id,
      record: { not: Prisma.DbNull },
      ...(inventoryItemIds && { inventoryItemId: { in: [...inventoryItemIds] } }),
      ...(after !== undefined && { id: { gt: after } }),
    },
    orderBy: { id: "asc" },
    take: PAGE,
    select: listingColumns,
  });
  const items = [...new Set(listings.map(({ inventoryItemId }) => inventoryItemId))];
  const rules = await shopRules(tx, shop);
  const count = { connection, rules, levels: await observationsOf(tx, shop, items), changedAt, now };
  const changes = listings.flatMap((listing) => recounted(listing, count) ?? []);
  await writeChanges(tx, connection, changes, now);
  return listings.length < PAGE ? undefined : listings.at(-1)?.id;
}

interface Count {
  connection: ServedConnection;
  rules: ShopRules;
  levels: ReadonlyMap<string, StockLevel[]>;
  changedAt: ReadonlyMap<string, Date> | undefined;
  now: Date;
}

function recounted(
  listing: ListingRow,
  { connection, rules, levels, changedAt, now }: Count,
): ListingChange | undefined {
  const record = recordOf(listing);
  const facts = stockFacts.safeParse(listing.stockFacts);
  if (!record || !facts.success) return undefined;
  const rule = { settings: connection.settings, closed: rules.closedLocations };
  const stockQty = sellableQuantity(facts.data, levels.get(listing.inventoryItemId) ?? [], rule);
  if (stockQty === record.stockQty) return undefined;
  const { productId, variantId } = listing;
  // The product itself was not read: what is known of its age stays as it is.
  const readAt = listing.readAt ?? now;
  const reading = { productId, facts: null, readAt, changedAt: changedAt?.get(listing.inventoryItemId) ?? null };
  const outcome = { kind: "sold" as const, product: { ...record, stockQty } };
  return changeOf({ listing, productId, variantId, outcome, looks: undefined, reading }, connection, now);
}
