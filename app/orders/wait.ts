import type { Effects } from "../platform/effects";
import type { PlacedOrder } from "./placed-order";

/** A signal may get lost; then the row is read again after this long. */
const READ_AGAIN_MS = 1_000;

/** True when the channel can be told what became of it. */
function isSettled(row: PlacedOrder): boolean {
  return row.shopifyOrderId !== null || row.state === "held" || row.state === "cancelled";
}

/**
 * The placed order as soon as it is settled, or as it stands after `patienceMs`.
 * @param gaveUp true once nobody waits for the answer any more: a channel that repeats itself impatiently must not
 * leave a crowd of waiting calls behind.
 */
export async function waitForOrder(
  effects: Pick<Effects, "db" | "signals">,
  shop: string,
  placedOrderId: string,
  patienceMs: number,
  gaveUp: () => boolean = () => false,
): Promise<PlacedOrder> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const left = deadline - performance.now();
    // Listening begins before reading: what is settled in between wakes us.
    const nudge = effects.signals.wait(placedOrderId, Math.max(1, Math.min(left, READ_AGAIN_MS)));
    const row = await effects.db.placedOrder.findFirstOrThrow({ where: { id: placedOrderId, shop } });
    if (isSettled(row) || left <= 0 || gaveUp()) return row;
    await nudge;
  }
}
