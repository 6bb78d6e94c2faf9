import type { GraphQLError } from "graphql";

import type { Context } from "../admin/context";
import { type GraphqlRequest, prepare, run } from "../admin/execute";
import type { Misbehaviour } from "../misbehaviour";
import type { Shopfront } from "../shopfront";
import type { CallLog } from "./call-log";

export type GraphqlAnswer =
  { kind: "json"; status: number; body: object; headers?: Record<string, string> } | { kind: "cut" };

interface Services {
  context: (front: Shopfront) => Context;
  misbehaviour: Misbehaviour;
  log: CallLog;
}

/** Without a code, as Shopify says it. */
const TOO_MANY_ORDERS = {
  order: null,
  userErrors: [{ field: null, message: "Too many attempts. Please try again later.", code: null }],
};

/** One GraphQL call, from the body to what is sent back. */
export function answerGraphql(services: Services, front: Shopfront, request: GraphqlRequest): GraphqlAnswer {
  const prepared = prepare(request);
  const log = (status: number, cost: number, errors: readonly string[] = [], operation = "invalid document"): void => {
    const name = "errors" in prepared ? operation : prepared.name;
    const { shop } = front;
    const variables = request.variables;
    services.log.add({
      shop: shop.settings.domain,
      operation: name,
      variables,
      status,
      cost,
      errors,
      at: shop.clock.now(),
    });
  };
  if ("errors" in prepared) {
    log(200, 0, prepared.errors.map(codeOf));
    return json({ errors: prepared.errors.map((error) => error.toJSON()) });
  }
  const { misbehaviour } = services;
  const early = refusal(misbehaviour, front, prepared.name, prepared.cost);
  if (early) {
    log(early.status, 0, early.code ? [early.code] : []);
    return early.answer;
  }
  if (misbehaviour.strikes("tooManyOrders", prepared.name)) {
    log(200, prepared.cost);
    return json({
      data: { orderCreate: TOO_MANY_ORDERS },
      extensions: { cost: costOf(front, prepared.cost, prepared.cost) },
    });
  }
  const result = run(prepared, services.context(front));
  const errors = (result.errors ?? []).map(codeOf);
  if (misbehaviour.strikes("dropAnswer", prepared.name)) {
    log(0, prepared.cost, errors);
    return { kind: "cut" };
  }
  const late = misbehaviour.strikes("serverErrorAfterWork", prepared.name);
  if (late) {
    log(late.status ?? 502, prepared.cost, errors);
    return { kind: "json", status: late.status ?? 502, body: { errors: "Bad Gateway" } };
  }
  log(200, prepared.cost, errors);
  const cost = costOf(front, prepared.cost, prepared.cost);
  const seen = result.errors ? { errors: result.errors.map((error) => error.toJSON()) } : {};
  return json({ data: result.data ?? null, ...seen, extensions: { cost } });
}

/** What Shopify, or the misbehaviour asked for, says before anything is done. */
function refusal(misbehaviour: Misbehaviour, front: Shopfront, name: string, cost: number) {
  const many = misbehaviour.strikes("tooManyRequests", name);
  if (many) {
    const headers = { "retry-after": String(many.retryAfterSeconds ?? 1) };
    const answer: GraphqlAnswer = { kind: "json", status: 429, body: { errors: "Too many requests" }, headers };
    return { status: 429, code: undefined, answer };
  }
  const broken = misbehaviour.strikes("serverError", name);
  if (broken) {
    const status = broken.status ?? 503;
    return {
      status,
      code: undefined,
      answer: { kind: "json", status, body: { errors: "Service Unavailable" } } as const,
    };
  }
  if (!misbehaviour.strikes("throttled", name) && front.bucket.take(cost)) return undefined;
  const extensions = { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" };
  const body = { errors: [{ message: "Throttled", extensions }], extensions: { cost: costOf(front, cost, null) } };
  return { status: 200, code: "THROTTLED", answer: json(body) };
}

function costOf(front: Shopfront, requestedQueryCost: number, actualQueryCost: number | null) {
  return { requestedQueryCost, actualQueryCost, throttleStatus: front.bucket.status() };
}

const json = (body: object): GraphqlAnswer => ({ kind: "json", status: 200, body });

function codeOf(error: GraphQLError): string {
  const code = error.extensions["code"];
  return typeof code === "string" ? code : "UNKNOWN";
}
