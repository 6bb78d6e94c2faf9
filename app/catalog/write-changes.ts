import { requestFeedback } from "../connections/request-feedback";
import { addToOutbox } from "../delivery/outbox";
import { bulky } from "../platform/bulky";
import type { Transaction } from "../platform/db";
import type { ListingChange } from "./listing-change";
import type { ListingRow } from "./listing-row";
import { dropOvertakenRemovals, knownToChannel } from "./removals";
import type { ServedConnection } from "./served-connections";

/**
 * Writes listings, their SKU history and their events, all in the caller's transaction.
 * @param owners who has each released SKU now: what another variant sells under is not removed from the channel.
 */
export async function writeChanges(
  tx: Transaction,
  connection: ServedConnection,
  changes: readonly ListingChange[],
  owners: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  if (changes.length === 0) return;
  await writeRows(
    tx,
    changes.map(({ row }) => row),
    now,
  );
  const claimed = changes.flatMap(({ row, claimed: sku }) => (sku === undefined ? [] : [{ row, sku }]));
  const released = changes.flatMap(({ row, released: was }) => (was ? [{ row, ...was }] : []));
  await dropOvertakenRemovals(tx, connection, claimed);
  const known = await knownToChannel(tx, connection, released);
  const removals = released.filter(
    (one) => known.has(one.row.id) && (owners.get(one.sku) ?? one.row.variantId) === one.row.variantId,
  );
  await writeHistory(tx, connection, claimed, released, now);
  const upserts = changes.flatMap(({ upsert }) => upsert ?? []);
  await addToOutbox(tx, [...removals.map(({ removal }) => removal), ...upserts], now);
  await requestFeedback(tx, connection.shop, "catalog", now);
}

/** One statement. Where the version is as it was, state and reason stay: the channel may just have answered. */
async function writeRows(tx: Transaction, rows: readonly ListingRow[], now: Date): Promise<void> {
  await tx.$executeRaw`
    insert into "Listing" ("id", "shop", "connectionId", "productId", "variantId", "inventoryItemId", "sku", "state", "reason",
      "reasonParams", "record", "stockFacts", "version", "title", "imageUrl", "productUpdatedAt", "readAt", "createdAt", "updatedAt")
    select r.id, r.shop, r."connectionId", r."productId", r."variantId", r."inventoryItemId", r.sku, r.state, r.reason,
      nullif(r."reasonParams", 'null'::jsonb), nullif(r.record, 'null'::jsonb), r."stockFacts", r.version, r.title, r."imageUrl",
      r."productUpdatedAt", r."readAt", ${now}, ${now}
    from jsonb_to_recordset(${bulky(JSON.stringify(rows))}::jsonb) as r(
      id uuid, shop text, "connectionId" uuid, "productId" text, "variantId" text, "inventoryItemId" text, sku text, state text,
      reason text, "reasonParams" jsonb, record jsonb, "stockFacts" jsonb, version int, title text, "imageUrl" text,
      "productUpdatedAt" timestamptz, "readAt" timestamptz)
    order by r.id
    on conflict ("connectionId", "variantId") do update set
      "inventoryItemId" = excluded."inventoryItemId", "sku" = excluded."sku", "record" = excluded."record",
      "stockFacts" = excluded."stockFacts", "version" = excluded."version", "title" = excluded."title",
      "imageUrl" = excluded."imageUrl", "productUpdatedAt" = excluded."productUpdatedAt", "readAt" = excluded."readAt",
      "updatedAt" = excluded."updatedAt",
      "state" = case when "Listing"."version" = excluded."version" then "Listing"."state" else excluded."state" end,
      "reason" = case when "Listing"."version" = excluded."version" then "Listing"."reason" else excluded."reason" end,
      "reasonParams" = case when "Listing"."version" = excluded."version" then "Listing"."reasonParams" else excluded."reasonParams" end`;
}

interface SkuOf {
  row: ListingRow;
  sku: string;
}

async function writeHistory(
  tx: Transaction,
  { id, shop }: ServedConnection,
  claimed: readonly SkuOf[],
  released: readonly SkuOf[],
  now: Date,
): Promise<void> {
  const pairs = (list: readonly SkuOf[]) => {
    return bulky(JSON.stringify(list.map(({ row, sku }) => ({ sku, v: row.variantId }))));
  };
  if (released.length > 0) {
    await tx.$executeRaw`
      update "SkuHistory" h set "retiredAt" = ${now}
      from jsonb_to_recordset(${pairs(released)}::jsonb) as r(sku text, v text)
      where h."connectionId" = ${id}::uuid and h."sku" = r.sku and h."variantId" = r.v`;
  }
  if (claimed.length === 0) return;
  await tx.$executeRaw`
    insert into "SkuHistory" ("shop", "connectionId", "sku", "variantId", "firstSeenAt")
    select ${shop}, ${id}::uuid, c.sku, c.v, ${now} from jsonb_to_recordset(${pairs(claimed)}::jsonb) as c(sku text, v text)
    on conflict ("connectionId", "sku", "variantId") do update set "retiredAt" = null`;
}
