/** Which of several things said of a stock level counts. Pure; stock-table.ts keeps the result. */
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
      // Under the stamp it had: a location that is opened again has its levels back as they were, unstamped anew.
      told.push({ ...level, available: 0, observedAt: readAt });
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

/**
 * What the statement of `storeReadLevels` asks. A reading that found nothing at a location left the stamp as it was: only what
 * was observed later raises it again, whatever stamp it bears.
 */
function isNews(known: LevelObservation, told: LevelObservation): boolean {
  if (known.available === 0 && told.observedAt < known.observedAt) return false;
  return isOlder(known, told) && (known.available !== told.available || known.updatedAt < told.updatedAt);
}
