/**
 * Many listings at once go to a channel that imports catalogues as a file. Whoever changes very many, a sync above all,
 * writes a file that names them instead of an event for each; a large backlog of events becomes one too. What stands in a
 * file is read at its upload: the newest there is. The process that has just written it need not read it (handoff.ts).
 *
 *   (none) --very many changed, or more than IMPORT_FROM updates wait--> waiting
 *   waiting --its turn, and no listing is being sent in a batch--> uploading: what is uploaded of each is stored first
 *   uploading --the channel took it--> under way --the channel is through--> (row gone; each listing settled)
 *     |                                   \--failed there, may succeed later, or unknown there by now--> waiting
 *     \--refused, or uploaded in vain MOST_TRIES times, or it stands still--> (row gone; its listings have events again,
 *        which go out in batches, each with its own answer)
 *
 * Order: one file after another, in the order in which they were written. While there is one, other changes of listings
 * wait: what changes meanwhile has a newer event, which goes out after the file. An event that waited when the file was
 * written is gone with it. A listing with an event that is sent again and again in vain (a suspect) is left out and becomes
 * a file of its own: when the first one is through the channel is known to answer, and that event is settled. An upload
 * whose answer was lost is made again: in a file that the channel works off after the first (contract H25).
 */
import type { Connection } from "@prisma/client";

import type { ProductUpserted } from "../canonical/event";
import type { ImportsCatalog } from "../channels/channel";
import { lockConnection } from "../connections/connection";
import { requestDelivery } from "../connections/request-delivery";
import { bulky } from "../platform/bulky";
import type { Statements } from "../platform/db";
import type { Failure } from "../platform/failure";
import { SUSPECT_AFTER } from "./claim";
import { type FileHead, dropFile, insertFile, listsOf } from "./file-rows";
import { addToOutbox } from "./outbox";
import type { Settlers } from "./settle";

/** Up to here batches are fast enough, and tell of each item at once. */
export const IMPORT_FROM = 1_000;

export type ImportStep =
  /** Nothing goes by file: batches as always. */
  | { kind: "none" }
  /** A file got on: look again. */
  | { kind: "moved" }
  /** Listings wait until then, for a file to be worked off. */
  | { kind: "waiting"; until: Date }
  | { kind: "trouble"; connection: Connection; failure: Failure };

/** A listing as it is at this moment, whole, in the event that would tell the channel so. */
export interface FileItem {
  subjectId: string;
  /** Letters of the record, as text. */
  letters: number;
  event: ProductUpserted;
}

type Home = Pick<Connection, "id" | "shop">;

/**
 * Writes a file of these listings, in the transaction in which they changed. Events of theirs that wait, or were refused,
 * are overtaken.
 * @returns the file's id
 */
export async function addFile(
  tx: Statements,
  { id: connectionId, shop }: Home,
  subjects: readonly string[],
  now: Date,
): Promise<string> {
  await tx.$executeRaw`
    delete from "OutboxEvent" where "subjectKind" = 'listing' and "subjectId" = any(${bulky(subjects)}::uuid[])
      and "connectionId" = ${connectionId}::uuid and "type" = 'product.upserted' and "state" in ('pending', 'failed')`;
  const lists = { subjects: [...subjects], eventIds: [], skus: [] };
  const id = await insertFile(tx, { shop, connectionId, movedAt: now, createdAt: now }, lists);
  await requestDelivery(tx, shop, connectionId);
  return id;
}

/**
 * Listings changed: a file that has them as they were, and is not uploaded yet, is read anew (handoff.ts). One whose upload is
 * being noted at this moment is waited for; its names are then there to be found, and the new events come after it.
 */
export async function outdateFiles(tx: Statements, { id, shop }: Home, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  await tx.$executeRaw`
    update "ImportFile" f set "outdated" = true
    where f."connectionId" = ${id}::uuid and f."shop" = ${shop} and f."tries" = 0 and not f."outdated" and exists (
      select 1 from unnest(f."subjects") as subject(id) join unnest(${bulky(subjects)}::uuid[]) as changed(id)
        on changed.id = subject.id)`;
}

/**
 * Makes a file of the oldest updates in the outbox, where more than IMPORT_FROM wait. Call it under the connection's lock.
 * @returns whether it did
 */
