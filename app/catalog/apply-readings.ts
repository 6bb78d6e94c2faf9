import { lockCatalog } from "../connections/catalog-lock";
import { bulky } from "../platform/bulky";
import type { Statements } from "../platform/db";
import { together } from "../platform/sql";
import { type Applied, addApplied, countWant, nothingApplied } from "./applied";
import { lacksExtras } from "./extras";
import { type ListingChange, changeOf, sendAgain } from "./listing-change";
import { type ListingRow, isSold } from "./listing-row";
import { mergeReadLevels } from "./merge-levels";
import { type ServedConnection, servedConnections } from "./served-connections";
import { listingsOfProducts } from "./read-listings";
import { rememberReadings } from "./remember-readings";
import { shopRules } from "./shop-rules";
import { resolveClaims } from "./sku-claims";
import { markStale } from "./stale";
import { observationsOf, storeReadLevels } from "./stock-table";
import { type ProductReading, type Want, type WantContext, isOutdated, wantsOf } from "./want";
import { type WrittenFile, writeChanges } from "./write-changes";

/** Which connections, and who looks on. */
export interface Scope {
  /** Only this one; all served ones without it. */
  connectionId?: string;
  /** One that is not connected, too: to see what would be sent. */
  unconnected?: boolean;
  /** Told of every want and what had to be written for it. */
  watch?: (want: Want, change: ListingChange | undefined) => void;
  /** Told of a file that was written; it is there once the transaction is committed. */
  written?: (file: WrittenFile) => void;
}

/**
 * Makes the listings of the products that were read what they should be: stock table first (whatever is newer there
 * stays), then for each connection the difference, and only that, as events. Doing it again changes nothing.
 */
export async function applyReadings(
  tx: Statements,
  shop: string,
  readings: readonly ProductReading[],
  now: Date,
  scope: Scope = {},
): Promise<Applied> {
  const total = nothingApplied();
  if (readings.length === 0) return total;
  await lockCatalog(tx, shop);
  const items = readings.flatMap(({ facts, readAt }) =>
    (facts?.variants ?? []).map((variant) => ({ ...variant, readAt })),
  );
  const [rules, known, connections] = await together(
    shopRules(tx, shop),
    observationsOf(
      tx,
      shop,
      items.map(({ inventoryItemId }) => inventoryItemId),
    ),
    servedConnections(tx, shop, scope.connectionId, scope.unconnected),
  );
  const productIds = readings.map(({ productId }) => productId);
  const listings = await together(...connections.map((connection) => listingsOfProducts(tx, connection, productIds)));
  const { levels, news } = mergeReadLevels(known, items);
  const applyAll = async () => {
    for (const [index, connection] of connections.entries()) {
      const context = { rules, levels, now, settings: connection.settings };
      const read = { readings, listings: listings[index] ?? new Map() };
      addApplied(total, await applyToConnection(tx, connection, read, context, scope));
    }
  };
  // PostgreSQL stores the stock while we find out what it means.
  await together(storeReadLevels(tx, shop, news), applyAll());
  return total;
}

/** What the shop has of some products, and what we have. */
interface Read {
  readings: readonly ProductReading[];
  /** By product. */
  listings: ReadonlyMap<string, ListingRow[]>;
}

async function applyToConnection(
  tx: Statements,
  connection: ServedConnection,
  { readings, listings }: Read,
  context: WantContext,
  { watch, written: tellOfFile }: Scope,
): Promise<Applied> {
  const news = readings.filter((reading) => {
    const { rules, settings } = context;
    if (reading.facts && lacksExtras(reading.facts, rules.currency, settings)) return false;
    return !isOutdated(reading, listings.get(reading.productId) ?? []);
  });
  const wants = news.flatMap((reading) => wantsOf(reading, listings.get(reading.productId) ?? [], context));
  const claims = await resolveClaims(tx, connection, wants);
  const changed = claims.wants.map((want) => ({ want, change: changeOf(want, connection, context.now) }));
  const unconfirmed = await forgotten(
    tx,
    changed.flatMap(({ want, change }) => (change ? [] : [want])),
  );
  const again = unconfirmed.flatMap((want) => sendAgain(want, connection, context.now) ?? []);
  const changes = [...changed.flatMap(({ change }) => change ?? []), ...again];
  const file = await writeChanges(tx, connection, changes, context.now);
  if (file) tellOfFile?.(file);
  await rememberReadings(tx, connection, news);
  const promoted = claims.promoted.map((productId) => ({ productId, changedAt: context.now }));
  await markStale(tx, connection.shop, promoted, context.now);
  const applied = nothingApplied();
  const resent = new Map(again.map((change) => [change.row.id, change]));
  for (const { want, change } of changed) {
    const written = change ?? resent.get(want.listing?.id ?? "");
    countWant(applied, want, written);
    watch?.(want, written);
  }
  return applied;
}

/**
 * Of unchanged listings those that wait for the channel's word although nothing is on its way: a connection that came
 * back after it was disconnected starts like that. A refused one is not among them, its event is kept as failed.
 */
async function forgotten(tx: Statements, unchanged: readonly Want[]): Promise<Want[]> {
  const waiting = unchanged.filter(
    ({ listing }) => listing && isSold(listing) && listing.state === "pending" && listing.sentVersion < listing.version,
  );
  if (waiting.length === 0) return [];
  const [first] = waiting;
  const ids = waiting.flatMap(({ listing }) => listing?.id ?? []);
  const onTheirWay = await tx.$queryRaw<{ id: string }[]>`
    select "subjectId"::text as id from "OutboxEvent"
    where "subjectKind" = 'listing' and "subjectId" = any(${bulky(ids)}::uuid[])
    union all
    select subject.id::text from "ImportFile" f, unnest(f."subjects") as subject(id)
    where f."connectionId" = ${first?.listing?.connectionId}::uuid and subject.id = any(${bulky(ids)}::uuid[])`;
  const known = new Set(onTheirWay.map(({ id }) => id));
  return waiting.filter(({ listing }) => listing && !known.has(listing.id));
}
