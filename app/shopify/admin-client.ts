/**
 * The Admin GraphQL API of one shop: paced by cost, patient with what passes, clear about what failed.
 *
 * A call waits until the shop's budget covers its cost, then goes out. Refused for its cost or its rate (THROTTLED, 429)
 * it had no effect and is repeated. A 5xx, a timeout or a broken connection leave open what happened: repeated only with
 * `retries: "safe"`. A 401 gets one try with another token. Waits double from half a second, with jitter, or are as long
 * as Shopify asks; when they add up to more than WAIT_LIMIT_MS the failure goes to the caller, whose job is tried later.
 */
import type { Effects } from "../platform/effects";
import { Failure, isFailure } from "../platform/failure";
import { type HttpResponse, readRequestId } from "../platform/http";
import { type Cost, readAnswer } from "./admin-answer";
import { ADMIN_API_VERSION } from "./api-version";
import { type CostBudget, createCostBudget } from "./cost-budget";
import type { TypedDocumentString } from "./generated/admin";
import type { ShopTokens } from "./tokens";

const TIMEOUT_MS = 20_000;
const MAX_TRIES = 6;
const WAIT_LIMIT_MS = 45_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 16_000;

export interface AdminRequestOptions {
  /** Of each try. */
  timeoutMs?: number;
  /** "none" for what must not happen twice: never repeated once it may have had its effect. Default "safe". */
  retries?: "safe" | "none";
  /** Told Shopify's own id of each try that got an answer: what its support asks for. */
  onAnswer?: (requestId: string) => void;
}

export interface AdminClient {
  /**
   * @throws Failure `shopify.throttled`, `shopify.unavailable`, `shopify.timeout` (retryable; `outcomeUnknown` when any
   * try may have had its effect); `shopify.shop_closed` (retryable, after minutes); `shopify.unauthorized`, `shopify.access_denied`, `shopify.invalid_query` (final); and
   * what `ShopTokens.accessToken` throws. Partial data is a failure.
   */
  request<R, V>(document: TypedDocumentString<R, V>, variables: V, options?: AdminRequestOptions): Promise<R>;
}

/** The client of a shop; clients of one shop share its budget. */
export type OpenAdmin = (shop: string) => AdminClient;

type Needs = Pick<Effects, "clock" | "http" | "log" | "metrics">;

export interface OpenAdminOptions {
  sleep?: (ms: number) => Promise<void>;
  /** 0 to 1, as Math.random. */
  random?: () => number;
}

