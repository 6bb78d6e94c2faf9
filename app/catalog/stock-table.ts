import { Prisma } from "@prisma/client";

import { type ColumnType, column } from "../platform/bulky";
import type { Statements } from "../platform/db";
import type { StockLevel } from "./quantity";

/** Something Shopify said of one item at one location. */
export interface LevelObservation {
  inventoryItemId: string;
  locationId: string;
  available: number;
  /** Shopify's stamp of the level, to the second. */
  updatedAt: Date;
  /** When Shopify noticed the change (webhook), or was asked (read). */
  observedAt: Date;
}

/** What came of observations, by item. */
export interface StoredLevels {
  /** Something new was stored. */
  stored: string[];
  /** Told otherwise at the very same moment: which of the two is newer, nobody can say. */
  tied: string[];
}

/**
 * Keeps the newest of what is known and what webhooks tell, whatever order they come in. Stamps are whole seconds, so two
 * changes can share one: of those the one observed later counts, since what Shopify sends later is never older. A level
 * that is only confirmed moves on to the newer stamps: a late webhook of the same second must find out that it is late.
 * @param told at most one an item and location, see `newestOf`.
 */
export async function storeLevels(
  tx: Statements,
  shop: string,
  told: readonly LevelObservation[],
): Promise<StoredLevels> {
  if (told.length === 0) return { stored: [], tied: [] };
  const rows = await tx.$queryRaw<{ item: string; tied: boolean }[]>`
    with t as (${tableOf(told)}), tied as (
      select t."inventoryItemId" from t join "InventoryLevel" k
        on k."shop" = ${shop} and k."inventoryItemId" = t."inventoryItemId" and k."locationId" = t."locationId"
      where k."updatedAt" = t."updatedAt" and k."observedAt" = t."observedAt" and k."available" <> t.available
    ), stored as (
      insert into "InventoryLevel" ("shop", "inventoryItemId", "locationId", "available", "updatedAt", "observedAt")
      select ${shop}, t."inventoryItemId", t."locationId", t.available, t."updatedAt", t."observedAt" from t
      order by 2, 3
      on conflict ("shop", "inventoryItemId", "locationId") do update set
        "available" = excluded."available", "updatedAt" = excluded."updatedAt", "observedAt" = excluded."observedAt"
      where ("InventoryLevel"."updatedAt", "InventoryLevel"."observedAt") < (excluded."updatedAt", excluded."observedAt")
      returning "inventoryItemId")
    select "inventoryItemId" as item, false as tied from stored union all select "inventoryItemId", true from tied`;
  const of = (tied: boolean) => [...new Set(rows.flatMap((row) => (row.tied === tied ? [row.item] : [])))];
  return { stored: of(false), tied: of(true) };
}

/** The same for what was read; what a reading only confirms is not written, or a pass over a catalogue would rewrite it. */
export async function storeReadLevels(tx: Statements, shop: string, read: readonly LevelObservation[]): Promise<void> {
  if (read.length === 0) return;
  await tx.$executeRaw`
    insert into "InventoryLevel" ("shop", "inventoryItemId", "locationId", "available", "updatedAt", "observedAt")
    select ${shop}, t."inventoryItemId", t."locationId", t.available, t."updatedAt", t."observedAt"
    from (${tableOf(read)}) as t
    order by 2, 3
    on conflict ("shop", "inventoryItemId", "locationId") do update set
      "available" = excluded."available", "updatedAt" = excluded."updatedAt", "observedAt" = excluded."observedAt"
    where ("InventoryLevel"."updatedAt", "InventoryLevel"."observedAt") < (excluded."updatedAt", excluded."observedAt")
      and ("InventoryLevel"."available" <> excluded."available" or "InventoryLevel"."updatedAt" < excluded."updatedAt")`;
}

function tableOf(levels: readonly LevelObservation[]): Prisma.Sql {
  const of = (type: ColumnType, read: (one: LevelObservation) => string | number) => column(levels.map(read), type);
  return Prisma.sql`
    select * from unnest(
      ${of("text", ({ inventoryItemId }) => inventoryItemId)}, ${of("text", ({ locationId }) => locationId)},
      ${of("int", ({ available }) => available)}, ${of("timestamptz", ({ updatedAt }) => updatedAt.toISOString())},
      ${of("timestamptz", ({ observedAt }) => observedAt.toISOString())}
    ) as levels("inventoryItemId", "locationId", available, "updatedAt", "observedAt")`;
}

/**
 * Of several observations of one level the newest; a burst becomes one row.
 * @returns also the items of which two observations contradict each other at the very same, newest moment.
 */
