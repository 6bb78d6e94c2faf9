import { setImmediate } from "node:timers/promises";

import { requestFeedback } from "../connections/request-feedback";
import { type FileItem, IMPORT_FROM, addFile, outdateFiles } from "../delivery/import-file";
import { addToOutbox } from "../delivery/outbox";
import { type ColumnType, bulky, column } from "../platform/bulky";
import type { Statements } from "../platform/db";
import { together } from "../platform/sql";
import type { ListingChange } from "./listing-change";
import type { ListingRow } from "./listing-row";
import { lockEvents } from "./lock-events";
import {
  type Released,
  type SkuOf,
  dropOvertakenRemovals,
  freedByClaims,
  knownToChannel,
  soldByOthers,
} from "./removals";
import type { ServedConnection } from "./served-connections";
import { markStale } from "./stale";

/** What stands in a file that was written, for whoever uploads it soon (delivery/handoff.ts). */
export interface WrittenFile {
  id: string;
  items: FileItem[];
}

/**
 * Writes listings, their SKU history and their events, or a file in place of very many, all in the caller's transaction.
 * @returns the file
 */
export async function writeChanges(
  tx: Statements,
  connection: ServedConnection,
  changes: readonly ListingChange[],
  now: Date,
): Promise<WrittenFile | undefined> {
  if (changes.length === 0) return undefined;
  const records = changes.map(({ row }) => json(row.record));
  const written = changes.map(({ row }, index) => ({ row, record: records[index] ?? null }));
  const claimed = changes.flatMap(({ row, claimed: sku }) => (sku === undefined ? [] : [{ row, sku }]));
  const changing = changes.map(({ row }) => row);
  const freed = await freedByClaims(tx, connection, claimed, changing);
  await writeRows(tx, [...written, ...freed.map((row) => ({ row, record: null }))], now);
  await outdateFiles(tx, connection, changedBefore(changes));
  const released = await withSentAt(
    tx,
    connection,
    changes.flatMap(({ row, released: was }) => (was ? [{ row, ...was }] : [])),
  );
  const upserts = changes.flatMap(({ upsert }) => upsert ?? []);
  const byFile = upserts.length > IMPORT_FROM;
  // Otherwise one statement does it all, in that order (delivery/outbox.ts).
  if (byFile || claimed.length + released.length > 0) {
    const skus = claimed.map(({ sku }) => sku);
    await lockEvents(tx, connection, { listingIds: changedBefore(changes), skus });
  }
  await dropOvertakenRemovals(tx, connection, claimed, now);
  const known = await knownToChannel(tx, connection, released);
  const taken = await soldByOthers(tx, connection, released);
  const removals = released.filter(({ row }) => known.has(row.id) && !taken.has(row.id));
  await writeHistory(tx, connection, claimed, released, now);
  await addToOutbox(tx, [...removals.map(({ removal }) => removal), ...(byFile ? [] : upserts)], now);
  const file = byFile ? await writeFile(tx, connection, itemsOf(changes, records), now) : undefined;
  const left = freed.map(({ productId }) => ({ productId, changedAt: now }));
  await markStale(tx, connection.shop, left, now);
  if (freed.length > 0 || changes.some(isTrouble)) await requestFeedback(tx, connection.shop, "catalog", now);
  return file;
}

/** Something is wrong with it now, or was: the job that tells Shopify so looks at every listing, too much for every sale. */
function isTrouble({ row, before }: ListingChange): boolean {
  return [row.state, before].some((state) => state === "skipped" || state === "failed");
}

/** Those that a file may have as they were: a new one is in none. */
function changedBefore(changes: readonly ListingChange[]): string[] {
  return changes.flatMap(({ row, upsert, released }) => (row.version > 1 && (upsert || released) ? [row.id] : []));
}

/**
 * When the channel took each under the SKU it gives up. Asked once the rows are written, and locked with that: an answer may
 * have been settled since they were read.
 */
async function withSentAt<T extends SkuOf>(
  tx: Statements,
  { shop }: ServedConnection,
  released: readonly T[],
): Promise<(T & Released)[]> {
  if (released.length === 0) return [];
  const ids = released.map(({ row }) => row.id);
  const rows = await tx.$queryRaw<{ id: string; sentSku: string | null; sentAt: Date | null }[]>`
    select "id"::text as "id", "sentSku", "sentAt" from "Listing"
    where "id" = any(${bulky(ids)}::uuid[]) and "shop" = ${shop}`;
  const sent = new Map(rows.map((row) => [row.id, row]));
  return released.map((one) => {
    const { sentSku, sentAt } = sent.get(one.row.id) ?? {};
    return { ...one, sentAt: sentSku === one.sku ? (sentAt ?? null) : null };
  });
}

async function writeFile(
  tx: Statements,
  connection: ServedConnection,
  items: FileItem[],
  now: Date,
): Promise<WrittenFile> {
  const subjects = items.map(({ subjectId }) => subjectId);
  return { id: await addFile(tx, connection, subjects, now), items };
}

function itemsOf(changes: readonly ListingChange[], records: readonly (string | null)[]): FileItem[] {
  return changes.flatMap(({ upsert }, index) => {
    if (upsert?.event.type !== "product.upserted") return [];
    return [{ subjectId: upsert.subjectId, letters: records[index]?.length ?? 0, event: upsert.event }];
  });
}

/** About as much as a socket takes at once. */
const ROWS_A_STATEMENT = 200;

interface Written {
  row: ListingRow;
  /** Of the row, as text. */
  record: string | null;
}

