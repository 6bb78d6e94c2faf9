import { Prisma } from "@prisma/client";

import { clearProblem, raiseProblem } from "../connections/problems";
import { eventVersion } from "../delivery/event-version";
import type { Settler } from "../delivery/settle";

const MOST_OF_A_MESSAGE = 300;

/**
 * Writes down what the channel made of an event of a listing (the states are in catalog/listing-change.ts).
 * An answer about an older version than the listing's says only that the channel knows the SKU; the newer event is on
 * its way. "skipped" of a complete record means that the item is not there, and counts as refused. The channel's own
 * words are shown on the item.
 */
export const settleListing: Settler = async (tx, row, result, now) => {
  const { shop, connectionId, subjectId, event } = row;
  if (event.type === "order.status_changed") return;
  const version = eventVersion(event.eventId);
  const removal = event.type === "product.removed";
  const taken =
    result.outcome === "applied" || result.outcome === "duplicate" || (removal && result.outcome === "skipped");
  const listing = await tx.listing.findFirst({
    where: { id: subjectId, shop },
    select: { id: true, variantId: true, version: true, sku: true, record: true },
  });
  if (!listing || version === undefined) return;
  const { sku } = event.product;
  if (taken) {
    await tx.skuHistory.updateMany({
      where: { shop, connectionId, sku, variantId: listing.variantId },
      data: { sentAt: removal ? null : now },
    });
  }
  // The old SKU of a listing that goes on under another one: not a state of the listing.
  if (removal && listing.record !== null) {
    if (sku === listing.sku) return;
    const key = `listing:${subjectId}:sku`;
    if (taken) return clearProblem(tx, shop, key, now);
    const params = { sku, message: words(result.message) };
    return raiseProblem(
      tx,
      { shop, connectionId, key, code: "catalog.old_sku_stays", params, severity: "warning" },
      now,
    );
  }
  const current = listing.version === version;
  if (taken) {
    await tx.listing.updateMany({
      where: { id: subjectId, shop, sentVersion: { lt: version } },
      data: { sentVersion: version, sentAt: now },
    });
    if (!current || removal) return;
    await tx.listing.updateMany({
      where: { id: subjectId, shop, version },
      data: { state: "synced", reason: null, reasonParams: Prisma.DbNull },
    });
  } else if (current) {
    await tx.listing.updateMany({
      where: { id: subjectId, shop, version },
      data: {
        state: "failed",
        reason: result.outcome === "skipped" ? "catalog.event_skipped" : "catalog.event_refused",
        reasonParams: { message: words(result.message) },
      },
    });
  }
};

function words(message: string | null): string {
  return (message ?? "").slice(0, MOST_OF_A_MESSAGE);
}
