import type { Database } from "../../platform/db";

export const LISTING_STATES = ["synced", "pending", "skipped", "failed", "removed"] as const;
export type ListingState = (typeof LISTING_STATES)[number];

/** How many items a connection has in each state; answered by an index alone. */
export async function countListings(
  db: Database,
  shop: string,
  connectionId: string,
): Promise<Record<ListingState, number>> {
  const rows = await db.listing.groupBy({ by: ["state"], where: { shop, connectionId }, _count: true });
  const counts = Object.fromEntries(rows.map((row) => [row.state, row._count]));
  return Object.fromEntries(LISTING_STATES.map((state) => [state, counts[state] ?? 0])) as Record<ListingState, number>;
}
