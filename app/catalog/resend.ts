import { lockConnection } from "../connections/connection";
import { requestFeedback } from "../connections/request-feedback";
import type { Effects } from "../platform/effects";
import { retryRefused } from "./retry";
import { servedConnections } from "./served-connections";
import { markStale } from "./stale";

/**
 * The merchant's "send again" on a whole product, on every channel: what was refused goes out once more, what the channel
 * has is told to it anew although nothing changed, and what is held is read again, in case it was mended. A listing that
 * waits with nothing on its way is what the next reading of the product sends (catalog/apply-readings.ts).
 * @returns how many items it concerns; 0 when the shop has none of that product.
 */
export async function resendProduct(
  effects: Pick<Effects, "db" | "clock">,
  shop: string,
  productId: string,
): Promise<number> {
  const now = effects.clock.now();
  return effects.db.$transaction(async (tx) => {
    let concerned = 0;
    for (const { id: connectionId } of await servedConnections(tx, shop)) {
      // As a settlement does: what the channel answers meanwhile comes before this or after it.
      await lockConnection(tx, { id: connectionId, shop });
      const where = { shop, connectionId, productId };
      const failed = await tx.listing.findMany({ where: { ...where, state: "failed" } });
      for (const listing of failed) await retryRefused(tx, listing);
      await tx.listing.updateMany({
        where: { ...where, state: "synced" },
        data: { state: "pending", sentVersion: 0 },
      });
      concerned += await tx.listing.count({ where });
      if (failed.length > 0) await requestFeedback(tx, shop, connectionId, now);
    }
    if (concerned > 0) await markStale(tx, shop, [{ productId, changedAt: now }], now);
    return concerned;
  });
}
