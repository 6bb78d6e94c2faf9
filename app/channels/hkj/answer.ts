import type { DeliveryOutcome, HttpAnswer } from "../channel";
import { ANSWER_ID_KEYS, ANSWER_KEYS, ANSWERS } from "./contract";

/**
 * What HKJ is told about its call (contract H6 to H8). An order held for the merchant is answered 200 with our own lasting
 * reference: it is stored for good and repeating it would change nothing. Only what is not settled yet asks for a repeat.
 */
export function answer(outcome: DeliveryOutcome): HttpAnswer {
  switch (outcome.kind) {
    case "order_accepted":
      return json(ANSWERS.accepted, orderIds(outcome.shopOrderId));
    case "order_held":
      return json(ANSWERS.held, { ...orderIds(outcome.reference), [ANSWER_KEYS.code]: outcome.code });
    case "order_pending":
      return json(ANSWERS.pending, {}, { "retry-after": String(Math.max(1, Math.ceil(outcome.retryAfterSeconds))) });
    case "order_conflict":
      return json(ANSWERS.conflict, reasonOf(outcome));
    case "acknowledged":
      return json(ANSWERS.acknowledged, {});
    case "invalid":
      return json({ http: outcome.status, status: ANSWERS.invalid.status }, reasonOf(outcome));
  }
}

function orderIds(id: string): Record<string, string> {
  return Object.fromEntries(ANSWER_ID_KEYS.map((key) => [key, id]));
}

function reasonOf({ code, message }: { code: string; message: string }): Record<string, string> {
  return { [ANSWER_KEYS.code]: code, [ANSWER_KEYS.error]: message };
}

function json(
  { http, status }: { http: number; status: string },
  more: Record<string, string>,
  headers: Record<string, string> = {},
): HttpAnswer {
  return {
    status: http,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify({ [ANSWER_KEYS.status]: status, ...more }),
  };
}
