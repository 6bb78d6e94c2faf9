import { productEventId } from "../canonical/event";
import type { CanonicalProduct, ProductAspect } from "../canonical/product";
import type { OutboxEntry } from "../delivery/outbox";
import type { ListingRow } from "./listing-row";
import type { ServedConnection } from "./served-connections";
import type { Want } from "./want";

/** Where and when an event of a listing belongs. */
export interface Happened {
  connection: ServedConnection;
  at: Date;
}

/**
 * When the change happened in the shop: as the webhook said; else Shopify's stamp, where it is newer than what we knew
 * (a webhook got lost); else now, because it is our own rules or our first look that changed something.
 */
export function happened({ listing, reading }: Want, connection: ServedConnection, now: Date): Happened {
  const stamp = reading.facts?.updatedAt;
  const known = listing?.productUpdatedAt;
  const at = reading.changedAt ?? (stamp && known && stamp > known ? stamp : now);
  return { connection, at: at > now ? now : at };
}

/** The complete record, under the version of the row. */
export function upsertEntry(
  row: ListingRow,
  product: CanonicalProduct,
  changed: ProductAspect[],
  { connection, at }: Happened,
): OutboxEntry {
  const eventId = productEventId(connection.id, connection.generation, row.variantId, row.version);
  const occurredAt = at.toISOString();
  return entry(row, `listing:${row.id}`, { type: "product.upserted", eventId, occurredAt, product, changed });
}

/**
 * For the SKU it had. Keyed by that SKU: an upsert under another one must not replace it, and one under the same drops it
 * (catalog/removals.ts). Its id differs from the id of the upsert that the same version may send for the new SKU.
 */
export function removalEntry(
  row: ListingRow,
  sku: string,
  record: CanonicalProduct,
  { connection, at }: Happened,
): OutboxEntry {
  const eventId = productEventId(connection.id, connection.generation, `${row.variantId}-was`, row.version);
  const product = { ...record, sku: sku as CanonicalProduct["sku"] };
  const key = `listing:${row.id}:sku:${sku}`;
  return entry(row, key, { type: "product.removed", eventId, occurredAt: at.toISOString(), product });
}

function entry(row: ListingRow, key: string, event: OutboxEntry["event"]): OutboxEntry {
  return { shop: row.shop, connectionId: row.connectionId, key, subjectKind: "listing", subjectId: row.id, event };
}
