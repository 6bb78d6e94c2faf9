import type { Effects } from "../platform/effects";
import { recordOrderEvent } from "./placed-order";
import { type OrderPayloads, viewPayloads } from "./views/order-payloads";

/**
 * What came in with all personal data in it, because the merchant asked for that. That it was shown is in the order's
 * timeline before it is.
 * @returns null when the shop has no such order.
 */
export async function showPayloads(
  { db, clock }: Pick<Effects, "db" | "clock">,
  shop: string,
  placedOrderId: string,
): Promise<OrderPayloads | null> {
  const now = clock.now();
  const order = await db.placedOrder.findFirst({
    where: { shop, id: placedOrderId },
    select: { id: true, shop: true },
  });
  if (!order) return null;
  await recordOrderEvent(db, order, "shown", {}, now);
  return viewPayloads(db, shop, placedOrderId, { personal: "shown", now });
}
