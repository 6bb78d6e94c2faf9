import { randomUUID } from "node:crypto";

import type { Connection } from "@prisma/client";

import type { CanonicalOrder } from "../canonical/order";
import { raiseProblem } from "../connections/problems";
import type { Statements } from "../platform/db";
import type { Effects } from "../platform/effects";
import { together } from "../platform/sql";
import { keepDelivery } from "./inbox";
import {
  type PlacedOrder,
  findPlacedOrder,
  isUnderWay,
  orderHashOf,
  problemKeys,
  recordOrderEvent,
  recordOrderStep,
  requestCreate,
  requestLostCreate,
  sourceIdentifierOf,
} from "./placed-order";

/** After this long without an outcome, a repeat of the order asks for its job once more, should that have been lost. */
const STALE_MS = 60_000;

export interface ReceivedOrder {
  /** stored: seen for the first time. conflict: another order under the same number; the first one stands. */
  outcome: "stored" | "repeated" | "conflict";
  placedOrderId: string;
  /** As it stood before, when it was known. */
  known: PlacedOrder | undefined;
}

type Placed = { deliveryId: string; rawBody: Buffer; order: CanonicalOrder };
type Home = Pick<Connection, "id" | "shop" | "channel">;

/**
 * Takes an order a channel placed: the delivery, the placed order (under its lasting key), the first line of its
 * timeline and the job that makes the Shopify order commit together. Of equal orders at the same moment the database's
 * unique keys let one through; the others find it. A repeat brings nothing new: it is counted and costs next to
 * nothing, so that a channel that repeats itself impatiently cannot drown the work it is waiting for.
 * @param jobAt when the job runs, should nobody have made the order before; now, unless told.
 */
export async function receiveOrder(
  effects: Pick<Effects, "sql" | "clock">,
  connection: Home,
  placed: Placed,
  jobAt?: Date,
): Promise<ReceivedOrder> {
  const now = effects.clock.now();
  const id = randomUUID();
  const facts = factsOf(placed.order);
  const known = await findPlacedOrder(effects.sql, connection, placed.order.channelOrderId);
  if (known && known.orderHash === facts.orderHash) {
    await countRepeat(effects.sql, known, now);
    if (isStale(known, now)) await requestLostCreate(effects.sql, known);
    return { outcome: "repeated", placedOrderId: known.id, known };
  }
  return effects.sql.transaction(async (tx) => {
    const added = await addPlacedOrder(tx, connection, placed.order, { ...facts, id, now });
    const first = added ? undefined : await findFirst(tx, connection, placed.order.channelOrderId);
    const outcome = first ? compare(first, facts.orderHash) : "stored";
    const settled = outcome === "conflict" ? { state: "failed" as const, reason: "order.conflict" } : doneDelivery;
    const { deliveryId, rawBody } = placed;
    const delivery = { deliveryId, rawBody, topic: "order.placed", placedOrderId: first?.id ?? id };
    const kept = keepDelivery(tx, connection, delivery, settled, now);
    if (!first) {
      await together(kept, begin(tx, connection, { id, shop: connection.shop }, placed.order, { now, jobAt }));
    } else if (outcome === "conflict") await together(kept, reportConflict(tx, first, now));
    else await together(kept, repeat(tx, first, placed.order, now));
    return { outcome, placedOrderId: first?.id ?? id, known: first };
  });
}

const doneDelivery = { state: "done" as const };

interface Facts {
  /** JSON */
  order: string;
  orderHash: string;
  totalFils: number | null;
  customerName: string | null;
  test: boolean;
}

function factsOf(order: CanonicalOrder): Facts {
  const { totalFils, customer, test } = order;
  return {
    order: JSON.stringify(order),
    orderHash: orderHashOf(order),
    totalFils,
    customerName: customer.name,
    test,
  };
}

