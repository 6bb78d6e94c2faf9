import type { CanonicalEvent, ProductRemoved } from "../canonical/event";
import type { EventResult } from "../channels/channel";
import { clearProblem, raiseProblem } from "../connections/problems";
import { requestFeedback } from "../connections/request-feedback";
import { eventVersion } from "../delivery/event-version";
import type { SettledRow, Settler } from "../delivery/settle";
import type { Transaction } from "../platform/db";

const MOST_OF_A_MESSAGE = 300;

/**
 * Writes down what the channel made of an event of a listing (the states are in catalog/listing-change.ts).
 * An answer about an older version than the listing's says only that the channel knows the SKU; the newer event is on
 * its way. "skipped" of a complete record means that the item is not there, and counts as refused; of a removal it means
 * that it is gone already. The channel's own words are shown on the item.
 */
export const settleListing: Settler = async (tx, row, result, now) => {
  const { event } = row;
  const version = eventVersion(event.eventId);
  if (event.type === "order.status_changed" || version === undefined) return;
  const taken = result.outcome === "applied" || result.outcome === "duplicate";
  if (event.type === "product.removed") return settleRemoval(tx, row, { event, version }, result, now);
  if (taken) await confirm(tx, row, { event, version }, now);
  else await refuse(tx, row, version, result, now);
};

/** One statement, because a first sync settles as many as the shop has variants. */
async function confirm(
  tx: Transaction,
  { shop, connectionId, subjectId }: SettledRow,
  { event, version }: Versioned<Extract<CanonicalEvent, { type: "product.upserted" }>>,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    with l as (
      update "Listing" set
        "sentVersion" = greatest("sentVersion", ${version}), "sentAt" = ${now}, "updatedAt" = ${now},
        "state" = case when "version" = ${version} then 'synced' else "state" end,
        "reason" = case when "version" = ${version} then null else "reason" end,
        "reasonParams" = case when "version" = ${version} then null else "reasonParams" end
      where "id" = ${subjectId}::uuid and "shop" = ${shop}
      returning "variantId")
    update "SkuHistory" h set "sentAt" = ${now} from l
    where h."connectionId" = ${connectionId}::uuid and h."sku" = ${event.product.sku} and h."variantId" = l."variantId"`;
}

interface Versioned<E extends CanonicalEvent> {
  event: E;
  version: number;
}

async function refuse(
  tx: Transaction,
  { shop, connectionId, subjectId }: SettledRow,
  version: number,
  { outcome, message }: EventResult,
  now: Date,
): Promise<void> {
  const reason = outcome === "skipped" ? "catalog.event_skipped" : "catalog.event_refused";
  await tx.listing.updateMany({
    where: { id: subjectId, shop, version },
    data: { state: "failed", reason, reasonParams: { message: words(message) } },
  });
  await requestFeedback(tx, shop, connectionId, now);
}

async function settleRemoval(
  tx: Transaction,
  row: SettledRow,
  { event, version }: Versioned<ProductRemoved>,
  result: EventResult,
  now: Date,
): Promise<void> {
  const { shop, connectionId, subjectId } = row;
  const { sku } = event.product;
  const listing = await tx.listing.findFirst({ where: { id: subjectId, shop } });
  if (!listing) return;
  const gone = result.outcome !== "refused";
  if (gone) {
    const where = { shop, connectionId, sku, variantId: listing.variantId };
    await tx.skuHistory.updateMany({ where, data: { sentAt: null } });
  }
  if (listing.record === null) {
    if (!gone) return refuse(tx, row, version, result, now);
    const where = { id: subjectId, shop, sentVersion: { lt: version } };
    await tx.listing.updateMany({ where, data: { sentVersion: version, sentAt: now } });
    return;
  }
  // The listing is sold on under another SKU: the old one is no state of it.
  if (sku === listing.sku) return;
  const key = `listing:${subjectId}:sku`;
  if (gone) return clearProblem(tx, shop, key, now);
  const params = { sku, message: words(result.message) };
  await raiseProblem(tx, { shop, connectionId, key, code: "catalog.old_sku_stays", params, severity: "warning" }, now);
}

function words(message: string | null): string {
  return (message ?? "").slice(0, MOST_OF_A_MESSAGE);
}
