import { z } from "zod";

import { lockCatalog } from "../connections/catalog-lock";
import type { Transaction } from "../platform/db";
import { requestShopRead } from "../shopify/request-shop-read";
import { applyReadings } from "./apply-readings";
import { type LevelObservation, newestOf, wholeSecond } from "./merge-levels";
import { saysNothingNew } from "./noise";
import { markStale } from "./stale";
import { recountStock } from "./stock";
import { storeLevels } from "./stock-table";

/** A verified Shopify delivery as the inbox keeps it, its body parsed. */
export interface ShopDelivery {
  shop: string;
  /** "products/update" */
  topic: string;
  payload: unknown;
  /** X-Shopify-Triggered-At */
  triggeredAt: Date | null;
  receivedAt: Date;
}

/** What a delivery came to: unreadable ones are kept for support and hold up nothing. */
export type DeliveryFate = "applied" | "unreadable";

const id = z.union([z.number().int().positive(), z.string().regex(/^\d+$/)]).transform(String);
const stamp = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const productPayload = z.object({ id, updated_at: stamp.nullish(), status: z.string().nullish() });
const levelPayload = z.object({
  inventory_item_id: id,
  location_id: id,
  // As wide as the column.
  available: z.int32().nullish(),
  updated_at: stamp.nullish(),
});

/**
 * products/create and products/update: the product is read again soon, in one read with others, because the payload may be
 * late and knows no translations; nothing is read where it proves that it says nothing new.
 * products/delete: its listings go at once, and it is read again too, because a read that was under way could bring it back.
 */
export async function applyProductWebhook(tx: Transaction, delivery: ShopDelivery, now: Date): Promise<DeliveryFate> {
  const payload = productPayload.safeParse(delivery.payload);
  if (!payload.success) return "unreadable";
  const { shop, topic, triggeredAt, receivedAt } = delivery;
  const { id: productId, status = null, updated_at: updatedAt = null } = payload.data;
  const changedAt = triggeredAt ?? updatedAt ?? receivedAt;
  if (topic === "products/delete") {
    await applyReadings(tx, shop, [{ productId, facts: null, readAt: now, changedAt }], now);
  } else if (await saysNothingNew(tx, { shop, productId, status, updatedAt, triggeredAt })) {
    return "applied";
  }
  await markStale(tx, shop, [{ productId, changedAt }], now);
  return "applied";
}

/**
 * inventory_levels/update, connect and disconnect of one shop, many at once: one row an item and location, one event a
 * listing, no call to Shopify. The newest counts by Shopify's `updated_at`, whatever order they come in; within a second
 * by when it was triggered, and where that is the same too the product is read again. A disconnect has no stamp of its own
 * and leaves nothing at the location. Levels of items that are not listed yet are kept: the product may be being read at
 * this moment.
 * @returns one fate a delivery, in the order given.
 */
export async function applyInventoryWebhooks(
  tx: Transaction,
  deliveries: readonly ShopDelivery[],
  now: Date,
): Promise<DeliveryFate[]> {
  const read = deliveries.map((delivery) => ({ shop: delivery.shop, told: observationOf(delivery) }));
  for (const shop of new Set(read.map((one) => one.shop))) {
    const { newest, tied } = newestOf(read.flatMap((one) => (one.shop === shop && one.told ? [one.told] : [])));
    if (newest.length === 0) continue;
    await lockCatalog(tx, shop);
    const levels = await storeLevels(tx, shop, newest);
    const changedAt = new Map(newest.map((one) => [one.inventoryItemId, one.observedAt]));
    await recountStock(tx, { shop, inventoryItemIds: levels.stored, changedAt }, now);
    await readAgain(tx, shop, [...tied, ...levels.tied], changedAt, now);
  }
  return read.map(({ told }) => (told ? "applied" : "unreadable"));
}

/**
 * Two changes within one second, noticed in one millisecond, came in an unknown order: what is true now only Shopify can
 * say. The products of such items are read again.
 */
async function readAgain(
  tx: Transaction,
  shop: string,
  inventoryItemIds: readonly string[],
  changedAt: ReadonlyMap<string, Date>,
  now: Date,
): Promise<void> {
  if (inventoryItemIds.length === 0) return;
  const listings = await tx.listing.findMany({
    where: { shop, inventoryItemId: { in: [...inventoryItemIds] } },
    select: { productId: true, inventoryItemId: true },
  });
  const products = listings.map(({ productId, inventoryItemId }) => {
    return { productId, changedAt: changedAt.get(inventoryItemId) ?? now };
  });
  await markStale(tx, shop, products, now);
}

/** locations/*, locales/*, shop/update: the shop is read again, and with its locations what of the stock counts. */
export async function readShopAgain(tx: Transaction, delivery: ShopDelivery): Promise<DeliveryFate> {
  await requestShopRead(tx, delivery.shop);
  return "applied";
}

function observationOf({ topic, payload, triggeredAt, receivedAt }: ShopDelivery): LevelObservation | undefined {
  const parsed = levelPayload.safeParse(payload);
  if (!parsed.success) return undefined;
  const { inventory_item_id: inventoryItemId, location_id: locationId, available, updated_at: stamped } = parsed.data;
  const noticedAt = triggeredAt ?? receivedAt;
  // An item's first level at a location is told twice in one instant: connected, and then how many there are.
  const opening = topic === "inventory_levels/connect";
  const observedAt = opening ? new Date(noticedAt.getTime() - 1) : noticedAt;
  const updatedAt = stamped ?? wholeSecond(noticedAt);
  const gone = topic === "inventory_levels/disconnect";
  return { inventoryItemId, locationId, available: gone ? 0 : (available ?? 0), updatedAt, observedAt };
}