/** @returns false when there is one under its keys. */
async function addPlacedOrder(
  tx: Statements,
  { id: connectionId, shop, channel }: Home,
  { channelOrderId }: CanonicalOrder,
  { id, order, orderHash, totalFils, customerName, test, now }: Facts & { id: string; now: Date },
): Promise<boolean> {
  const key = sourceIdentifierOf(shop, channel, channelOrderId);
  const added = await tx.$executeRaw`
    insert into "PlacedOrder" (
      "id", "shop", "connectionId", "channel", "channelOrderId", "sourceIdentifier", "order", "orderHash", "totalFils",
      "customerName", "test", "receivedAt", "updatedAt")
    values (
      ${id}::uuid, ${shop}, ${connectionId}::uuid, ${channel}, ${channelOrderId}, ${key}, ${order}::jsonb, ${orderHash},
      ${totalFils}, ${customerName}, ${test}, ${now}, ${now})
    on conflict do nothing`;
  return added === 1;
}

async function findFirst(tx: Statements, connection: Home, channelOrderId: string): Promise<PlacedOrder> {
  const first = await findPlacedOrder(tx, connection, channelOrderId);
  if (!first) throw new Error("the key of an order is taken, and there is no order");
  return first;
}

/** No outcome for so long that its job may have got lost. */
function isStale({ state, receivedAt }: PlacedOrder, now: Date): boolean {
  return isUnderWay({ state }) && now.getTime() - receivedAt.getTime() > STALE_MS;
}

/** An empty hash is the mark of a cancellation that came before its order: whatever order comes, it is that one. */
function compare(first: PlacedOrder, orderHash: string): "repeated" | "conflict" {
  return first.orderHash === "" || first.orderHash === orderHash ? "repeated" : "conflict";
}

async function begin(
  tx: Statements,
  connection: Home,
  row: { id: string; shop: string },
  order: CanonicalOrder,
  { now, jobAt }: { now: Date; jobAt: Date | undefined },
): Promise<void> {
  const received = { kind: "received" as const, detail: { lines: order.lines.length } };
  const activity = { kind: "order_received" as const, params: { order: order.channelOrderId } };
  const step = recordOrderStep(tx, { ...row, connectionId: connection.id }, received, activity, now);
  await together(step, requestCreate(tx, row, jobAt));
}

async function repeat(tx: Statements, first: PlacedOrder, order: CanonicalOrder, now: Date): Promise<void> {
  if (first.orderHash === "") {
    const facts = factsOf(order);
    await tx.$executeRaw`
      update "PlacedOrder" set
        "order" = ${facts.order}::jsonb, "orderHash" = ${facts.orderHash}, "totalFils" = ${facts.totalFils},
        "customerName" = ${facts.customerName}, "test" = ${facts.test}, "updatedAt" = ${now}
      where "id" = ${first.id}::uuid and "shop" = ${first.shop}`;
    return recordOrderEvent(tx, first, "received", { lines: order.lines.length }, now);
  }
  await countRepeat(tx, first, now);
}

/** One line of the timeline for all repeats: where they count hundreds, the others must remain to be seen. */
async function countRepeat(db: Statements, { id, shop }: PlacedOrder, now: Date): Promise<void> {
  const counted = await db.$executeRaw`
    update "OrderEvent" set "detail" = jsonb_set("detail", '{count}', to_jsonb(("detail" ->> 'count')::int + 1))
    where "id" = (
      select min("id") from "OrderEvent" where "placedOrderId" = ${id}::uuid and "shop" = ${shop} and "kind" = 'repeated')`;
  if (counted === 0) await recordOrderEvent(db, { id, shop }, "repeated", { count: 1 }, now);
}

async function reportConflict(tx: Statements, first: PlacedOrder, now: Date): Promise<void> {
  await recordOrderEvent(tx, first, "conflict", {}, now);
  await raiseProblem(
    tx,
    {
      shop: first.shop,
      connectionId: first.connectionId,
      key: problemKeys.conflict(first.id),
      code: "order.conflict",
      params: { order: first.channelOrderId },
      severity: "warning",
    },
    now,
  );
}
