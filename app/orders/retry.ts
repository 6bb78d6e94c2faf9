import type { Effects } from "../platform/effects";
import { TWO_MATCHES } from "./outcome";
import { recordOrderEvent, requestCreate } from "./placed-order";

/**
 * The merchant has mended what an order was held for: it starts again from the beginning, with the same key. An order of
 * which Shopify has two is never tried again by itself.
 * @returns false when the shop has no such held order.
 */
export async function retryHeldOrder(
  effects: Pick<Effects, "db" | "clock">,
  shop: string,
  placedOrderId: string,
): Promise<boolean> {
  const now = effects.clock.now();
  return effects.db.$transaction(async (tx) => {
    const { count } = await tx.placedOrder.updateMany({
      where: { id: placedOrderId, shop, state: "held", NOT: { reason: TWO_MATCHES } },
      data: { state: "received", nextTryAt: null, setOutAt: now },
    });
    if (count === 0) return false;
    await recordOrderEvent(tx, { id: placedOrderId, shop }, "retried", {}, now);
    await requestCreate(tx, { id: placedOrderId, shop });
    return true;
  });
}
