import { requestFeedback } from "../connections/request-feedback";
import { retryFailed } from "../delivery/retry-failed";
import type { Effects } from "../platform/effects";
import { markStale } from "./stale";

/**
 * The merchant's "try again" on one item: what the channel refused is sent once more, and the product is read anew, in
 * case it was mended.
 * @returns false when the shop has no such listing.
 */
export async function retryListing(
  effects: Pick<Effects, "db" | "clock">,
  shop: string,
  listingId: string,
): Promise<boolean> {
  const now = effects.clock.now();
  return effects.db.$transaction(async (tx) => {
    const listing = await tx.listing.findFirst({ where: { id: listingId, shop } });
    if (!listing) return false;
    const { connectionId, productId, record } = listing;
    await retryFailed(tx, shop, connectionId, listingId);
    // Where nothing was kept to send again, the reading finds a listing that waits with nothing on its way.
    const state = record === null ? "removed" : "pending";
    await tx.listing.updateMany({ where: { id: listingId, shop, state: "failed" }, data: { state } });
    await requestFeedback(tx, shop, connectionId, now);
    await markStale(tx, shop, [{ productId, changedAt: now }], now);
    return true;
  });
}
