import type { CanonicalProduct } from "../canonical/product";
import { changedAspects } from "./compare";
import type { ListingChange } from "./listing-change";
import { recordOf } from "./listing-row";
import type { Want } from "./want";

/** What applying readings came to, in listings. */
export interface Applied {
  /** Changed for the channel, taken away ones included. */
  changed: number;
  removed: number;
  held: number;
  /** Of the changed ones: those the channel did not have, and what differed on those it had; one may differ in several. */
  missing: number;
  price: number;
  stock: number;
  content: number;
}

export function nothingApplied(): Applied {
  return { changed: 0, removed: 0, held: 0, missing: 0, price: 0, stock: 0, content: 0 };
}

export function addApplied(total: Applied, more: Applied): Applied {
  for (const key of Object.keys(total) as (keyof Applied)[]) total[key] += more[key];
  return total;
}

/** Counts one want and what had to be written for it, if anything. */
export function countWant(total: Applied, want: Want, change: ListingChange | undefined): void {
  if (want.outcome.kind === "held") total.held += 1;
  if (!change || (change.upsert === undefined && change.released === undefined)) return;
  total.changed += 1;
  if (change.upsert === undefined) {
    if (change.row.state === "removed") total.removed += 1;
    return;
  }
  const before = recordOf(want.listing);
  const after = change.row.record as CanonicalProduct | null;
  const aspects = before && after ? changedAspects(before, after) : [];
  // With nothing that differs it is sent anew because the channel never confirmed it.
  if (aspects.length === 0) total.missing += 1;
  for (const aspect of aspects) total[aspect] += 1;
}
