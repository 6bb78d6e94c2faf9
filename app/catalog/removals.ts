import { Prisma } from "@prisma/client";

import { bulky, column } from "../platform/bulky";
import type { Statements } from "../platform/db";
import type { ListingRow } from "./listing-row";
import { rowColumns } from "./read-listings";
import type { ServedConnection } from "./served-connections";

/** A listing, and a SKU that it claims or gives up. */
export interface SkuOf {
  row: ListingRow;
  sku: string;
}

export interface Released extends SkuOf {
  /** When the channel last took the listing under the SKU; null where it never did. */
  sentAt: Date | null;
}

/**
 * Which of these listings the channel may have an item of under the SKU they give up: it took one under it, or is being
 * sent one, of this listing or of one that had the SKU before and whose own removal was dropped when it passed on
 * ({@link dropOvertakenRemovals}). Told to remove what it never saw, a channel without a deletion would make an item with
 * no stock of it; that does not happen, because `sentAt` is when the channel took the SKU in this life of the connection,
 * and is forgotten for everybody once the SKU's removal is settled. An item that another listing sells stays:
 * {@link soldByOthers}.
 * What waits for a listing in the outbox, unsent, is dropped: it is overtaken.
 */
export async function knownToChannel(
  tx: Statements,
  connection: ServedConnection,
  released: readonly Released[],
): Promise<Set<string>> {
  if (released.length === 0) return new Set();
  const ids = released.map(({ row }) => row.id);
  await tx.$executeRaw`
    delete from "OutboxEvent" o using unnest(${bulky(ids)}::uuid[]) as r(id)
    where o."subjectKind" = 'listing' and o."subjectId" = r.id and o."connectionId" = ${connection.id}::uuid
      and o."key" = 'listing:' || r.id and o."state" in ('pending', 'failed')`;
  const skus = JSON.stringify(released.map(({ row, sku, sentAt }) => ({ id: row.id, sku, sentAt })));
  const since = connection.connectedAt ?? new Date(0);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select r.id::text as id from jsonb_to_recordset(${bulky(skus)}::jsonb) as r(id uuid, sku text, "sentAt" timestamptz)
    where r."sentAt" >= ${since} or exists (
      select 1 from "SkuHistory" h
      where h."connectionId" = ${connection.id}::uuid and h."sku" = r.sku and h."sentAt" >= ${since})
    or r.sku in (
      select o."payload" -> 'product' ->> 'sku' from "OutboxEvent" o
      where o."connectionId" = ${connection.id}::uuid and o."state" = 'sending' and o."type" = 'product.upserted')
    or r.sku in (select unnest(f."skus") from "ImportFile" f where f."connectionId" = ${connection.id}::uuid)`;
  return new Set(rows.map(({ id }) => id));
}

/**
 * Which of these listings gave up a SKU that another one sells under, now or since long ago: the channel's item under it
 * is that other's, and is not taken away. Asked when the listings are written.
 */
export async function soldByOthers(
  tx: Statements,
  connection: ServedConnection,
  released: readonly SkuOf[],
): Promise<Set<string>> {
  if (released.length === 0) return new Set();
  const ids = column(
    released.map(({ row }) => row.id),
    "uuid",
  );
  const skus = column(
    released.map(({ sku }) => sku),
    "text",
  );
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select r.id::text as id from unnest(${ids}, ${skus}) as r(id, sku)
    where exists (
      select 1 from "Listing" l
      where l."connectionId" = ${connection.id}::uuid and l."sku" = r.sku and l."record" is not null and l."id" <> r.id)`;
  return new Set(rows.map(({ id }) => id));
}

/**
 * Listings that the channel refused to take away, under SKUs that are sold again: with the refused removal dropped
 * ({@link dropOvertakenRemovals}) nothing is left to retry, and they are off the channel. As they are to be written; why they
 * left, the next reading of their products tells. One with a removal of another SKU refused stays as it is.
 * @param changing what is written anyway, as it will be
 */
export async function freedByClaims(
  tx: Statements,
  connection: ServedConnection,
  claimed: readonly SkuOf[],
  changing: readonly ListingRow[],
): Promise<ListingRow[]> {
  if (claimed.length === 0) return [];
  const skus = () => Prisma.sql`${bulky(claimed.map(({ sku }) => sku))}::text[]`;
  const refused = Prisma.sql`
    select o."payload" -> 'product' ->> 'sku' from "OutboxEvent" o
    where o."subjectKind" = 'listing' and o."subjectId" = l."id" and o."connectionId" = l."connectionId"
      and o."type" = 'product.removed' and o."state" = 'failed'`;
  const rows = await tx.$queryRaw<ListingRow[]>`
    select ${rowColumns} from "SkuHistory" h
    join "Listing" l on l."connectionId" = h."connectionId" and l."variantId" = h."variantId"
    where h."connectionId" = ${connection.id}::uuid and h."sku" = any(${skus()}) and l."state" = 'failed'
      and l."record" is null and h."sku" in (${refused}) and ${skus()} @> array(${refused})`;
  const written = new Set(changing.map(({ id }) => id));
  const freed = new Map(rows.flatMap((row) => (written.has(row.id) ? [] : [[row.id, row] as const])));
  return [...freed.values()].map((row) => {
    return { ...row, state: "removed", reason: null, reasonParams: null, version: row.version + 1 };
  });
}

/**
 * A SKU that is sold again, by whomever: removals of it that still wait would come after its upsert and undo it. Those
 * being sent come before it, as one connection's events go out one batch after another. That one was refused is no problem
 * any more: the SKU is somebody's again.
 */
export async function dropOvertakenRemovals(
  tx: Statements,
  connection: ServedConnection,
  claimed: readonly SkuOf[],
  now: Date,
): Promise<void> {
  if (claimed.length === 0) return;
  const skus = claimed.map(({ sku }) => sku);
  await tx.$executeRaw`
    with dropped as (
      delete from "OutboxEvent" o using "SkuHistory" h, "Listing" l
      where h."connectionId" = ${connection.id}::uuid and h."sku" = any(${bulky(skus)}::text[])
        and l."connectionId" = h."connectionId" and l."variantId" = h."variantId"
        and o."subjectKind" = 'listing' and o."subjectId" = l."id" and o."connectionId" = h."connectionId"
        and o."type" = 'product.removed' and o."state" in ('pending', 'failed')
        and o."payload" -> 'product' ->> 'sku' = h."sku"
      returning o."subjectId", h."sku")
    update "Problem" p set "clearedAt" = ${now} from dropped d
    where p."shop" = ${connection.shop} and p."key" = 'listing:' || d."subjectId" || ':sku' and p."clearedAt" is null
      and p."params" ->> 'sku' = d."sku"`;
}
