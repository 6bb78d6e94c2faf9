import type { OrderStatus } from "../canonical/order";
import { recordActivity } from "../connections/activity";
import { clearProblem } from "../connections/problems";
import type { Transaction } from "../platform/db";
import type { Effects } from "../platform/effects";
import type { TaskPayload } from "../platform/queue";
import type { OpenAdmin } from "../shopify/admin-client";
import { type OrderFactsFragment, ReadPlacedOrderDocument } from "../shopify/generated/admin";
import { gid } from "../shopify/gid";
import { clearMissing, reportMissing } from "./missing";
import {
  type PlacedOrder,
  lockPlacedOrder,
  problemKeys,
  readPlacedOrder,
  recordOrderEvent,
  requestCreate,
} from "./placed-order";
import { queueStatuses } from "./queue-statuses";
import { type Tracking, observe, statusesToTell, trackingOf } from "./status";

/** A cancellation that Shopify has taken but not carried out is asked for again after this. */
const CANCEL_AGAIN_MS = 60_000;

/** Words with which a parcel can be followed: told once more when a tracking number comes later. */
const FOLLOWED: readonly OrderStatus[] = ["partly_shipped", "shipped"];
/** Words about money alone, which a channel may not be told at all: no parcel can be followed with them. */
const MONEY: readonly OrderStatus[] = ["partly_refunded", "refunded"];

/**
 * Job `order.refresh`: reads the Shopify order of a placed order and queues for the channel what is news. A webhook only
 * says "look"; what is told is what is read, so that late, repeated and reordered webhooks change nothing.
 * @throws Failure of the Admin client, to be tried again
 */
export async function refreshOrder(
  effects: Pick<Effects, "db" | "sql" | "clock">,
  openAdmin: OpenAdmin,
  { shop, placedOrderId }: TaskPayload<"order.refresh">,
): Promise<void> {
  const row = await readPlacedOrder(effects.sql, { id: placedOrderId, shop });
  if (!row || row.shopifyOrderId === null) return;
  const variables = { id: gid("Order", row.shopifyOrderId) };
  const { order } = await openAdmin(shop).request(ReadPlacedOrderDocument, variables);
  const now = effects.clock.now();
  await effects.db.$transaction((tx) => (order ? applyReading(tx, row, order, now) : reportMissing(tx, row, now)));
}

/** Takes over what was read, unless something newer was taken over before. */
export async function applyReading(
  tx: Transaction,
  { id, shop }: Pick<PlacedOrder, "id" | "shop">,
  order: OrderFactsFragment,
  now: Date,
): Promise<void> {
  const row = await lockPlacedOrder(tx, { id, shop });
  if (!row) throw new Error(`there is no order ${id}`);
  await clearMissing(tx, row, now);
  const readAt = new Date(order.updatedAt);
  if (row.shopifyUpdatedAt && readAt < row.shopifyUpdatedAt) return;
  const seen = observe(order);
  const tracking = trackingOf(order);
  const told = row.statuses as OrderStatus[];
  const news = statusesToTell(seen, told);
  const onlyMoney = news.every((status) => MONEY.includes(status));
  const statuses = onlyMoney && isNewTracking(row, tracking) ? [...lastFollowed(told), ...news] : news;
  await tx.placedOrder.update({ where: { id }, data: { shopifyUpdatedAt: readAt, shopifyOrderName: order.name } });
  await queueStatuses(tx, id, shop, { statuses, tracking, at: readAt }, now);
  if (seen.cancelled && row.state !== "cancelled") await finishCancelled(tx, row, now);
  if (!seen.cancelled && row.cancelRequestedAt) {
    await requestCreate(tx, row, new Date(now.getTime() + CANCEL_AGAIN_MS));
  }
  if (seen.progress === "shipped" || seen.progress === "delivered" || seen.cancelled || seen.refund === "all") {
    // The merchant has dealt with it: what was only to be looked at before is history.
    await clearProblem(tx, shop, problemKeys.totals(id), now);
    await clearProblem(tx, shop, problemKeys.conflict(id), now);
    await clearProblem(tx, shop, problemKeys.lines(id), now);
    await clearProblem(tx, shop, problemKeys.contact(id), now);
  }
  // It came too late to cancel, and all of it went back since, or what was paid for it.
  const allBack = seen.cancelled || seen.refund === "all" || seen.returned;
  if (allBack) await clearProblem(tx, shop, problemKeys.cancel(id), now);
}

function isNewTracking({ tracking }: PlacedOrder, read: Tracking | null): boolean {
  if (read === null) return false;
  const known = tracking as Tracking | null;
  return known?.number !== read.number || known.url !== read.url || known.company !== read.company;
}

/** Where the parcels are, as it was told last. Nothing is told after the end. */
function lastFollowed(told: readonly OrderStatus[]): OrderStatus[] {
  const last = told.filter((status) => status !== "partly_refunded").at(-1);
  return last && FOLLOWED.includes(last) ? [last] : [];
}

async function finishCancelled(tx: Transaction, row: PlacedOrder, now: Date): Promise<void> {
  await tx.placedOrder.update({ where: { id: row.id }, data: { state: "cancelled" } });
  await recordOrderEvent(tx, row, "cancelled", { order: row.shopifyOrderName ?? "" }, now);
  const { shop, connectionId } = row;
  const params = { order: row.channelOrderId };
  await recordActivity(tx, { shop, connectionId, kind: "order_cancelled", params }, now);
  await clearProblem(tx, shop, problemKeys.cancel(row.id), now);
}
