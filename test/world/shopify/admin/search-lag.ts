import type { OrderRecord } from "../store/records";

const missed = new WeakMap<OrderRecord, number>();

/** What a search sees of the orders: its index lags, so that a new order is missed by the first few searches. */
export function indexed(orders: readonly OrderRecord[], query: string | null | undefined, lag: number) {
  if (!query || lag === 0) return orders;
  return orders.filter((order) => {
    const before = missed.get(order) ?? 0;
    missed.set(order, before + 1);
    return before >= lag;
  });
}
