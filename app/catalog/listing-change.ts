/**
 * The states of a listing:
 *
 *   (none) --sold--> pending --the channel took it--> synced
 *                      |  \--the channel refused it--> failed(reason)
 *   pending, synced, failed --changed in the shop--> pending
 *   any --held back, the merchant must mend something--> skipped(reason)
 *   any --not offered any more, or gone--> removed(reason)
 *   skipped, removed --the channel refused to take it away--> failed(reason), without a record
 *   failed without a record --tried again, or its SKU is another item's by now--> removed
 *   skipped, removed, failed --sold again--> pending
 *
 * `record` is what it should be on the channel; null while it is not to be there. `version` counts every change, and an
 * answer about an older version changes no state (catalog/settle.ts), but for a removal that was refused: the channel has it.
 */
import { v7 as newId } from "uuid";

import type { CanonicalProduct } from "../canonical/product";
import type { OutboxEntry } from "../delivery/outbox";
import { allAspects, changedAspects } from "./compare";
import { happened, removalEntry, upsertEntry } from "./listing-events";
import { type ListingRow, hasRecord, recordOf } from "./listing-row";
import type { ServedConnection } from "./served-connections";
import type { Want } from "./want";

export interface ListingChange {
  /** Complete, as it should be stored. The same version as before: only its looks changed. */
  row: ListingRow;
  /** The state it had; undefined: it is new. */
  before: string | undefined;
  upsert: OutboxEntry | undefined;
  /** A SKU it does not sell under any more, and the event that would tell the channel, should it know the SKU. */
  released: { sku: string; removal: OutboxEntry } | undefined;
  /** A SKU it sells under from now on. */
  claimed: string | undefined;
}

/** What has to be written to make a listing what it should be; undefined: it is that already. Pure but for new ids. */
export function changeOf(want: Want, connection: ServedConnection, now: Date): ListingChange | undefined {
  const { listing, outcome } = want;
  if (outcome.kind === "sold") return sell(want, outcome.product, connection, now);
  if (!listing && outcome.kind === "away") return undefined;
  const state = outcome.kind === "held" ? "skipped" : "removed";
  const params = outcome.kind === "held" ? outcome.params : null;
  const same =
    listing?.state === state &&
    listing.reason === outcome.code &&
    sameParams(listing.reasonParams, params) &&
    !recordOf(listing);
  const record = recordOf(listing);
  // The channel refused to take it away: that stays to be seen until it is retried or sold again.
  if (listing?.state === "failed" && !record) return undefined;
  const asked = outcome.kind === "held" ? outcome.sku : undefined;
  const row = nextRow(want, connection, {
    sku: asked ?? listing?.sku ?? "",
    state,
    reason: outcome.code,
    reasonParams: params,
    record: null,
    version: (listing?.version ?? 0) + (same ? 0 : 1),
  });
  if (same && listing && row.sku === listing.sku) return looksChanged(listing, row) ? quiet(row, listing) : undefined;
  const removal = listing && record && removalEntry(row, listing.sku, record, happened(want, connection, now));
  return {
    row,
    before: listing?.state,
    upsert: undefined,
    released: removal && { sku: listing.sku, removal },
    claimed: undefined,
  };
}

/** The event that tells the channel the whole record anew, with a new id, although nothing changed in the shop. */
export function sendAgain(want: Want, connection: ServedConnection, now: Date): ListingChange | undefined {
  const { listing } = want;
  const record = recordOf(listing);
  if (!listing || !record) return undefined;
  const row = { ...listing, version: listing.version + 1 };
  return { ...quiet(row, listing), upsert: upsertEntry(row, record, allAspects, happened(want, connection, now)) };
}

function sell(
  want: Want,
  product: CanonicalProduct,
  connection: ServedConnection,
  now: Date,
): ListingChange | undefined {
  const { listing } = want;
  const same = listing !== undefined && hasRecord(listing, product);
  const before = same ? product : recordOf(listing);
  const aspects = before ? changedAspects(before, product) : allAspects;
  const unchanged = aspects.length === 0;
  const row = nextRow(want, connection, {
    sku: product.sku,
    state: unchanged && listing ? listing.state : "pending",
    reason: unchanged && listing ? listing.reason : null,
    reasonParams: unchanged && listing ? listing.reasonParams : null,
    record: product,
    version: (listing?.version ?? 0) + (unchanged ? 0 : 1),
  });
  if (unchanged) return listing && looksChanged(listing, row) ? quiet(row, listing) : undefined;
  const renamed = listing !== undefined && listing.sku !== product.sku;
  // Never told in this life of the connection, nothing that a lighter event could add to.
  const told = !before || renamed || listing?.sentVersion === 0 ? allAspects : aspects;
  const was = renamed ? removalEntry(row, listing.sku, before ?? product, happened(want, connection, now)) : undefined;
  return {
    row,
    before: listing?.state,
    upsert: upsertEntry(row, product, told, happened(want, connection, now)),
    released: was && listing ? { sku: listing.sku, removal: was } : undefined,
    claimed: !before || renamed ? product.sku : undefined,
  };
}

function nextRow(
  want: Want,
  connection: ServedConnection,
  next: Pick<ListingRow, "sku" | "state" | "reason" | "reasonParams" | "version"> & {
    record: CanonicalProduct | null;
  },
): ListingRow {
  const { listing, looks, reading, productId, variantId } = want;
  return {
    // In the order of time: what is written together lies together in the index, and is soon asked for together.
    id: listing?.id ?? newId(),
    shop: connection.shop,
    connectionId: connection.id,
    productId,
    variantId,
    inventoryItemId: looks?.inventoryItemId ?? listing?.inventoryItemId ?? "",
    stockFacts: looks?.stockFacts ?? listing?.stockFacts ?? {},
    requiresShipping: looks?.requiresShipping ?? listing?.requiresShipping ?? true,
    title: looks?.title ?? listing?.title ?? "",
    imageUrl: looks ? looks.imageUrl : (listing?.imageUrl ?? null),
    sentVersion: listing?.sentVersion ?? 0,
    sentAt: listing?.sentAt ?? null,
    sentSku: listing?.sentSku ?? null,
    productUpdatedAt: reading.facts?.updatedAt ?? deletedAt(want) ?? listing?.productUpdatedAt ?? null,
    readAt: reading.readAt,
    ...next,
  };
}

/** A deletion is newer than anything that was read before it. */
function deletedAt({ outcome, reading }: Want): Date | null {
  return outcome.kind === "away" ? reading.changedAt : null;
}

/** PostgreSQL keeps the keys of JSON in an order of its own. */
function sameParams(stored: unknown, params: Record<string, unknown> | null): boolean {
  const sorted = (value: unknown) => JSON.stringify(Object.entries(value ?? {}).sort());
  return sorted(stored) === sorted(params);
}

function looksChanged(before: ListingRow, after: ListingRow): boolean {
  const looks = ({ title, imageUrl, inventoryItemId, requiresShipping, stockFacts }: ListingRow) => {
    const { tracked, inventoryPolicy } = stockFacts as Record<string, unknown>;
    return JSON.stringify([title, imageUrl, inventoryItemId, requiresShipping, tracked, inventoryPolicy]);
  };
  return looks(before) !== looks(after);
}

function quiet(row: ListingRow, { state }: ListingRow): ListingChange {
  return { row, before: state, upsert: undefined, released: undefined, claimed: undefined };
}
