import { Prisma } from "@prisma/client";

import { type ColumnType, column } from "../platform/bulky";
import type { Statements } from "../platform/db";
import type { LevelObservation } from "./merge-levels";

/** What came of observations, by item. */
export interface StoredLevels {
  /** Something new was stored. */
  stored: string[];
  /** Told otherwise at the very same moment: which of the two is newer, nobody can say. */
  tied: string[];
}

/** By how much Shopify's clock, by which webhooks are observed, and ours, by which readings are, may differ. */
const SKEW = "5 seconds";

/**
 * Keeps the newest of what is known and what webhooks tell, whatever order they come in. Stamps are whole seconds, so two
 * changes can share one: of those the one observed later counts, since what Shopify sends later is never older. A level
 * that is only confirmed moves on to the newer stamps: a late webhook of the same second must find out that it is late.
 * Where a reading found nothing (merge-levels.ts) a webhook of before that reading is late, whatever stamp it bears.
 * @param told at most one an item and location, see `newestOf` (merge-levels.ts).
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
        and not ("InventoryLevel"."available" = 0
          and excluded."observedAt" < "InventoryLevel"."observedAt" - ${SKEW}::interval)
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
      and not ("InventoryLevel"."available" = 0 and excluded."observedAt" < "InventoryLevel"."observedAt")
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
