import { describe, expect, it } from "vitest";

import type { DeliveryOutcome } from "../channel";
import { answer } from "./answer";

function told(outcome: DeliveryOutcome) {
  const { status, headers, body } = answer(outcome);
  return { status, headers, body: JSON.parse(body) as unknown };
}

describe("what HKJ is told", () => {
  it("of an order: our id, under every name it may be looked for", () => {
    expect(told({ kind: "order_accepted", shopOrderId: "5001" })).toEqual({
      status: 200,
      headers: { "content-type": "application/json; charset=utf-8" },
      body: { status: "ok", order_id: "5001", external_order_id: "5001", external_id: "5001" },
    });
  });

  it("of an order that waits for the merchant: it is kept, under our lasting reference", () => {
    expect(told({ kind: "order_held", reference: "hkj-77", code: "order.unknown_article" })).toMatchObject({
      status: 200,
      body: { status: "pending_review", order_id: "hkj-77", code: "order.unknown_article" },
    });
  });

  it.each([
    [5, "5"],
    [0.2, "1"],
    [0, "1"],
  ])("of an order under way: come again in %s seconds", (retryAfterSeconds, seconds) => {
    expect(told({ kind: "order_pending", retryAfterSeconds })).toMatchObject({
      status: 503,
      headers: { "retry-after": seconds },
      body: { status: "pending" },
    });
  });

  it("of another order under the same reference: that it conflicts", () => {
    expect(told({ kind: "order_conflict", code: "order.conflict", message: "It differs." })).toMatchObject({
      status: 409,
      body: { status: "error", code: "order.conflict", error: "It differs." },
    });
  });

  it("of anything else that was kept: that it was", () => {
    expect(told({ kind: "acknowledged" })).toMatchObject({ status: 200, body: { status: "ok" } });
  });

  it.each([400, 422] as const)("of what cannot be read: %i, with a code and a sentence", (status) => {
    expect(told({ kind: "invalid", status, code: "payload.no_order", message: "No order." })).toMatchObject({
      status,
      body: { status: "error", code: "payload.no_order", error: "No order." },
    });
  });
});
