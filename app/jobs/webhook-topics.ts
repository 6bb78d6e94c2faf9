import { applyCollectionWebhook } from "../catalog/collection-webhooks";
import {
  applyInventoryWebhooks,
  applyLocationWebhook as readShopAgain,
  applyProductWebhook,
} from "../catalog/webhooks";
import { recordActivity } from "../connections/activity";
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

/** ignored: of a topic that concerns nobody here. unreadable: not what its topic promises; kept for support. */
export type Fate = "applied" | "ignored" | "unreadable";

type Apply = (tx: Transaction, delivery: WebhookDelivery, now: Date) => Promise<Fate | void>;

/**
 * Which room a topic is for, by its beginning. Stock is handled apart, many at a time. A data request is in no room: the
 * merchant answers it from what the pages show of an order, the app holds no other customer data.
 */
const rooms: readonly [beginning: string, apply: Apply][] = [
  ["products/", applyProductWebhook],
  ["collections/", applyCollectionWebhook],
  ["locations/", readShopAgain],
  ["locales/", readShopAgain],
  ["shop/update", readShopAgain],
  ["orders/", applyOrderWebhook],
  ["fulfillments/", applyOrderWebhook],
  ["refunds/", applyOrderWebhook],
  ["app/uninstalled", endInstallation],
  ["customers/redact", redactCustomer],
  ["shop/redact", redactShop],
];

/** Applies deliveries of one shop in the order given, stock changes together. @returns each delivery's fate, by id. */
export async function applyWebhooks(
  tx: Transaction,
  deliveries: readonly WebhookDelivery[],
  now: Date,
): Promise<Map<bigint, Fate>> {
  const fates = new Map<bigint, Fate>();
  const stock = deliveries.filter((delivery) => delivery.topic.startsWith("inventory_levels/"));
  const counted = await applyInventoryWebhooks(tx, stock, now);
  stock.forEach((delivery, index) => fates.set(delivery.id, counted[index] ?? "unreadable"));
  for (const delivery of deliveries) {
    if (fates.has(delivery.id)) continue;
    const apply = rooms.find(([beginning]) => delivery.topic.startsWith(beginning))?.[1];
    fates.set(delivery.id, apply ? ((await apply(tx, delivery, now)) ?? "applied") : "ignored");
  }
  return fates;
}

async function endInstallation(tx: Transaction, delivery: WebhookDelivery, now: Date): Promise<void> {
  await uninstallShop(tx, delivery, now);
  await recordActivity(tx, { shop: delivery.shop, connectionId: null, kind: "uninstalled" }, now);
}
