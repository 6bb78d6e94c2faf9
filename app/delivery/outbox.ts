/**
 * The outbox: canonical events waiting for a connection, written in the transaction of the state they follow from.
 *
 *   pending --claimed by a batch--> sending --applied, duplicate, skipped--> (row gone; its subject settled)
 *                                     |  \--refused--> failed (kept for the merchant; the next real change of its key takes over)
 *                                     \--transport trouble or a dead process--> sent again as it is, same event id
 *   pending --one of very many--> (row gone; its subject stands in a file, import-file.ts)
 *
 * At most one event a key is pending: a newer change replaces it (with the union of what changed), so that a burst of a
 * thousand stock changes is one event. A row that is being sent is never touched; the newer change waits beside it, until
 * the answer is settled. What a refused event had changed goes into the event that takes over from it.
 */
import type { CanonicalEvent } from "../canonical/event";
import { requestDelivery } from "../connections/request-delivery";
import { bulky } from "../platform/bulky";
import type { Statements } from "../platform/db";

export type SubjectKind = "listing" | "order";

export interface OutboxEntry {
  shop: string;
  connectionId: string;
  /** "listing:<id>", "listing:<id>:sku:<sku>" for a SKU it gave up, or "order:<id>:<n>" where each status counts. */
  key: string;
  subjectKind: SubjectKind;
  subjectId: string;
  event: CanonicalEvent;
}

/**
 * Adds events and the job that sends them; entries of one call must differ in key. An event that is being sent this
 * moment is not added again: it is the same event.
 */
export async function addToOutbox(tx: Statements, entries: readonly OutboxEntry[], now: Date): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({
    shop: entry.shop,
    connectionId: entry.connectionId,
    key: entry.key,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId,
    eventId: entry.event.eventId,
    type: entry.event.type,
    payload: entry.event,
    changedAt: entry.event.occurredAt,
  }));
  // A change that undoes a removal, or a removal of something changed, is simply the newer event. Of two upserts the
  // newer record counts, and everything that either of them changed. An event that was refused before and is added once
  // more gets an id of its own, as a retry does (retry-failed.ts). The last condition is put so that it is one look into the
  // index an event; as "not exists" it becomes a join with everything that is under way.
  await tx.$executeRaw`
    insert into "OutboxEvent" ("shop", "connectionId", "key", "subjectKind", "subjectId", "eventId", "type", "payload", "changedAt", "createdAt")
    select r.shop, r."connectionId", r.key, r."subjectKind", r."subjectId", fresh.id, r.type,
      jsonb_set(r.payload, '{eventId}', to_jsonb(fresh.id)), r."changedAt", ${now}
    from jsonb_to_recordset(${bulky(JSON.stringify(rows))}::jsonb) as r(
      shop text, "connectionId" uuid, key text, "subjectKind" text, "subjectId" uuid, "eventId" text, type text, payload jsonb, "changedAt" timestamptz)
    cross join lateral (
      select r."eventId" || coalesce('-r' || (1 + max(coalesce(substring(f."eventId" from '-r(\\d+)$')::int, 0))), '') as id
      from "OutboxEvent" f
      where f."subjectKind" = r."subjectKind" and f."subjectId" = r."subjectId" and f."connectionId" = r."connectionId"
        and f."state" = 'failed' and regexp_replace(f."eventId", '-r\\d+$', '') = r."eventId") fresh
    where coalesce((
      select s."state" from "OutboxEvent" s
      where s."connectionId" = r."connectionId" and s."eventId" = fresh.id), '') <> 'sending'
    order by r.key
    on conflict ("connectionId", "key") where "state" = 'pending' do update set
      "eventId" = excluded."eventId", "type" = excluded."type", "attempts" = 0,
      "changedAt" = least("OutboxEvent"."changedAt", excluded."changedAt"),
      "payload" = case
        when "OutboxEvent"."type" = 'product.upserted' and excluded."type" = 'product.upserted'
        then jsonb_set(excluded."payload", '{changed}', (
          select jsonb_agg(distinct aspect)
          from jsonb_array_elements(("OutboxEvent"."payload" -> 'changed') || (excluded."payload" -> 'changed')) as aspect))
        else excluded."payload" end`;
  const connections = new Map(rows.map((row) => [row.connectionId, row.shop]));
  for (const [connectionId, shop] of connections) await requestDelivery(tx, shop, connectionId);
}
