import { recordActivity } from "../connections/activity";
import type { Effects } from "../platform/effects";
import { clearOrderProblems } from "./clear-problems";
import { TWO_MATCHES } from "./outcome";
import { recordOrderEvent } from "./placed-order";
import { queueStatuses } from "./queue-statuses";

/** What the shopper is told of each reason to hold an order; without the merchant's own affairs. */
const NOTES: Readonly<Record<string, { en: string; ar: string }>> = {
  "order.unknown_sku": { en: "An item is no longer sold.", ar: "أحد المنتجات لم يعد متوفراً للبيع." },
  "order.variant_gone": { en: "An item is no longer sold.", ar: "أحد المنتجات لم يعد متوفراً للبيع." },
  "order.out_of_stock": { en: "An item is out of stock.", ar: "أحد المنتجات غير متوفر في المخزون." },
};
const OTHER = { en: "The shop cannot take this order.", ar: "لا يستطيع المتجر قبول هذا الطلب." };

/**
 * The merchant does not take a held order: it never becomes a Shopify order, and the channel is told that it is
 * cancelled, with a reason for the shopper.
 * @returns false when the shop has no such held order; one of which Shopify has two is not refused here
 */
export async function refuseHeldOrder(
  effects: Pick<Effects, "db" | "clock" | "signals">,
  shop: string,
  placedOrderId: string,
): Promise<boolean> {
  const now = effects.clock.now();
  return effects.db.$transaction(async (tx) => {
    const where = { id: placedOrderId, shop, state: "held", NOT: { reason: TWO_MATCHES } };
    const row = await tx.placedOrder.findFirst({ where });
    if (!row) return false;
    const { count } = await tx.placedOrder.updateMany({ where, data: { state: "cancelled", nextTryAt: null } });
    if (count === 0) return false;
    await recordOrderEvent(tx, row, "refused", { code: row.reason ?? "order.refused" }, now);
    const news = { statuses: ["cancelled" as const], tracking: null, at: now, note: NOTES[row.reason ?? ""] ?? OTHER };
    await queueStatuses(tx, row.id, shop, news, now);
    const { connectionId, channelOrderId } = row;
    await recordActivity(tx, { shop, connectionId, kind: "order_refused", params: { order: channelOrderId } }, now);
    await clearOrderProblems(tx, row, now);
    await effects.signals.raise(tx, row.id);
    return true;
  });
}
