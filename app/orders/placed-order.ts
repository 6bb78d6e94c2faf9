import { type PlacedOrder, Prisma } from "@prisma/client";

import type { CanonicalOrder } from "../canonical/order";
import type { Activity } from "../connections/activity";
import { sha256Hex } from "../platform/crypto";
import type { Statements } from "../platform/db";
import { type EnqueueOptions, enqueue } from "../platform/queue";
import { columnsOf } from "../platform/sql";

export type { PlacedOrder };

/** What each means, and what leads from one to the next, is described in create.ts. */
export type PlacedOrderState = "received" | "creating" | "uncertain" | "created" | "held" | "cancelled";

/** The lines of an order's timeline. */
export type OrderEventKind =
  | "received"
  | "repeated"
  | "conflict"
  | "creating"
  | "postponed"
  | "uncertain"
  | "created"
  | "held"
  | "retried"
  | "hastened"
  | "told_again"
  | "resolved"
  | "refused"
  | "shown"
  | "erased"
  | "cancel_requested"
  | "cancelling_restock"
  | "cancelling_keep"
  | "cancel_refused"
  | "cancelled"
  | "status_queued"
  | "status_told"
  | "status_refused"
  | "status_skipped";

/** Neither made nor given up, and nobody else's turn: somebody has to take the next step. */
export function isUnderWay({ state }: Pick<PlacedOrder, "state">): boolean {
  return ["received", "creating", "uncertain"].includes(state);
}

/**
 * The key under which Shopify knows the order: made of what never changes, so that even a ledger restored from an old
 * backup finds the orders it has forgotten. Letters, digits and hyphens only, because it travels in a search.
 */
export function sourceIdentifierOf(shop: string, channel: string, channelOrderId: string): string {
  return `${channel}-${sha256Hex(JSON.stringify([shop, channel, channelOrderId])).slice(0, 32)}`;
}

/**
 * Equal for a repeat, different for another order under the same number. The time of placing is not part of it, nor are
 * Arabic titles: orders are known that were stored without them.
 */
export function orderHashOf(order: CanonicalOrder): string {
  const lines = order.lines.map((line) => ({ ...line, titleAr: undefined }));
  return sha256Hex(JSON.stringify({ ...order, lines, placedAt: null }));
}

const COLUMNS = columnsOf(Prisma.PlacedOrderScalarFieldEnum);

