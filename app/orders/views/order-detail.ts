import { z } from "zod";

import { type CanonicalOrder, canonicalOrder } from "../../canonical/order";
import { type Params, type Reason, readParams, readReason } from "../../connections/views/reason";
import type { Database } from "../../platform/db";
import { problemKeys } from "../placed-order";
import { type OrderRow, findTelling, toOrderRow, untoldOrders } from "./order-page";

export interface TimelineEntry {
  id: string;
  at: string;
  kind: string;
  detail: Params;
}

export interface OrderDetail extends OrderRow {
  connectionId: string;
  createdAt: string | null;
  toldAt: string | null;
  createAttempts: number;
  /** When it is tried, or looked for in Shopify, by itself; null when nothing is planned. */
  nextTryAt: string | null;
  /** As the channel sent it; null once personal data was erased. */
  order: CanonicalOrder | null;
  /** Why the channel did not take its status; null while it took them all. */
  statusRefused: Reason | null;
  timeline: TimelineEntry[];
}

/** One placed order of the shop with what happened to it, oldest first. @returns null when the shop has none such. */
export async function viewOrder(db: Database, shop: string, id: string): Promise<OrderDetail | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const row = await db.placedOrder.findFirst({ where: { shop, id } });
  if (!row) return null;
  const events = await db.orderEvent.findMany({
    where: { shop, placedOrderId: id },
    orderBy: { id: "asc" },
    take: 200,
  });
  const problem = await db.problem.findFirst({ where: { shop, key: problemKeys.status(id), clearedAt: null } });
  const order = canonicalOrder.safeParse(row.order);
  return {
    ...toOrderRow(row, { telling: await findTelling(db, shop, [row]), untold: new Set(await untoldOrders(db, shop)) }),
    connectionId: row.connectionId,
    createdAt: row.createdAt?.toISOString() ?? null,
    toldAt: row.toldAt?.toISOString() ?? null,
    createAttempts: row.createAttempts,
    nextTryAt: row.nextTryAt?.toISOString() ?? null,
    order: order.success ? order.data : null,
    statusRefused: readReason(problem?.code ?? null, problem?.params),
    timeline: events.map((event) => ({
      id: String(event.id),
      at: event.at.toISOString(),
      kind: event.kind,
      detail: readParams(event.detail),
    })),
  };
}
