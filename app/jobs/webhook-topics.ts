import { applyInventoryWebhooks, applyLocationWebhook, applyProductWebhook } from "../catalog/webhooks";
import { applyOrderWebhook } from "../orders/webhooks";
import type { Transaction } from "../platform/db";
import { uninstallShop } from "../shopify/installation";
import { redactCustomer, redactShop } from "./redact";

export interface WebhookDelivery {
  id: bigint;
  shop: string;
  /** As in the header: "products/update". */
  topic: string;
  payload: unknown;
  triggeredAt: Date | null;
  receivedAt: Date;
}

type Apply = (tx: Transaction, delivery: WebhookDelivery, now: Date) => Promise<void>;

/** Which room a topic is for, by the longest prefix that fits. Stock is handled apart, many at a time. */
const rooms: readonly [prefix: string, apply: Apply][] = [
  ["products/", applyProductWebhook],
  ["locations/", applyLocationWebhook],
  ["orders/", applyOrderWebhook],
  ["fulfillments/", applyOrderWebhook],
  ["refunds/", applyOrderWebhook],
  ["app/uninstalled", (tx, delivery, now) => uninstallShop(tx, delivery, now)],
  ["customers/redact", redactCustomer],
  ["shop/redact", redactShop],
];

/**
 * Applies deliveries of one shop in the order given, stock changes together.
 * @returns the ids of those that concern nobody here. (A data request is answered by the merchant from what the app
 * shows of an order; the app holds no other customer data.)
 */
export async function applyWebhooks(
  tx: Transaction,
  shop: string,
  deliveries: readonly WebhookDelivery[],
  now: Date,
): Promise<bigint[]> {
  const stock = deliveries.filter((delivery) => delivery.topic.startsWith("inventory_levels/"));
  if (stock.length > 0) await applyInventoryWebhooks(tx, stock, now);
  const ignored: bigint[] = [];
  for (const delivery of deliveries) {
    if (delivery.shop !== shop || delivery.topic.startsWith("inventory_levels/")) continue;
    const apply = rooms.find(([prefix]) => delivery.topic.startsWith(prefix))?.[1];
    if (apply) await apply(tx, delivery, now);
    else ignored.push(delivery.id);
  }
  return ignored;
}