export async function fileBacklog(
  tx: Statements,
  home: Home,
  { maxProducts }: ImportsCatalog["importLimits"],
  now: Date,
): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as "count" from (
      select 1 from "OutboxEvent"
      where "connectionId" = ${home.id}::uuid and "state" = 'pending' and "type" = 'product.upserted'
      limit ${IMPORT_FROM + 1}) waiting`;
  if ((found?.count ?? 0) <= IMPORT_FROM) return false;
  // The oldest, locked in the order of their keys, as whoever adds events does (outbox.ts).
  const rows = await tx.$queryRaw<{ id: string; subjectId: string }[]>`
    select "id"::text as "id", "subjectId"::text as "subjectId" from "OutboxEvent"
    where "state" = 'pending' and "type" = 'product.upserted' and "id" in (
      select "id" from "OutboxEvent"
      where "connectionId" = ${home.id}::uuid and "state" = 'pending' and "type" = 'product.upserted'
      order by "id" limit ${maxProducts})
    order by "key" for update`;
  const oldestFirst = rows.toSorted((a, b) => Number(a.id) - Number(b.id));
  await addFile(
    tx,
    home,
    oldestFirst.map(({ subjectId }) => subjectId),
    now,
  );
  return true;
}

/**
 * Listings are being sent in a batch, or were when a process died: a file has to wait for the answers. Not for those of
 * suspects (claim.ts): one that never gets an answer would hold up every file for ever. See {@link withoutSuspects}.
 */
export async function areBeingSent(tx: Statements, { id, shop }: Home): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from "OutboxEvent"
    where "connectionId" = ${id}::uuid and "shop" = ${shop} and "subjectKind" = 'listing' and "state" = 'sending'
      and "attempts" < ${SUSPECT_AFTER} limit 1`;
  return rows.length > 0;
}

/** The items that no suspect is about, nor the SKU of one: these must not pass it, as in a batch. */
export async function withoutSuspects(
  tx: Statements,
  { connectionId, shop }: Pick<FileHead, "shop" | "connectionId">,
  items: readonly FileItem[],
): Promise<FileItem[]> {
  const suspects = await tx.$queryRaw<{ subjectId: string; sku: string }[]>`
    select "subjectId"::text as "subjectId", "payload" -> 'product' ->> 'sku' as "sku" from "OutboxEvent"
    where "connectionId" = ${connectionId}::uuid and "shop" = ${shop} and "subjectKind" = 'listing'
      and "state" = 'sending' and "attempts" >= ${SUSPECT_AFTER}`;
  const subjects = new Set(suspects.map(({ subjectId }) => subjectId));
  const skus = new Set(suspects.map(({ sku }) => sku));
  return items.filter(({ subjectId, event }) => !subjects.has(subjectId) && !skus.has(event.product.sku));
}

/**
 * Puts listings of a file into events of their own. These count as being sent, so that they do not become a file again, and
 * go first.
 */
export async function intoEvents(
  tx: Statements,
  { shop, connectionId }: Pick<FileHead, "shop" | "connectionId">,
  items: readonly FileItem[],
  now: Date,
): Promise<void> {
  const entries = items.map(({ subjectId, event }) => {
    const key = `listing:${subjectId}`;
    return { shop, connectionId, key, subjectKind: "listing" as const, subjectId, event };
  });
  await addToOutbox(tx, entries, now);
  await tx.$executeRaw`
    update "OutboxEvent" set "state" = 'sending'
    where "connectionId" = ${connectionId}::uuid and "state" = 'pending'
      and "key" = any(${bulky(entries.map(({ key }) => key))}::text[])`;
}

/**
 * The file is given up: its listings go out in batches. The catalogue's lock, which reading them takes, comes before the
 * connection's, here as everywhere: two who take them in another order would wait for each other.
 */
export async function giveUpFile(
  tx: Statements,
  settlers: Pick<Settlers, "items">,
  file: FileHead,
  now: Date,
): Promise<void> {
  const lists = await listsOf(tx, file);
  const items = await settlers.items(tx, file, lists?.subjects ?? []);
  await lockConnection(tx, { id: file.connectionId, shop: file.shop });
  if (await dropFile(tx, file)) await intoEvents(tx, file, items, now);
}
