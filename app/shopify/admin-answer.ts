import { z } from "zod";

import { Failure } from "../platform/failure";
import { type HttpResponse, retryAfterMs } from "../platform/http";
import { parseJson } from "../platform/json";
import { cutText } from "../platform/text";
import type { ThrottleStatus } from "./cost-budget";

const throttleStatus = z.object({
  maximumAvailable: z.number().positive(),
  currentlyAvailable: z.number(),
  restoreRate: z.number().positive(),
});
const cost = z.object({ requestedQueryCost: z.number(), throttleStatus });
const graphqlError = z.object({
  message: z.string().default(""),
  extensions: z
    .object({
      code: z.string().optional(),
      problems: z
        .array(z.object({ path: z.array(z.union([z.string(), z.number()])) }))
        .optional()
        .catch(undefined),
    })
    .optional(),
});
const envelope = z.object({
  data: z.unknown().optional(),
  // A string where the whole request was refused, e.g. {"errors":"Not Found"}.
  errors: z.union([z.array(graphqlError), z.string()]).optional(),
  extensions: z.object({ cost: cost.optional().catch(undefined) }).optional(),
});

export interface Cost {
  requested: number;
  status: ThrottleStatus;
}

/** What came of one call. `failure` is undefined exactly when `data` is whole. */
export interface Answer {
  data: unknown;
  cost: Cost | undefined;
  failure: Failure | undefined;
}

interface Verdict {
  kind: Failure["kind"];
  code: string;
  outcomeUnknown?: boolean;
  /** To be waited for where Shopify asks for nothing. */
  waitMs?: number;
}

/** Frozen for an unpaid bill, locked or closed: it may come back, after days as a rule. Asked now and then. */
const CLOSED: Verdict = { kind: "retryable", code: "shopify.shop_closed", waitMs: 300_000 };

/** Error codes of the GraphQL body: shopify.dev, Admin API "Status and error codes". */
const failureOf: Record<string, Verdict> = {
  THROTTLED: { kind: "retryable", code: "shopify.throttled" },
  INTERNAL_SERVER_ERROR: { kind: "retryable", code: "shopify.unavailable", outcomeUnknown: true },
  TIMEOUT: { kind: "retryable", code: "shopify.unavailable", outcomeUnknown: true },
  SHOP_INACTIVE: CLOSED,
  ACCESS_DENIED: { kind: "final", code: "shopify.access_denied" },
};
const INVALID: Verdict = { kind: "final", code: "shopify.invalid_query" };

/** Reads an answer of the Admin GraphQL API. Data that came together with errors is not whole, so it is a failure. */
export function readAnswer(response: HttpResponse, operation: string, now: Date): Answer {
  const requestId = response.headers.get("x-request-id") ?? "none";
  const fail = (verdict: Verdict, what: string): Failure => {
    const wait = retryAfterMs(response.headers, now) ?? verdict.waitMs;
    const message = `${operation}: ${what} (request ${requestId})`;
    const params = { operation };
    return new Failure({ ...verdict, message, params, ...(wait !== undefined && { retryAfterMs: wait }) });
  };
  if (response.status !== 200) {
    return { data: undefined, cost: undefined, failure: fail(ofStatus(response.status), `HTTP ${response.status}`) };
  }
  const read = envelope.safeParse(parseJson(response.text));
  if (!read.success) {
    const verdict: Verdict = { kind: "retryable", code: "shopify.unavailable", outcomeUnknown: true };
    return { data: undefined, cost: undefined, failure: fail(verdict, "an answer that is not GraphQL's") };
  }
  const { data, errors, extensions } = read.data;
  const said = extensions?.cost;
  const found = said && { requested: said.requestedQueryCost, status: said.throttleStatus };
  if (errors !== undefined && errors.length > 0) {
    return { data: undefined, cost: found, failure: fail(...ofErrors(errors)) };
  }
  const whole = data !== undefined && data !== null;
  return { data, cost: found, failure: whole ? undefined : fail(INVALID, "an answer without data") };
}

function ofStatus(status: number): Verdict {
  if (status === 401) return { kind: "final", code: "shopify.unauthorized" };
  if (status === 429) return { kind: "retryable", code: "shopify.throttled" };
  // Frozen for an unpaid bill (402), or locked (423).
  if (status === 402 || status === 423) return CLOSED;
  if (status === 403 || status === 404) return { kind: "final", code: "shopify.access_denied" };
  if (status >= 400 && status < 500) return INVALID;
  return { kind: "retryable", code: "shopify.unavailable", outcomeUnknown: true };
}

function ofErrors(errors: z.infer<typeof graphqlError>[] | string): [Verdict, string] {
  if (typeof errors === "string") return [INVALID, errors];
  const codes = errors.map((error) => error.extensions?.code ?? "");
  // A final reason among several decides: trying again would meet it again.
  const verdicts = codes.map((code) => failureOf[code] ?? INVALID);
  const verdict = verdicts.find((candidate) => candidate.kind === "final") ?? verdicts[0] ?? INVALID;
  return [verdict, errors.map(describe).join("; ")];
}

/** What is said of a variable's value quotes the value, which may be somebody's phone number: its place is enough. */
function describe({ message, extensions }: z.infer<typeof graphqlError>): string {
  if (!extensions?.problems && extensions?.code !== "INVALID_VARIABLE") return cutText(message, 300);
  const places = (extensions.problems ?? []).map((problem) => problem.path.join("."));
  return `a variable does not fit: ${places.join(", ")}`;
}
