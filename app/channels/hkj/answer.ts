import type { DeliveryOutcome, HttpAnswer } from "../channel";
import { ANSWER_ID_KEYS, ANSWERS } from "./contract";

/**
 * What HKJ is told about its call (contract H6 to H8). An order held for the merchant is answered 200 with our own lasting
 * reference: it is stored for good and repeating it would change nothing. Only what is not settled yet asks for a repeat.
 */
export function answer(outcome: DeliveryOutcome): HttpAnswer {
  switch (outcome.kind) {
    case "order_accepted":
      return json(ANSWERS.accepted.http, { status: ANSWERS.accepted.status, ...orderIds(outcome.shopOrderId) });
    case "order_held":
      return json(ANSWERS.held.http, {
        status: ANSWERS.held.status,
        ...orderIds(outcome.reference),
        code: outcome.code,
      });
    case "order_pending":
      return json(
        ANSWERS.pending.http,
        { status: ANSWERS.pending.status },
        { "retry-after": String(Math.max(1, Math.ceil(outcome.retryAfterSeconds))) },
      );
    case "order_conflict":
      return json(ANSWERS.conflict.http, failed(ANSWERS.conflict.status, outcome));
    case "acknowledged":
      return json(ANSWERS.acknowledged.http, { status: ANSWERS.acknowledged.status });
    case "invalid":
      return json(outcome.status, failed(ANSWERS.invalid.status, outcome));
  }
}

function orderIds(id: string): Record<string, string> {
  return Object.fromEntries(ANSWER_ID_KEYS.map((key) => [key, id]));
}

function failed(status: string, outcome: { code: string; message: string }): Record<string, string> {
  return { status, code: outcome.code, error: outcome.message };
}

function json(status: number, body: Record<string, string>, headers: Record<string, string> = {}): HttpAnswer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}