export function createOpenAdmin(
  effects: Needs,
  tokens: Pick<ShopTokens, "accessToken">,
  options: OpenAdminOptions = {},
): OpenAdmin {
  const { sleep = sleepFor, random = Math.random } = options;
  const budgets = new Map<string, CostBudget>();
  /** What an operation cost when it was last asked: known from its first answer on. */
  const costs = new Map<string, number>();

  return (shop) => ({
    async request<R, V>(document: TypedDocumentString<R, V>, variables: V, request: AdminRequestOptions = {}) {
      const query = document.toString();
      const operation = operationName(query);
      const body = JSON.stringify({ query, variables, operationName: operation });
      const call = { shop, operation, body, timeoutMs: request.timeoutMs ?? TIMEOUT_MS, onAnswer: request.onAnswer };
      const patience = createPatience(request.retries ?? "safe", random);
      let token = await tokens.accessToken(shop);
      let renewed = false;
      for (;;) {
        const outcome = await once(call, token);
        if (!("failure" in outcome)) return outcome.data as R;
        const { failure } = outcome;
        if (failure.code === "shopify.unauthorized" && !renewed) {
          renewed = true;
          token = await tokens.accessToken(shop, token);
          continue;
        }
        const wait = patience.waitAfter(failure, outcome.cost);
        effects.log.debug(
          { shop, operation, code: failure.code, reason: failure.message, wait },
          "shopify: call failed",
        );
        if (wait === undefined) throw patience.verdict(failure);
        await sleep(wait);
      }
    },
  });

  async function once(
    call: Call,
    token: string,
  ): Promise<{ data: unknown } | { failure: Failure; cost?: Cost | undefined }> {
    const { shop, operation } = call;
    const budget = budgets.get(shop) ?? createCostBudget();
    budgets.set(shop, budget);
    const expected = costs.get(operation) ?? 0;
    const wait = budget.take(expected, effects.clock.now());
    let cost: Cost | undefined;
    try {
      if (wait > 0) await sleep(wait);
      const response = await send(call, token);
      const requestId = readRequestId(response.headers);
      if (requestId) call.onAnswer?.(requestId);
      const answer = readAnswer(response, operation, effects.clock.now());
      cost = answer.cost;
      if (cost) costs.set(operation, cost.requested);
      count(operation, answer.failure?.code ?? "ok");
      return answer.failure ? { failure: answer.failure, cost } : { data: answer.data };
    } catch (error) {
      if (!isFailure(error)) throw error;
      const failure = withoutAnswer(error, operation);
      count(operation, failure.code);
      return { failure };
    } finally {
      budget.settle(expected, effects.clock.now(), cost?.status);
    }
  }

  function send(call: Call, token: string): Promise<HttpResponse> {
    return effects.http({
      method: "POST",
      url: `https://${call.shop}/admin/api/${ADMIN_API_VERSION}/graphql.json`,
      headers: { "content-type": "application/json", accept: "application/json", "x-shopify-access-token": token },
      body: call.body,
      timeoutMs: call.timeoutMs,
    });
  }

  function count(operation: string, outcome: string): void {
    effects.metrics.adminCalls.inc({ operation, outcome: outcome.replace("shopify.", "") });
  }
}

interface Call {
  shop: string;
  operation: string;
  body: string;
  timeoutMs: number;
  onAnswer: AdminRequestOptions["onAnswer"];
}

/** Decides how long to wait before another try, and remembers whether any try may have had its effect. */
function createPatience(retries: "safe" | "none", random: () => number) {
  let tries = 0;
  let waited = 0;
  let outcomeUnknown = false;
  return {
    /** Undefined: no more. */
    waitAfter(failure: Failure, cost: Cost | undefined): number | undefined {
      tries += 1;
      outcomeUnknown ||= failure.outcomeUnknown;
      if (failure.kind === "final" || tries >= MAX_TRIES) return undefined;
      if (outcomeUnknown && retries === "none") return undefined;
      const backoff = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1)) * (0.5 + random() / 2);
      const wait = Math.ceil(Math.max(failure.retryAfterMs ?? 0, missingPointsMs(cost), backoff));
      if (waited + wait > WAIT_LIMIT_MS) return undefined;
      waited += wait;
      return wait;
    },
    /** The last failure, which speaks for all tries: one lost answer is enough for an unknown outcome. */
    verdict(failure: Failure): Failure {
      if (failure.outcomeUnknown === outcomeUnknown) return failure;
      const { kind, code, message, params, retryAfterMs } = failure;
      const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
      return new Failure({ kind, code, message, params, outcomeUnknown, cause: failure, ...wait });
    },
  };
}

/** How long the bucket needs for what the refused query asked. */
function missingPointsMs(cost: Cost | undefined): number {
  if (!cost) return 0;
  const missing = Math.min(cost.requested, cost.status.maximumAvailable) - cost.status.currentlyAvailable;
  return Math.max(0, (missing / cost.status.restoreRate) * 1000);
}

/** `http.unreachable`, in this room's words. */
function withoutAnswer(failure: Failure, operation: string): Failure {
  const timedOut = failure.cause instanceof Error && failure.cause.name === "TimeoutError";
  return new Failure({
    kind: "retryable",
    code: timedOut ? "shopify.timeout" : "shopify.unavailable",
    message: `${operation}: ${failure.message}`,
    params: { operation },
    outcomeUnknown: failure.outcomeUnknown,
    cause: failure,
  });
}

function operationName(query: string): string {
  return /\b(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? "anonymous";
}

function sleepFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
