import { retryFailed } from "../delivery/retry-failed";
import type { Effects } from "../platform/effects";
import { recordOrderEvent } from "./placed-order";

/**
 * Tells the channel once more what it did not take of an order's statuses. The problem stays until it takes one.
 * @returns false when the shop has no such order, or the channel refused nothing of it
 */
export async function tellOrderAgain(
  effects: Pick<Effects, "db" | "clock">,
  shop: string,
  placedOrderId: string,
): Promise<boolean> {
  const now = effects.clock.now();
  return effects.db.$transaction(async (tx) => {
    const row = await tx.placedOrder.findFirst({ where: { id: placedOrderId, shop } });
    if (!row || (await retryFailed(tx, shop, row.connectionId, row.id)) === 0) return false;
    await recordOrderEvent(tx, row, "told_again", {}, now);
    return true;
  });
}
