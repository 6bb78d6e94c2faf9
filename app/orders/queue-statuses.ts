import type { Connection } from "@prisma/client";

import { type OrderStatusChanged, orderEventId } from "../canonical/event";
import { type OrderStatus, orderStatus } from "../canonical/order";
import { addToOutbox } from "../delivery/outbox";
import type { Statements, Transaction } from "../platform/db";
import type { PlacedOrder } from "./placed-order";
import type { Tracking } from "./status";

export interface StatusNews {
  statuses: readonly OrderStatus[];
  tracking: Tracking | null;
  /** When it happened in the shop. */
  at: Date;
  /** For the shopper, where the word alone leaves them wondering. */
  note?: { en: string; ar: string };
}

/**
 * Queues words for the channel, in their order, with the order's new version and timeline in the caller's transaction.
 * Each has an outbox key of its own: a later word never swallows one that still waits.
 */
export async function queueStatuses(
  tx: Statements,
  placedOrderId: string,
  shop: string,
  news: StatusNews,
  now: Date,
): Promise<void> {
  if (news.statuses.length === 0) return;
  const { row, connection } = await remember(tx, placedOrderId, shop, news, now);
  // A connection that was given up is told nothing any more; the ledger goes on.
  if (connection.state === "disconnected") return;
  const before = row.statusVersion - news.statuses.length;
  const entries = news.statuses.map((status, index) => ({
    shop,
    connectionId: row.connectionId,
    key: `order:${row.id}:${before + index + 1}`,
    subjectKind: "order" as const,
    subjectId: row.id,
    event: eventOf(row, connection, status, before + index + 1, news),
  }));
  await addToOutbox(tx, entries, now);
}

type Told = Pick<
  PlacedOrder,
  "id" | "connectionId" | "channelOrderId" | "answeredId" | "shopifyOrderId" | "statusVersion"
>;
type Teller = Pick<Connection, "id" | "generation" | "state">;

/** The words on the order and in its timeline. @returns the order with its new version, and who is to tell the channel. */
async function remember(
  tx: Statements,
  placedOrderId: string,
  shop: string,
  { statuses, tracking }: StatusNews,
  now: Date,
): Promise<{ row: Told; connection: Teller }> {
  const words = [...statuses];
  const [found] = await tx.$queryRaw<{ row: Told; connection: Teller }[]>`
    with told as (
      update "PlacedOrder" set
        "status" = ${words.at(-1)}, "statusVersion" = "statusVersion" + ${words.length},
        "statuses" = coalesce("statuses", '{}') || ${words}, "tracking" = ${tracking && JSON.stringify(tracking)}::jsonb,
        "updatedAt" = ${now}
      where "id" = ${placedOrderId}::uuid and "shop" = ${shop}
      returning "id", "shop", "connectionId", "channelOrderId", "answeredId", "shopifyOrderId", "statusVersion"),
    lines as (
      insert into "OrderEvent" ("shop", "placedOrderId", "at", "kind", "detail")
      select told."shop", told."id", ${now}, 'status_queued', jsonb_build_object('status', word)
      from told cross join unnest(${words}::text[]) with ordinality as words (word, place) order by place)
    select
      jsonb_build_object('id', told."id", 'connectionId', told."connectionId", 'channelOrderId', told."channelOrderId",
        'answeredId', told."answeredId", 'shopifyOrderId', told."shopifyOrderId",
        'statusVersion', told."statusVersion") as "row",
      jsonb_build_object('id', c."id", 'generation', c."generation", 'state', c."state") as "connection"
    from told join "Connection" c on c."id" = told."connectionId" and c."shop" = told."shop"`;
  if (!found) throw new Error(`there is no order ${placedOrderId}`);
  return found;
}

/** What nobody is told any more after so long. */
const TELL_WITHIN_MS = 30 * 24 * 3_600_000;

/**
 * A new life of a connection begins with an empty outbox: where the last word of an order was never taken by the channel,
 * it is queued again, under an id of the new life.
 * @returns how many words were queued.
 */
export async function requeueUntold(
  tx: Transaction,
  { shop, connectionId }: { shop: string; connectionId: string },
  now: Date,
): Promise<number> {
  const connection = await tx.connection.findFirst({ where: { id: connectionId, shop } });
  if (!connection || connection.state === "disconnected") return 0;
  const receivedAt = { gte: new Date(now.getTime() - TELL_WITHIN_MS) };
  const rows = await tx.placedOrder.findMany({ where: { shop, connectionId, receivedAt, status: { not: null } } });
  const entries = rows.flatMap((row) => {
    const status = orderStatus.safeParse(row.status).data;
    if (!status || row.toldStatus === status) return [];
    const tracking = row.tracking as Tracking | null;
    const event = eventOf(row, connection, status, row.statusVersion, { statuses: [status], tracking, at: now });
    const key = `order:${row.id}:${row.statusVersion}`;
    return [{ shop, connectionId, key, subjectKind: "order" as const, subjectId: row.id, event }];
  });
  await addToOutbox(tx, entries, now);
  return entries.length;
}

function eventOf(
  row: Told,
  { id, generation }: Teller,
  status: OrderStatus,
  version: number,
  { tracking, at, note }: StatusNews,
): OrderStatusChanged {
  return {
    type: "order.status_changed",
    eventId: orderEventId(id, generation, row.id, version),
    occurredAt: at.toISOString(),
    channelOrderId: row.channelOrderId,
    shopOrderId: row.answeredId ?? row.shopifyOrderId,
    status,
    tracking,
    noteEn: note?.en ?? null,
    noteAr: note?.ar ?? null,
  };
}
