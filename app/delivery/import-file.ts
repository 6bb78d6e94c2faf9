/**
 * A large backlog goes to a channel that imports catalogues as files: up to a file's worth of updates is taken out of the
 * outbox at once. At most one file a connection is under way, and it is worked on by the delivery job, as batches are.
 *
 *   (none) --more than IMPORT_FROM updates wait--> claimed: its events are `importing`, like `sending` never touched
 *   claimed --uploaded--> under way --the channel is through--> (row gone; each event settled)
 *     |                      \--failed there, may succeed later, or unknown there by now--> claimed
 *     \--refused, or uploaded in vain MOST_TRIES times, or it stands still--> (row gone; its events are `sending`: they go
 *        out in batches, each with its own answer)
 *
 * Order: while a file is under way, other changes of listings wait; whatever changes meanwhile has a newer event, which goes
 * out after the file. A file names each SKU once and holds events in their order, and none is claimed while listings are
 * being sent in a batch. An upload whose answer was lost is made again: the same records, in a file that the channel
 * works off after the first (contract H25).
 */
import type { ImportFile } from "@prisma/client";

import type { ImportsCatalog } from "../channels/channel";
import type { Connection } from "../connections/connection";
import { bulky } from "../platform/bulky";
import type { Transaction } from "../platform/db";
import type { Failure } from "../platform/failure";

/** Up to here batches are fast enough, and tell of each item at once. */
export const IMPORT_FROM = 1_000;

export type ImportStep =
  /** Nothing goes by file: batches as always. */
  | { kind: "none" }
  /** A file got on: look again. */
  | { kind: "moved" }
  /** Listings wait until then, for a file to be worked off or to fill up. */
  | { kind: "waiting"; until: Date }
  | { kind: "trouble"; connection: Connection; failure: Failure };

export type Limits = ImportsCatalog["importLimits"];

interface Row {
  id: bigint;
  sku: string;
  bytes: number;
}

/**
 * Claims the oldest updates for a file. Call it under the connection's lock.
 * @param more claims only if more than so many wait
 */
export async function claimFile(
  tx: Transaction,
  { id: connectionId, shop }: Pick<Connection, "id" | "shop">,
  limits: Limits,
  more: number,
  now: Date,
): Promise<ImportFile | undefined> {
  const where = { connectionId, subjectKind: "listing", state: "sending" };
  if (await tx.outboxEvent.findFirst({ where, select: { id: true } })) return undefined;
  const least = Math.min(limits.maxProducts, more + 1);
  if (!(await thereAre(tx, connectionId, least))) return undefined;
  const rows = await tx.$queryRaw<Row[]>`
    select "id", "payload" -> 'product' ->> 'sku' as sku, octet_length(("payload" -> 'product')::text) + 2 as bytes
    from "OutboxEvent"
    where "connectionId" = ${connectionId}::uuid and "state" = 'pending' and "type" = 'product.upserted'
    order by "id" limit ${limits.maxProducts} for update`;
  if (rows.length < least) return undefined;
  const ids = fitting(rows, limits.maxBytes).map(({ id }) => id);
  await tx.$executeRaw`
    update "OutboxEvent" set "state" = 'importing', "attempts" = "attempts" + 1 where "id" = any(${bulky(ids)}::bigint[])`;
  return tx.importFile.create({ data: { shop, connectionId, rows: ids, movedAt: now, createdAt: now } });
}

/** Asked before any row is locked or read: while a file fills up, often and in vain. */
async function thereAre(tx: Transaction, connectionId: string, least: number): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as "count" from (
      select 1 from "OutboxEvent"
      where "connectionId" = ${connectionId}::uuid and "state" = 'pending' and "type" = 'product.upserted'
      limit ${least}) waiting`;
  return (found?.count ?? 0) >= least;
}

/** From the front, until the file is full or a SKU comes again. */
function fitting(rows: readonly Row[], maxBytes: number): Row[] {
  const skus = new Set<string>();
  let total = 0;
  const end = rows.findIndex(({ sku, bytes }, index) => {
    total += bytes;
    if (skus.has(sku)) return true;
    skus.add(sku);
    return index > 0 && total > maxBytes;
  });
  return rows.slice(0, end === -1 ? rows.length : end);
}

/** The file is given up: its events go out in batches, first of all, and with the ids they have. */
export async function backToBatches(tx: Transaction, { id, rows }: ImportFile): Promise<void> {
  await tx.$executeRaw`
    update "OutboxEvent" set "state" = 'sending' where "id" = any(${bulky(rows)}::bigint[]) and "state" = 'importing'`;
  await tx.importFile.deleteMany({ where: { id } });
}
