import type { SyncRun } from "@prisma/client";

import type { Effects } from "../platform/effects";

/** Up to here any plan is good enough. */
const SMALL_SHOP = 1_000;
/** Variants after which to look: at once, and when there is something to see. */
const LOOKS = [1, 20_000];

/**
 * Has PostgreSQL look at the tables that a first sync fills. By itself it does so a minute later, and plans until then as
 * if they were empty: it would read a shop's whole catalogue for every chunk of it.
 */
export function youngTables({ db }: Pick<Effects, "db">, { kind, expected }: SyncRun) {
  const due = kind === "first" && (expected ?? 0) > SMALL_SHOP ? [...LOOKS] : [];
  return async (seen: number): Promise<void> => {
    if (due[0] === undefined || seen < due[0]) return;
    due.shift();
    await db.$executeRaw`analyze "InventoryLevel", "Listing", "OutboxEvent", "SkuHistory"`;
  };
}