/**
 * Part by part and without waiting: PostgreSQL writes one while the next is put into words. In the order of ids, as a
 * settlement of many does (settle.ts): two who lock the same rows in different orders would wait for each other.
 */
async function writeRows(tx: Statements, written: readonly Written[], now: Date): Promise<void> {
  const inOrder = written.toSorted(({ row: a }, { row: b }) => (a.id < b.id ? -1 : 1));
  const parts: Promise<void>[] = [];
  for (let at = 0; at < inOrder.length; at += ROWS_A_STATEMENT) {
    const part = writePart(tx, inOrder.slice(at, at + ROWS_A_STATEMENT), now);
    part.catch(() => undefined); // is waited for below
    parts.push(part);
    await setImmediate();
  }
  await together(...parts);
}

/**
 * One statement, a list a column: JSON of whole rows would cost PostgreSQL as much to read as the rows to write. Where the
 * version is as it was, state and reason stay: the channel may just have answered.
 */
async function writePart(tx: Statements, written: readonly Written[], now: Date): Promise<void> {
  const first = written[0]?.row;
  if (!first) return;
  const of = (type: ColumnType, read: (row: ListingRow) => string | number | null) =>
    column(
      written.map(({ row }) => read(row)),
      type,
    );
  const records = written.map(({ record }) => record);
  await tx.$executeRaw`
    insert into "Listing" ("id", "shop", "connectionId", "productId", "variantId", "inventoryItemId", "sku", "state", "reason",
      "reasonParams", "record", "stockFacts", "requiresShipping", "version", "title", "imageUrl", "productUpdatedAt", "readAt", "createdAt", "updatedAt")
    select r.id, ${first.shop}, ${first.connectionId}::uuid, r."productId", r."variantId", r."inventoryItemId", r.sku, r.state, r.reason,
      r."reasonParams", r.record, r."stockFacts", r."requiresShipping", r.version, r.title, r."imageUrl", r."productUpdatedAt", r."readAt", ${now}, ${now}
    from unnest(
      ${of("uuid", ({ id }) => id)}, ${of("text", ({ productId }) => productId)}, ${of("text", ({ variantId }) => variantId)},
      ${of("text", ({ inventoryItemId }) => inventoryItemId)}, ${of("text", ({ sku }) => sku)},
      ${of("text", ({ state }) => state)}, ${of("text", ({ reason }) => reason)},
      ${of("jsonb", ({ reasonParams }) => json(reasonParams))}, ${column(records, "json")},
      ${of("jsonb", ({ stockFacts }) => json(stockFacts))},
      ${of("boolean", ({ requiresShipping }) => String(requiresShipping))}, ${of("int", ({ version }) => version)},
      ${of("text", ({ title }) => title)}, ${of("text", ({ imageUrl }) => imageUrl)},
      ${of("timestamptz", ({ productUpdatedAt }) => productUpdatedAt?.toISOString() ?? null)},
      ${of("timestamptz", ({ readAt }) => readAt?.toISOString() ?? null)}
    ) as r(id, "productId", "variantId", "inventoryItemId", sku, state, reason, "reasonParams", record, "stockFacts",
      "requiresShipping", version, title, "imageUrl", "productUpdatedAt", "readAt")
    order by r.id
    on conflict ("connectionId", "variantId") do update set
      "inventoryItemId" = excluded."inventoryItemId", "sku" = excluded."sku", "record" = excluded."record",
      "stockFacts" = excluded."stockFacts", "requiresShipping" = excluded."requiresShipping",
      "version" = excluded."version", "title" = excluded."title",
      "imageUrl" = excluded."imageUrl", "productUpdatedAt" = excluded."productUpdatedAt", "readAt" = excluded."readAt",
      "updatedAt" = excluded."updatedAt",
      "state" = case when "Listing"."version" = excluded."version" then "Listing"."state" else excluded."state" end,
      "reason" = case when "Listing"."version" = excluded."version" then "Listing"."reason" else excluded."reason" end,
      "reasonParams" = case when "Listing"."version" = excluded."version" then "Listing"."reasonParams" else excluded."reasonParams" end`;
}

/** Text of JSON; a record that was read as text goes back as it is. */
function json(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

async function writeHistory(
  tx: Statements,
  { id, shop }: ServedConnection,
  claimed: readonly SkuOf[],
  released: readonly Released[],
  now: Date,
): Promise<void> {
  if (released.length > 0) {
    const given = released.map(({ row, sku, sentAt }) => ({ sku, v: row.variantId, sentAt }));
    await tx.$executeRaw`
      insert into "SkuHistory" ("shop", "connectionId", "sku", "variantId", "retiredAt", "sentAt")
      select ${shop}, ${id}::uuid, r.sku, r.v, ${now}, r."sentAt"
      from jsonb_to_recordset(${bulky(JSON.stringify(given))}::jsonb) as r(sku text, v text, "sentAt" timestamptz)
      on conflict ("connectionId", "sku", "variantId") do update set
        "retiredAt" = excluded."retiredAt", "sentAt" = coalesce(excluded."sentAt", "SkuHistory"."sentAt")`;
  }
  if (claimed.length === 0) return;
  await tx.$executeRaw`
    update "SkuHistory" h set "retiredAt" = null
    from unnest(${bulky(claimed.map(({ sku }) => sku))}::text[], ${bulky(claimed.map(({ row }) => row.variantId))}::text[]) as c(sku, v)
    where h."connectionId" = ${id}::uuid and h."sku" = c.sku and h."variantId" = c.v`;
}
