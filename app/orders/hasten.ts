import type { Effects } from "../platform/effects";
import { FIRST_LOOK_MS } from "./look";
import { recordOrderEvent, requestRetry } from "./placed-order";

/**
 * The merchant would not wait: an order that was put off is tried now, one that may be in Shopify is looked for now. The
 * count of looks begins anew, so that no impatience brings the second create closer to the first than create.ts allows.
 * @returns false when the shop has no such order, or it is not waiting, or has not long to wait
 */
export async function hastenOrder(
  effects: Pick<Effects, "db" | "clock">,
  shop: string,
  placedOrderId: string,
): Promise<boolean> {
  const now = effects.clock.now();
  const soon = new Date(now.getTime() + FIRST_LOOK_MS);
  const order = { id: placedOrderId, shop };
  return effects.db.$transaction(async (tx) => {
    const postponed = await tx.placedOrder.updateMany({
      where: { ...order, state: "received", nextTryAt: { gt: now } },
      data: { nextTryAt: null },
    });
    const uncertain = await tx.placedOrder.updateMany({
      where: { ...order, state: "uncertain", nextTryAt: { gt: soon } },
      data: { nextTryAt: soon, looks: 0 },
    });
    if (postponed.count + uncertain.count === 0) return false;
    await recordOrderEvent(tx, order, "hastened", {}, now);
    await requestRetry(tx, order, uncertain.count > 0 ? soon : now, now);
    return true;
  });
}
