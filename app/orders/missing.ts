/**
 * A Shopify order of ours that Shopify does not show. It was deleted, or it is old: without the scope read_all_orders
 * Shopify shows an app the orders of the last 60 days only (shopify.dev, Admin API, object Order). Of an old one nothing
 * is concluded.
 */
import { raiseProblem } from "../connections/problems";
import type { Statements, Transaction } from "../platform/db";
import { type PlacedOrder, problemKeys } from "./placed-order";

export const MISSING = "order.missing_in_shopify";

/** A day less: where Shopify begins to count is not said. */
const SHOWN_MS = 59 * 24 * 3_600_000;

/** True for an order that Shopify may not show although it is there. */
export function isTooOldToSee({ createdAt, receivedAt }: PlacedOrder, now: Date): boolean {
  return now.getTime() - (createdAt ?? receivedAt).getTime() >= SHOWN_MS;
}

/** Tells the merchant, unless it is only too old. */
export async function reportMissing(tx: Statements, row: PlacedOrder, now: Date): Promise<void> {
  if (isTooOldToSee(row, now)) return;
  const { shop, connectionId } = row;
  const params = { order: row.channelOrderId, name: row.shopifyOrderName ?? "" };
  const report = { shop, connectionId, key: problemKeys.order(row.id), code: MISSING, params };
  await raiseProblem(tx, { ...report, severity: "warning" }, now);
}

/** It was read again. Other problems under the same keys stay. */
export async function clearMissing(tx: Transaction, { id, shop }: PlacedOrder, now: Date): Promise<void> {
  const key = { in: [problemKeys.order(id), problemKeys.cancel(id)] };
  await tx.problem.updateMany({ where: { shop, key, code: MISSING, clearedAt: null }, data: { clearedAt: now } });
}
