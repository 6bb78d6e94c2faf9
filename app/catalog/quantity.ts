import { z } from "zod";

import type { ConnectionSettings } from "../connections/settings";

/** Kept on the listing, so that an inventory webhook needs no question to Shopify. */
export const stockFacts = z.object({ tracked: z.boolean(), inventoryPolicy: z.string() });
export type StockFacts = z.infer<typeof stockFacts>;

export interface StockLevel {
  locationId: string;
  available: number;
}

export interface StockRule {
  settings: Pick<ConnectionSettings, "locations" | "stockBuffer" | "alwaysAvailableQuantity">;
  /** Locations the shop closed; what lies there cannot be sold. */
  closed: ReadonlySet<string>;
}

/**
 * What can be sold now: the sum over the locations that count, less the buffer, never negative. An item whose stock
 * Shopify does not track, or that it sells on when it is out of stock, never runs out: a chosen number, which does not
 * move with every sale.
 */
export function sellableQuantity(facts: StockFacts, levels: readonly StockLevel[], rule: StockRule): number {
  const { locations, stockBuffer, alwaysAvailableQuantity } = rule.settings;
  if (!facts.tracked || facts.inventoryPolicy === "CONTINUE") return alwaysAvailableQuantity;
  const counted = levels.filter(
    ({ locationId }) => !rule.closed.has(locationId) && (locations === "all" || locations.includes(locationId)),
  );
  const available = counted.reduce((sum, level) => sum + level.available, 0);
  return Math.max(0, available - stockBuffer);
}
