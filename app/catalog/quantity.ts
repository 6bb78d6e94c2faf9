import { z } from "zod";

/**
 * What the channel is told for an item that never runs out: one whose stock Shopify does not track, or that Shopify
 * sells on when it is out of stock. A round number that no shopper exceeds, and that does not move with every sale.
 */
export const ALWAYS_AVAILABLE_QUANTITY = 999;

/** Kept on the listing, so that an inventory webhook needs no question to Shopify. */
export const stockFacts = z.object({ tracked: z.boolean(), inventoryPolicy: z.string() });
export type StockFacts = z.infer<typeof stockFacts>;

export interface StockLevel {
  locationId: string;
  available: number;
}

export interface StockRule {
  /** The connection's setting: every location, or these. */
  locations: "all" | readonly string[];
  /** Locations the shop closed; what lies there cannot be sold. */
  closed: ReadonlySet<string>;
}

/** What can be sold now: the sum over the locations that count, never negative. */
export function sellableQuantity(facts: StockFacts, levels: readonly StockLevel[], rule: StockRule): number {
  if (!facts.tracked || facts.inventoryPolicy === "CONTINUE") return ALWAYS_AVAILABLE_QUANTITY;
  const counted = levels.filter(
    ({ locationId }) =>
      !rule.closed.has(locationId) && (rule.locations === "all" || rule.locations.includes(locationId)),
  );
  return Math.max(
    0,
    counted.reduce((sum, level) => sum + level.available, 0),
  );
}