/** The order as it stands. */
export async function readPlacedOrder(
  db: Statements,
  { id, shop }: { id: string; shop: string },
): Promise<PlacedOrder | undefined> {
  const [row] = await db.$queryRaw<PlacedOrder[]>`
    select ${COLUMNS} from "PlacedOrder" where "id" = ${id}::uuid and "shop" = ${shop}`;
  return row;
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockPlacedOrder(
  tx: Statements,
  { id, shop }: { id: string; shop: string },
): Promise<PlacedOrder | undefined> {
  const [row] = await tx.$queryRaw<PlacedOrder[]>`
    select ${COLUMNS} from "PlacedOrder" where "id" = ${id}::uuid and "shop" = ${shop} for update`;
  return row;
}

/** The order that a connection's channel calls by this name. */
export async function findPlacedOrder(
  db: Statements,
  { id, shop }: { id: string; shop: string },
  channelOrderId: string,
): Promise<PlacedOrder | undefined> {
  const [row] = await db.$queryRaw<PlacedOrder[]>`
    select ${COLUMNS} from "PlacedOrder"
    where "connectionId" = ${id}::uuid and "shop" = ${shop} and "channelOrderId" = ${channelOrderId}`;
  return row;
}

/** One line of the timeline; `detail` is flat and holds neither secrets nor personal data. */
export async function recordOrderEvent(
  tx: Statements,
  order: { id: string; shop: string },
  kind: OrderEventKind,
  detail: Record<string, string | number>,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    insert into "OrderEvent" ("shop", "placedOrderId", "at", "kind", "detail")
    values (${order.shop}, ${order.id}::uuid, ${now}, ${kind}, ${JSON.stringify(detail)}::jsonb)`;
}

/** The same together with the line of the activity page that says so: one statement, because a shopper waits. */
export async function recordOrderStep(
  tx: Statements,
  order: { id: string; shop: string; connectionId: string },
  step: { kind: OrderEventKind; detail: Record<string, string | number> },
  activity: Pick<Activity, "kind" | "params">,
  now: Date,
): Promise<void> {
  const { id, shop, connectionId } = order;
  const [detail, params] = [JSON.stringify(step.detail), JSON.stringify(activity.params ?? {})];
  await tx.$executeRaw`
    with event as (
      insert into "OrderEvent" ("shop", "placedOrderId", "at", "kind", "detail")
      values (${shop}, ${id}::uuid, ${now}, ${step.kind}, ${detail}::jsonb))
    insert into "ActivityEntry" ("shop", "connectionId", "at", "kind", "params")
    values (${shop}, ${connectionId}::uuid, ${now}, ${activity.kind}, ${params}::jsonb)`;
}

/** Before any job about the catalogue: a shopper waits for the answer. */
const SOMEBODY_WAITS = -10;

/**
 * Asks for the next step of an order that is not settled. No queue of its own keeps such jobs apart: that would be a row
 * that every search for work locks, for each order of a lifetime. Whoever takes a step takes the order's lock (create.ts).
 */
export async function requestCreate(
  tx: Statements,
  { id, shop }: { id: string; shop: string },
  runAt?: Date,
): Promise<void> {
  const options = { key: `order:${id}:create`, priority: SOMEBODY_WAITS, ...(runAt && { runAt }) };
  await enqueue(tx, "order.create", { shop, placedOrderId: id }, options);
}

/** Of orders that were put off for long none comes before another: those that wait a minute would leave them no turn. */
const LAST_TURN = 60;

/**
 * The same of an order that was put off. What it waits for may be a Shopify that answers nobody for minutes: such orders
 * have workers of their own (worker.ts), and among them the longer it was put off, up to a minute, the later its turn.
 */
export async function requestRetry(
  tx: Statements,
  { id, shop }: { id: string; shop: string },
  runAt: Date,
  now: Date,
): Promise<void> {
  const priority = Math.min(LAST_TURN, Math.round((runAt.getTime() - now.getTime()) / 1_000));
  await enqueue(tx, "order.retry", { shop, placedOrderId: id }, { key: `order:${id}:create`, priority, runAt });
}

/** The same, unless its job is there: one that waits for its time keeps it, one that runs is not run twice. */
export async function requestLostCreate(db: Statements, { id, shop }: { id: string; shop: string }): Promise<void> {
  const jobs = await db.$queryRaw<unknown[]>`
    select 1 from graphile_worker.jobs where "key" = ${`order:${id}:create`} and "attempts" < "max_attempts"`;
  if (jobs.length === 0) await requestCreate(db, { id, shop });
}

/** Asks for a look at the order in Shopify. Two looks at once are harmless: the newer reading counts. */
export async function requestRefresh(tx: Statements, order: { id: string; shop: string }, runAt?: Date): Promise<void> {
  await enqueueRefresh(tx, order, runAt && { runAt });
}

/** The same of an order that is made: a job that waits to see to that has nothing to do any more. */
export async function refreshInsteadOfCreate(
  tx: Statements,
  order: { id: string; shop: string },
  runAt: Date,
): Promise<void> {
  await enqueueRefresh(tx, order, { runAt, insteadOf: `order:${order.id}:create` });
}

async function enqueueRefresh(
  tx: Statements,
  { id, shop }: { id: string; shop: string },
  options: EnqueueOptions = {},
): Promise<void> {
  await enqueue(tx, "order.refresh", { shop, placedOrderId: id }, { key: `order:${id}:refresh`, ...options });
}

/** Keys of the problems an order can have. */
export const problemKeys = {
  order: (id: string) => `order:${id}`,
  totals: (id: string) => `order:${id}:totals`,
  conflict: (id: string) => `order:${id}:conflict`,
  status: (id: string) => `order:${id}:status`,
  cancel: (id: string) => `order:${id}:cancel`,
  lines: (id: string) => `order:${id}:lines`,
  contact: (id: string) => `order:${id}:contact`,
} as const;
