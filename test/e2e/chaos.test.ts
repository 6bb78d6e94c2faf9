import { describe, expect, it } from "vitest";

import { ordersInChaos } from "../chaos/orders";

const LIMIT_MS = 300_000;

describe("orders in chaos", () => {
  it(
    "become one Shopify order each, and the channel is told what came of each",
    async () => {
      const { complaints, ok, ...figures } = await ordersInChaos({ orders: 30, kills: 2, seed: 1 }, () => undefined);
      expect(complaints).toEqual([]);
      expect(figures).toEqual({
        orders: 30,
        shopify_orders: 30,
        duplicates: 0,
        lost: 0,
        statuses_wrong: 0,
        kills: 2,
      });
      expect(ok).toBe(true);
    },
    LIMIT_MS,
  );
});
