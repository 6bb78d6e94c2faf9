import { lockConnection } from "../connections/connection";
import type { Listing } from "@prisma/client";

import { requestFeedback } from "../connections/request-feedback";
import { retryFailed } from "../delivery/retry-failed";
import type { Transaction } from "../platform/db";
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
    const { connectionId, productId } = listing;
    await retryRefused(tx, listing);
    await requestFeedback(tx, shop, connectionId, now);
    await markStale(tx, shop, [{ productId, changedAt: now }], now);
    return true;
  });
}

/** Puts what the channel refused of a listing on its way again, and the listing with it; the caller marks it stale. */
export async function retryRefused(
  tx: Transaction,
  { id, shop, connectionId, record }: Pick<Listing, "id" | "shop" | "connectionId" | "record">,
): Promise<void> {
  // Connection, listing, job: as a settlement and as a reading take them, or two of them could wait for each other.
  await lockConnection(tx, { id: connectionId, shop });
  // Where nothing was kept to send again, the reading finds a listing that waits with nothing on its way.
  const state = record === null ? "removed" : "pending";
  await tx.listing.updateMany({ where: { id, shop, state: "failed" }, data: { state } });
  await retryFailed(tx, shop, connectionId, { subjectId: id });
}
