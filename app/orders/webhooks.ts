import { z } from "zod";

import type { Transaction } from "../platform/db";
import { requestRefresh } from "./placed-order";

const shopifyId = z.union([z.number().int(), z.string()]).transform(String);
const orderPayload = z.object({ id: shopifyId });
/** Fulfilments and refunds name the order they belong to. */
const partPayload = z.object({ order_id: shopifyId });

/**
 * A Shopify webhook about an order, one of its fulfilments or refunds: asks for a look at the order when it is one of
 * ours, and does nothing for all the shop's other orders. An order we do not know yet under its Shopify id is looked at
 * anyway soon after it becomes known (outcome.ts).
 */
export async function applyOrderWebhook(
  tx: Transaction,
  delivery: { shop: string; topic: string; payload: unknown },
  now: Date,
): Promise<void> {
  const { shop, topic, payload } = delivery;
  const parsed = topic.startsWith("orders/")
    ? orderPayload.transform(({ id }) => id).safeParse(payload)
    : partPayload.transform(({ order_id }) => order_id).safeParse(payload);
  if (!parsed.success) return;
  const placed = await tx.placedOrder.findMany({
    where: { shop, shopifyOrderId: parsed.data },
    select: { id: true, shop: true },
  });
  for (const row of placed) await requestRefresh(tx, row, now);
}
