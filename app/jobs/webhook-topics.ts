import { applyCollectionWebhook } from "../catalog/collection-webhooks";
import { applyInventoryWebhooks, applyProductWebhook, readShopAgain } from "../catalog/webhooks";
import { recordActivity } from "../connections/activity";
import { lockCatalog } from "../connections/catalog-lock";
import { applyOrderWebhook } from "../orders/webhooks";
import type { Transaction } from "../platform/db";
import { uninstallShop } from "../shopify/installation";
import { redactCustomer, redactShop, reportDataRequest } from "./redact";

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
 * Which room a topic is for, by its beginning. Stock is handled apart, many at a time.
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
  ["customers/data_request", reportDataRequest],
  ["customers/redact", redactCustomer],
  ["shop/redact", redactShop],
];

/**
 * Topics that take the catalogue's lock (connections/catalog-lock.ts), or write marks that its holders remove, by their
 * beginnings.
 */
const LOCKING = ["inventory_levels/", "products/", "app/uninstalled", "shop/redact"];

/**
 * Applies deliveries of one shop in the order given, stock changes together. Where one of them takes the catalogue's lock it
 * is taken first: those before it write rows, for which others that hold the lock may wait.
 * @returns each delivery's fate, by id.
 */
export async function applyWebhooks(
  tx: Transaction,
  deliveries: readonly WebhookDelivery[],
  now: Date,
): Promise<Map<bigint, Fate>> {
  const locking = deliveries.find(({ topic }) => LOCKING.some((beginning) => topic.startsWith(beginning)));
  if (locking) await lockCatalog(tx, locking.shop);
  const fates = new Map<bigint, Fate>();
  const stock = deliveries.filter((delivery) => delivery.topic.startsWith("inventory_levels/"));
  const counted = await applyInventoryWebhooks(tx, stock, now);
  stock.forEach((delivery, index) => fates.set(delivery.id, counted[index] ?? "unreadable"));
  for (const delivery of deliveries) {
    if (fates.has(delivery.id)) continue;
    const apply = rooms.find(([beginning]) => delivery.topic.startsWith(beginning))?.[1];
    if (!isOfItsShop(delivery)) {
      fates.set(delivery.id, "unreadable");
      continue;
    }
    fates.set(delivery.id, apply ? ((await apply(tx, delivery, now)) ?? "applied") : "ignored");
  }
  return fates;
}

/** Where the body names its shop. */
const shopFields: Readonly<Record<string, string>> = {
  "app/uninstalled": "myshopify_domain",
  "customers/data_request": "shop_domain",
  "customers/redact": "shop_domain",
  "shop/redact": "shop_domain",
};

/**
 * The HMAC covers the body and not the headers. A topic that ends or erases things is believed only where the signed
 * body names the same shop as the header.
 */
function isOfItsShop({ topic, shop, payload }: WebhookDelivery): boolean {
  const field = shopFields[topic];
  if (!field) return true;
  return typeof payload === "object" && payload !== null && (payload as Record<string, unknown>)[field] === shop;
}

async function endInstallation(tx: Transaction, delivery: WebhookDelivery, now: Date): Promise<void> {
  // The header is not signed: an uninstall of the future would outlive every later installation.
  const triggeredAt = delivery.triggeredAt && delivery.triggeredAt < now ? delivery.triggeredAt : now;
  await uninstallShop(tx, { ...delivery, triggeredAt }, now);
  await recordActivity(tx, { shop: delivery.shop, connectionId: null, kind: "uninstalled" }, now);
}
