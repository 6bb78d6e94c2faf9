import type { Database } from "../../platform/db";
import { ORDER_STATES, type OrderFilter, untoldOrders } from "./order-page";

/** How many of the shop's orders each filter of the orders page finds. */
export async function countOrderStates(db: Database, shop: string): Promise<Record<OrderFilter, number>> {
  const [rows, untold] = await Promise.all([
    db.placedOrder.groupBy({ by: ["state"], where: { shop }, _count: true }),
    untoldOrders(db, shop),
  ]);
  const count = (states: readonly string[]) =>
    rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row._count, 0);
  return {
    created: count(ORDER_STATES.created),
    waiting: count(ORDER_STATES.waiting),
    held: count(ORDER_STATES.held),
    cancelled: count(ORDER_STATES.cancelled),
    untold: untold.length,
  };
}

/** How many orders wait for the merchant, how many came in during the last seven days, and when the latest did. */
export async function countOrders(
  db: Database,
  shop: string,
  now: Date,
): Promise<{ held: number; week: number; lastAt: string | null }> {
  const weekAgo = new Date(now.getTime() - 7 * 24 * 3_600_000);
  const [held, week, last] = await Promise.all([
    db.placedOrder.count({ where: { shop, state: "held" } }),
    db.placedOrder.count({ where: { shop, receivedAt: { gte: weekAgo } } }),
    db.placedOrder.findFirst({ where: { shop }, orderBy: { receivedAt: "desc" }, select: { receivedAt: true } }),
  ]);
  return { held, week, lastAt: last?.receivedAt.toISOString() ?? null };
}
