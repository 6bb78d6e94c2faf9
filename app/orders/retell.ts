import { retryFailed } from "../delivery/retry-failed";
import type { Effects } from "../platform/effects";
import type { TaskPayload } from "../platform/queue";
import { recordOrderEvent } from "./placed-order";

/** Job `orders.retell`: the words for statuses were changed, so those that the channel refused go out again. */
export async function retellRefused(
  { db }: Pick<Effects, "db">,
  { shop, connectionId }: TaskPayload<"orders.retell">,
): Promise<void> {
  await db.$transaction((tx) => retryFailed(tx, shop, connectionId, { subjectKind: "order" }));
}

/**
 * The merchant's "tell again" on one order.
 * @returns false when nothing of it was refused, or the shop has no such order.
 */
export async function retellOrder(
  { db, clock }: Pick<Effects, "db" | "clock">,
  shop: string,
  placedOrderId: string,
): Promise<boolean> {
  const now = clock.now();
  return db.$transaction(async (tx) => {
    const row = await tx.placedOrder.findFirst({ where: { id: placedOrderId, shop } });
    if (!row) return false;
    const retried = await retryFailed(tx, shop, row.connectionId, { subjectKind: "order", subjectId: row.id });
    if (retried === 0) return false;
    await recordOrderEvent(tx, row, "told_again", {}, now);
    return true;
  });
}