export function newestOf(told: readonly LevelObservation[]): { newest: LevelObservation[]; tied: string[] } {
  const newest = new Map<string, LevelObservation>();
  const tied = new Set<string>();
  for (const one of told) {
    const key = `${one.inventoryItemId} ${one.locationId}`;
    const known = newest.get(key);
    if (known && isTied(known, one)) tied.add(key);
    if (known && !isOlder(known, one)) continue;
    newest.set(key, one);
    tied.delete(key);
  }
  return {
    newest: [...newest.values()],
    tied: [...tied].flatMap((key) => newest.get(key)?.inventoryItemId ?? []),
  };
}

function isTied(one: LevelObservation, other: LevelObservation): boolean {
  return !isOlder(one, other) && !isOlder(other, one) && one.available !== other.available;
}

function isOlder(known: LevelObservation, other: LevelObservation): boolean {
  const byStamp = other.updatedAt.getTime() - known.updatedAt.getTime();
  return byStamp !== 0 ? byStamp > 0 : other.observedAt > known.observedAt;
}

/** Shopify's stamps are whole seconds; a time of ours that is to be compared with them must be one too. */
export function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000);
}

/** A complete reading of an item: nothing lies at a location that is not named. */
export interface ItemReading {
  inventoryItemId: string;
  levels: readonly Omit<LevelObservation, "inventoryItemId" | "observedAt">[];
  readAt: Date;
}

/** What readings make of the stock that was known. */
export interface MergedLevels {
  /** The stock of these items as it is now known, by item. */
  levels: Map<string, StockLevel[]>;
  /** What has to be stored of it. */
  news: LevelObservation[];
}

/** Takes readings into the stock that was known: what is newer there stays, and what they only confirm is no news. Pure. */
export function mergeReadLevels(
  known: ReadonlyMap<string, LevelObservation[]>,
  readings: readonly ItemReading[],
): MergedLevels {
  const news: LevelObservation[] = [];
  const merged = new Map<string, StockLevel[]>();
  for (const { inventoryItemId, levels, readAt } of readings) {
    const before = known.get(inventoryItemId);
    if (!before) {
      for (const level of levels) news.push({ ...level, inventoryItemId, observedAt: readAt });
      merged.set(inventoryItemId, [...levels]);
      continue;
    }
    const current = new Map(before.map((level) => [level.locationId, level]));
    const named = new Set(levels.map(({ locationId }) => locationId));
    const told = levels.map((level) => ({ ...level, inventoryItemId, observedAt: readAt }));
    for (const level of current.values()) {
      if (named.has(level.locationId) || level.available === 0) continue;
      // Told of after the question was asked: the answer does not know it yet.
      if (level.updatedAt > readAt || level.observedAt >= readAt) continue;
      told.push({ ...level, available: 0, updatedAt: wholeSecond(readAt), observedAt: readAt });
    }
    for (const level of told) {
      const last = current.get(level.locationId);
      if (last && !isNews(last, level)) continue;
      news.push(level);
      current.set(level.locationId, level);
    }
    merged.set(
      inventoryItemId,
      [...current.values()].map(({ locationId, available }) => ({ locationId, available })),
    );
  }
  return { levels: merged, news };
}

/** What the statement of `storeReadLevels` asks. */
function isNews(known: LevelObservation, told: LevelObservation): boolean {
  return isOlder(known, told) && (known.available !== told.available || known.updatedAt < told.updatedAt);
}

/** What is known of the stock of these items, and since when, by item. */
export async function observationsOf(
  tx: Statements,
  shop: string,
  inventoryItemIds: readonly string[],
): Promise<Map<string, LevelObservation[]>> {
  const rows = await levelRows(tx, shop, inventoryItemIds);
  const byItem = new Map<string, LevelObservation[]>();
  for (const row of rows) {
    const known = byItem.get(row.inventoryItemId);
    if (known) known.push(row);
    else byItem.set(row.inventoryItemId, [row]);
  }
  return byItem;
}

/** One look into the index an item, see read-listings.ts. */
async function levelRows(
  tx: Statements,
  shop: string,
  inventoryItemIds: readonly string[],
): Promise<LevelObservation[]> {
  if (inventoryItemIds.length === 0) return [];
  return tx.$queryRaw<LevelObservation[]>`
    select l.* from unnest(${column(inventoryItemIds, "text")}) as wanted(item)
    cross join lateral (
      select "inventoryItemId", "locationId", "available", "updatedAt", "observedAt" from "InventoryLevel"
      where "shop" = ${shop} and "inventoryItemId" = wanted.item offset 0) l`;
}
