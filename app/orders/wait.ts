import type { Statements } from "../platform/db";
import type { Effects } from "../platform/effects";
import { type PlacedOrder, isUnderWay, readPlacedOrder } from "./placed-order";

/** A signal may get lost; then the row is read again after this long. */
const READ_AGAIN_MS = 1_000;

export interface Waiting {
  shop: string;
  placedOrderId: string;
  patienceMs: number;
  /** True once nobody waits for the answer any more. */
  gaveUp: () => boolean;
  /** Work on this very order in this process: its end is worth a look. */
  trying?: Promise<void> | undefined;
}

/** Waits for a placed order: resolves with it as soon as it is settled, or as it stands when the patience is used up. */
export type WaitForOrder = (waiting: Waiting) => Promise<PlacedOrder>;

async function read(db: Statements, shop: string, id: string): Promise<PlacedOrder> {
  const row = await readPlacedOrder(db, { id, shop });
  if (!row) throw new Error(`there is no order ${id}`);
  return row;
}

/** True when the channel can be told what became of it. */
export function isSettled(row: PlacedOrder): boolean {
  return row.shopifyOrderId !== null || !isUnderWay(row);
}

/**
 * A channel that repeats itself impatiently may leave a crowd that waits for the same order: whom one signal wakes share
 * one look at it, and whoever has hung up waits no longer.
 */
export function createOrderWait({ sql, signals }: Pick<Effects, "sql" | "signals">): WaitForOrder {
  const looks = new Map<string, Promise<PlacedOrder>>();
  const look = (shop: string, id: string): Promise<PlacedOrder> => {
    const begun = looks.get(id);
    if (begun) return begun;
    const one = read(sql, shop, id);
    looks.set(id, one);
    // Who comes later may have been woken by a change that this look was too early to see.
    setImmediate(() => looks.delete(id));
    return one;
  };

  return async ({ shop, placedOrderId: id, patienceMs, gaveUp, trying }) => {
    const deadline = performance.now() + patienceMs;
    if (trying) await Promise.race([trying, signals.wait(id, patienceMs)]);
    for (;;) {
      const left = deadline - performance.now();
      // Listening begins before reading: what is settled in between wakes us.
      const nudge = signals.wait(id, Math.max(1, Math.min(left, READ_AGAIN_MS)));
      const row = await look(shop, id);
      if (isSettled(row) || left <= 0 || gaveUp()) return row;
      await nudge;
    }
  };
}
