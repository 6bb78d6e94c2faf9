import type { PlacedOrder, Prisma } from "@prisma/client";

import type { CanonicalOrder } from "../canonical/order";
import { sha256Hex } from "../platform/crypto";
import type { DatabaseOrTransaction } from "../platform/db";
import { enqueue } from "../platform/queue";

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

/**
 * The key under which Shopify knows the order: made of what never changes, so that even a ledger restored from an old
 * backup finds the orders it has forgotten. Letters, digits and hyphens only, because it travels in a search.
 */
export function sourceIdentifierOf(shop: string, channel: string, channelOrderId: string): string {
  return `${channel}-${sha256Hex(JSON.stringify([shop, channel, channelOrderId])).slice(0, 32)}`;
}

/** Equal for a repeat, different for another order under the same number. The time of placing is not part of it. */
export function orderHashOf(order: CanonicalOrder): string {
  return sha256Hex(JSON.stringify({ ...order, placedAt: null }));
}

/** One line of the timeline; `detail` is flat and holds neither secrets nor personal data. */
export async function recordOrderEvent(
  tx: DatabaseOrTransaction,
  order: { id: string; shop: string },
  kind: OrderEventKind,
  detail: Record<string, string | number>,
  now: Date,
): Promise<void> {
  const data = { shop: order.shop, placedOrderId: order.id, at: now, kind, detail: detail as Prisma.InputJsonObject };
  await tx.orderEvent.create({ data });
}

/** Before any job about the catalogue: a shopper waits for the answer. */
const SOMEBODY_WAITS = -10;

/** Asks for the next step of an order that is not settled; all work on one order runs in one queue, one at a time. */
export async function requestCreate(
  tx: DatabaseOrTransaction,
  { id, shop }: { id: string; shop: string },
  runAt?: Date,
): Promise<void> {
  const options = {
    queue: `order:${id}`,
    key: `order:${id}:create`,
    priority: SOMEBODY_WAITS,
    ...(runAt && { runAt }),
  };
  await enqueue(tx, "order.create", { shop, placedOrderId: id }, options);
}

/** Asks for a look at the order in Shopify. */
export async function requestRefresh(
  tx: DatabaseOrTransaction,
  { id, shop }: { id: string; shop: string },
  runAt?: Date,
): Promise<void> {
  const options = { queue: `order:${id}`, key: `order:${id}:refresh`, ...(runAt && { runAt }) };
  await enqueue(tx, "order.refresh", { shop, placedOrderId: id }, options);
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
