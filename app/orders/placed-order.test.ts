import { expect, it } from "vitest";

import { canonical } from "../../test/support/hkj-orders";
import { canonicalOrder } from "../canonical/order";
import { orderHashOf } from "./placed-order";

it("takes an order for the same with and without its Arabic titles, for another with one more piece", () => {
  const order = canonicalOrder.parse(canonical);
  const lines = (change: object) =>
    canonicalOrder.parse({ ...order, lines: order.lines.map((l) => ({ ...l, ...change })) });
  expect(orderHashOf(lines({ titleAr: undefined }))).toBe(orderHashOf(order));
  expect(orderHashOf(lines({ quantity: 3 }))).not.toBe(orderHashOf(order));
});
