import { z } from "zod";

import { collectionsOf } from "../connections/selection-rule";
import type { Transaction } from "../platform/db";
import { enqueue } from "../platform/queue";
import { servedConnections } from "./served-connections";
import type { DeliveryFate, ShopDelivery } from "./webhooks";

const payload = z.object({ id: z.union([z.number().int().positive(), z.string().regex(/^\d+$/)]).transform(String) });

/** Shopify works out who is in a collection after it says that it changed; and a merchant seldom changes one just once. */
const SETTLE_MS = 30_000;

/**
 * collections/update and collections/delete. Products that join or leave a collection send no webhook of their own, so a
 * connection with a rule about this one looks at its whole catalogue again, after a moment; for all others it is nothing
 * (docs/decisions/034-selection.md).
 */
export async function applyCollectionWebhook(
  tx: Transaction,
  { shop, payload: given }: ShopDelivery,
  now: Date,
): Promise<DeliveryFate> {
  const parsed = payload.safeParse(given);
  if (!parsed.success) return "unreadable";
  for (const { id: connectionId, settings } of await servedConnections(tx, shop)) {
    if (!collectionsOf(settings.selection).includes(parsed.data.id)) continue;
    const runAt = new Date(now.getTime() + SETTLE_MS);
    const options = { queue: `catalog:${shop}`, key: `remap-collection:${connectionId}`, runAt };
    await enqueue(tx, "catalog.remap", { shop, connectionId }, options);
  }
  return "applied";
}
