import type { PlacedOrder, Prisma } from "@prisma/client";

import { type Reason, readReason } from "../../connections/views/reason";
import type { Database } from "../../platform/db";

/** Filters of the orders page; "waiting" is every state on the way to a Shopify order. */
export const ORDER_FILTERS = {
  created: ["created"],
  waiting: ["received", "creating", "uncertain"],
  held: ["held"],
  cancelled: ["cancelled"],
} as const;
export type OrderFilter = keyof typeof ORDER_FILTERS;

export interface OrderRow {
  id: string;
  channel: string;
  channelOrderId: string;
  state: string;
  reason: Reason | null;
  shopifyOrderId: string | null;
  shopifyOrderName: string | null;
  totalFils: number | null;
  customerName: string | null;
  test: boolean;
  receivedAt: string;
  /** What the channel was last told. */
  toldStatus: string | null;
  /** A status is on its way to the channel. */
  telling: boolean;
}

export interface OrderPage {
  rows: OrderRow[];
  next: string | null;
  previous: string | null;
}

export interface OrderQuery {
  filter: OrderFilter | null;
  /** Part of the channel's number, Shopify's name ("#1001") or the customer's name. */
  search: string;
  after: string | null;
  before: string | null;
  size?: number;
}

/** One page of a shop's placed orders, newest first. A cursor is "<received, ms>_<id>". */
export async function listOrders(db: Database, shop: string, query: OrderQuery): Promise<OrderPage> {
  const { filter, after, before, size = 25 } = query;
  const direction = before ? "asc" : "desc";
  const found = await db.placedOrder.findMany({
    where: {
      shop,
      ...(filter && { state: { in: [...ORDER_FILTERS[filter]] } }),
      AND: [matches(query.search), beyond(after ?? before, before ? "gt" : "lt")],
    },
    orderBy: [{ receivedAt: direction }, { id: direction }],
    take: size + 1,
  });
  const more = found.length > size;
  const page = found.slice(0, size);
  if (before) page.reverse();
  const last = page.at(-1);
  const telling = await findTelling(db, shop, page);
  return {
    rows: page.map((row) => toOrderRow(row, telling)),
    next: last && (before ? true : more) ? cursorOf(last) : null,
    previous: page[0] && (before ? more : after) ? cursorOf(page[0]) : null,
  };
}

/** Of these orders, those of which a status is on its way: one that is not told, or was refused, is on no way. */
export async function findTelling(
  db: Database,
  shop: string,
  orders: readonly Pick<PlacedOrder, "id">[],
): Promise<ReadonlySet<string>> {
  const subjectId = { in: orders.map(({ id }) => id) };
  const where = { shop, subjectKind: "order", subjectId, state: { not: "failed" } };
  const waiting = await db.outboxEvent.findMany({ where, select: { subjectId: true } });
  return new Set(waiting.map((event) => event.subjectId));
}

/** @param telling ids of orders of which a status is on its way */
export function toOrderRow(row: PlacedOrder, telling: ReadonlySet<string>): OrderRow {
  return {
    id: row.id,
    channel: row.channel,
    channelOrderId: row.channelOrderId,
    state: row.state,
    reason: readReason(row.reason, row.reasonParams),
    shopifyOrderId: row.shopifyOrderId,
    shopifyOrderName: row.shopifyOrderName,
    totalFils: row.totalFils,
    customerName: row.customerName,
    test: row.test,
    receivedAt: row.receivedAt.toISOString(),
    toldStatus: row.toldStatus,
    telling: telling.has(row.id),
  };
}

function matches(search: string): Prisma.PlacedOrderWhereInput {
  const text = search
    .replaceAll("\u0000", "")
    .trim()
    .replace(/[\\%_]/g, (sign) => `\\${sign}`);
  if (!text) return {};
  const contains = { contains: text, mode: "insensitive" } as const;
  return { OR: [{ channelOrderId: contains }, { shopifyOrderName: contains }, { customerName: contains }] };
}

function cursorOf(row: { receivedAt: Date; id: string }): string {
  return `${row.receivedAt.getTime()}_${row.id}`;
}

function beyond(cursor: string | null, side: "lt" | "gt"): Prisma.PlacedOrderWhereInput {
  const match = /^(\d{1,14})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor ?? "");
  if (!match) return {};
  const receivedAt = new Date(Number(match[1]));
  return { OR: [{ receivedAt: { [side]: receivedAt } }, { receivedAt, id: { [side]: match[2] ?? "" } }] };
}
