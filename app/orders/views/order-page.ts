import type { PlacedOrder, Prisma } from "@prisma/client";

import { type Reason, readReason } from "../../connections/views/reason";
import type { Database } from "../../platform/db";
import { searchText } from "../../platform/search-text";

/** The states each filter of the orders page finds; "waiting" is every state on the way to a Shopify order. */
export const ORDER_STATES = {
  created: ["created"],
  waiting: ["received", "creating", "uncertain"],
  held: ["held"],
  cancelled: ["cancelled"],
} as const;
/** untold: in whatever state, with a status that the channel did not take. */
export type OrderFilter = keyof typeof ORDER_STATES | "untold";

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
  /** The channel did not take a status of it. */
  untold: boolean;
}

export interface OrderPage {
  rows: OrderRow[];
  next: string | null;
  previous: string | null;
}

export interface OrderChoice {
  filter: OrderFilter | null;
  /** Part of the channel's number, Shopify's name ("#1001") or the customer's name. */
  search: string;
}

export interface OrderQuery extends OrderChoice {
  after: string | null;
  before: string | null;
  size?: number;
}

/** One page of a shop's placed orders, newest first. A cursor is "<received, ms>_<id>". */
export async function listOrders(db: Database, shop: string, query: OrderQuery): Promise<OrderPage> {
  const { after, before, size = 25 } = query;
  const direction = before ? "asc" : "desc";
  const found = await db.placedOrder.findMany({
    where: { AND: [await chosenOrders(db, shop, query), beyond(after ?? before, before ? "gt" : "lt")] },
    orderBy: [{ receivedAt: direction }, { id: direction }],
    take: size + 1,
  });
  const more = found.length > size;
  const page = found.slice(0, size);
  if (before) page.reverse();
  const last = page.at(-1);
  const told = { telling: await findTelling(db, shop, page), untold: new Set(await untoldOrders(db, shop)) };
  return {
    rows: page.map((row) => toOrderRow(row, told)),
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

/** The orders of a shop that a filter and a search find. */
export async function chosenOrders(
  db: Database,
  shop: string,
  { filter, search }: OrderChoice,
): Promise<Prisma.PlacedOrderWhereInput> {
  if (filter === "untold") return { shop, id: { in: await untoldOrders(db, shop) }, AND: matches(search) };
  return { shop, ...(filter && { state: { in: [...ORDER_STATES[filter]] } }), AND: matches(search) };
}

/** Orders of which the channel did not take a status, and nothing newer was taken since. At most a thousand. */
export async function untoldOrders(db: Database, shop: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select distinct e."subjectId"::text as "id" from "OutboxEvent" e
    where e."connectionId" in (select "id" from "Connection" where "shop" = ${shop})
      and e."shop" = ${shop} and e."state" = 'failed' and e."subjectKind" = 'order' limit 1000`;
  return rows.map(({ id }) => id);
}

/** @param told ids of orders of which a status is on its way, and of those of which one was not taken */
export function toOrderRow(
  row: PlacedOrder,
  told: { telling: ReadonlySet<string>; untold: ReadonlySet<string> },
): OrderRow {
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
    telling: told.telling.has(row.id),
    untold: told.untold.has(row.id),
  };
}

function matches(search: string): Prisma.PlacedOrderWhereInput {
  const text = searchText(search);
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
