import type { Transaction } from "../platform/db";
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

/**
 * Keeps the newest of what is known and what is told, whatever order it comes in. Stamps are whole seconds, so two
 * changes can share one: of those the one observed later counts, since what Shopify sends later is never older.
 * @param told at most one an item and location, see `newestOf`.
 * @returns the items of which something new was stored.
 */
export async function storeLevels(
  tx: Transaction,
  shop: string,
  told: readonly LevelObservation[],
  source: "webhook" | "read",
): Promise<string[]> {
  if (told.length === 0) return [];
  // A read that confirms a whole catalogue need not rewrite it. A webhook always moves `observedAt` on: a late one of
  // the same second must find out that it is late.
  const confirmations = source === "webhook";
  const rows = await tx.$queryRaw<{ item: string }[]>`
    insert into "InventoryLevel" ("shop", "inventoryItemId", "locationId", "available", "updatedAt", "observedAt")
    select ${shop}, t."inventoryItemId", t."locationId", t.available, t."updatedAt", t."observedAt"
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as t(
      "inventoryItemId" text, "locationId" text, available int, "updatedAt" timestamptz, "observedAt" timestamptz)
    order by 2, 3
    on conflict ("shop", "inventoryItemId", "locationId") do update set
      "available" = excluded."available", "updatedAt" = excluded."updatedAt", "observedAt" = excluded."observedAt"
    where ("InventoryLevel"."updatedAt", "InventoryLevel"."observedAt") < (excluded."updatedAt", excluded."observedAt")
      and (${confirmations} or "InventoryLevel"."available" <> excluded."available" or "InventoryLevel"."updatedAt" < excluded."updatedAt")
    returning "inventoryItemId" as item`;
  return [...new Set(rows.map(({ item }) => item))];
}

/** Of several observations of one level the newest; a burst becomes one row. */
export function newestOf(told: readonly LevelObservation[]): LevelObservation[] {
  const newest = new Map<string, LevelObservation>();
  for (const one of told) {
    const key = `${one.inventoryItemId} ${one.locationId}`;
    const known = newest.get(key);
    if (!known || isOlder(known, one)) newest.set(key, one);
  }
  return [...newest.values()];
}

function isOlder(known: LevelObservation, other: LevelObservation): boolean {
  const byStamp = other.updatedAt.getTime() - known.updatedAt.getTime();
  return byStamp !== 0 ? byStamp > 0 : other.observedAt > known.observedAt;
}

/** Shopify's stamps are whole seconds; a time of ours that is to be compared with them must be one too. */
export function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000);
}

/** Levels that a complete read of their item did not name are not stocked any more: nothing lies there. */
export async function emptyLevelsNotIn(
  tx: Transaction,
  shop: string,
  items: readonly { inventoryItemId: string; locationIds: readonly string[] }[],
  readAt: Date,
): Promise<void> {
  if (items.length === 0) return;
  await tx.$executeRaw`
    update "InventoryLevel" l set "available" = 0, "updatedAt" = ${wholeSecond(readAt)}, "observedAt" = ${readAt}
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as i("inventoryItemId" text, "locationIds" jsonb)
    where l."shop" = ${shop} and l."inventoryItemId" = i."inventoryItemId" and l."available" <> 0
      and not (i."locationIds" ? l."locationId") and l."updatedAt" <= ${readAt} and l."observedAt" < ${readAt}`;
}

/** What is known of the stock of these items, by item. */
export async function levelsOf(
  tx: Transaction,
  shop: string,
  inventoryItemIds: readonly string[],
): Promise<Map<string, StockLevel[]>> {
  const rows = await tx.inventoryLevel.findMany({
    where: { shop, inventoryItemId: { in: [...inventoryItemIds] } },
    select: { inventoryItemId: true, locationId: true, available: true },
  });
  const levels = new Map<string, StockLevel[]>();
  for (const { inventoryItemId, ...level } of rows) {
    const known = levels.get(inventoryItemId);
    if (known) known.push(level);
    else levels.set(inventoryItemId, [level]);
  }
  return levels;
}
