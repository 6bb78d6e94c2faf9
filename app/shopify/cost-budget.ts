/**
 * Shopify's cost limit for one shop, as a leaking bucket of points (shopify.dev, "API rate limits"): every answer says
 * how large the bucket is, how fast it fills, and what is in it. Points are taken before a query goes out. When there
 * are too few, the balance goes below zero and the caller waits until it would be back at zero, so that callers queue
 * up by arithmetic.
 */
export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  /** Points a second. */
  restoreRate: number;
}

export interface CostBudget {
  /** @returns milliseconds to wait before sending. Every `take` is followed by one `settle`. */
  take(cost: number, now: Date): number;
  /** The call ended; `status` is what the answer said, if it said anything. */
  settle(cost: number, now: Date, status?: ThrottleStatus): void;
}

export function createCostBudget(): CostBudget {
  let known: { status: ThrottleStatus; balance: number; at: number } | undefined;
  /** Points taken by calls that are still under way: an answer to another call may not have counted them yet. */
  let underWay = 0;

  const refill = (now: Date) => {
    if (!known) return;
    const seconds = Math.max(0, now.getTime() - known.at) / 1000;
    known.balance = Math.min(known.status.maximumAvailable, known.balance + seconds * known.status.restoreRate);
    known.at = now.getTime();
  };

  return {
    take(cost, now) {
      refill(now);
      underWay += cost;
      if (!known) return 0;
      known.balance -= cost;
      return known.balance >= 0 ? 0 : Math.ceil((-known.balance / known.status.restoreRate) * 1000);
    },
    settle(cost, now, status) {
      underWay -= cost;
      if (status) known = { status, balance: status.currentlyAvailable - underWay, at: now.getTime() };
    },
  };
}
