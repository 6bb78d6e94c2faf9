import { describe, expect, it } from "vitest";

import { testClock } from "../../test/support/effects";
import { Failure } from "../platform/failure";
import type { HttpRequest, HttpResponse } from "../platform/http";
import { createLogger } from "../platform/log";
import { createMetrics } from "../platform/metrics";
import { createOpenAdmin } from "./admin-client";
import { ShopFactsDocument } from "./generated/admin";

type Reply = HttpResponse | Failure;

const json = (body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): HttpResponse => ({
  status: init.status ?? 200,
  headers: new Headers({ "x-request-id": "req-1", ...init.headers }),
  text: JSON.stringify(body),
});
const cost = (requested: number, available: number) => ({
  cost: {
    requestedQueryCost: requested,
    actualQueryCost: requested,
    throttleStatus: { maximumAvailable: 2000, currentlyAvailable: available, restoreRate: 100 },
  },
});
const AMMAN = { shop: { name: "Amman" } };
const ok = (extensions?: unknown) => json({ data: AMMAN, ...(extensions ? { extensions } : {}) });
const errors = (code: string, extensions?: unknown) =>
  json({ errors: [{ message: `says ${code}`, extensions: { code } }], extensions });
const throttled = errors("THROTTLED", cost(300, 100));
const lost = (cause?: Error) =>
  new Failure({ kind: "retryable", code: "http.unreachable", message: "no answer", outcomeUnknown: true, cause });
const refusedConnection = new Failure({ kind: "retryable", code: "http.unreachable", message: "ECONNREFUSED" });

/** An Admin API that gives these answers in turn; waiting moves the clock. */
function open(replies: Reply[]) {
  const clock = testClock();
  const requests: HttpRequest[] = [];
  const sleeps: number[] = [];
  const renewed: string[] = [];
  const metrics = createMetrics();
  const http = async (request: HttpRequest) => {
    requests.push(request);
    const reply = replies.shift() ?? ok();
    if (reply instanceof Failure) throw reply;
    return reply;
  };
  const tokens = {
    accessToken: async (_shop: string, refused?: string) => {
      if (refused !== undefined) renewed.push(refused);
      return refused === undefined ? "token-1" : "token-2";
    },
  };
  const sleep = async (ms: number) => {
    sleeps.push(ms);
    clock.advance(ms);
  };
  const effects = { clock, http, log: createLogger("silent"), metrics };
  const openAdmin = createOpenAdmin(effects, tokens, { sleep, random: () => 1 });
  const admin = openAdmin("amman.myshopify.com");
  return { admin, openAdmin, clock, requests, sleeps, renewed, metrics };
}

const ask = (world: ReturnType<typeof open>, options?: { retries?: "safe" | "none" }) =>
  world.admin.request(ShopFactsDocument, {}, options);

describe("asking the Admin API", () => {
  it("tells Shopify's id of every answer, whatever it says, and only one that is fit to be shown", async () => {
    const heard: string[] = [];
    const odd = json({ data: AMMAN }, { headers: { "x-request-id": "<b>1</b>" } });
    const world = open([throttled, ok(), odd]);
    const options = { onAnswer: (requestId: string) => void heard.push(requestId) };
    await world.admin.request(ShopFactsDocument, {}, options);
    await world.admin.request(ShopFactsDocument, {}, options);
    expect(heard).toEqual(["req-1", "req-1"]);
  });

  it("sends the document with the shop's token and gives back its data", async () => {
    const world = open([ok()]);
    await expect(ask(world)).resolves.toEqual({ shop: { name: "Amman" } });
    const [request] = world.requests;
    expect(request?.url).toBe("https://amman.myshopify.com/admin/api/2026-10/graphql.json");
    expect(request?.headers).toMatchObject({ "x-shopify-access-token": "token-1" });
    const body = JSON.parse(String(request?.body)) as { query: string; operationName: string };
    expect(body.operationName).toBe("ShopFacts");
    expect(body.query).toContain("query ShopFacts");
  });

  it("counts calls by operation and outcome", async () => {
    const world = open([throttled, ok()]);
    await ask(world);
    const { values } = await world.metrics.adminCalls.get();
    expect(values.map(({ labels, value }) => [labels.operation, labels.outcome, value])).toEqual([
      ["ShopFacts", "throttled", 1],
      ["ShopFacts", "ok", 1],
    ]);
  });
});

describe("pacing", () => {
  it("waits before a query it cannot afford", async () => {
    const world = open([ok(cost(500, 200)), ok(cost(500, 0))]);
    await ask(world);
    expect(world.sleeps).toEqual([]);
    await ask(world);
    // 500 points are asked for, 200 are there, 100 come back a second.
    expect(world.sleeps).toEqual([3000]);
  });

  it("keeps one budget a shop", async () => {
    const world = open([ok(cost(500, 0))]);
    await ask(world);
    await world.openAdmin("irbid.myshopify.com").request(ShopFactsDocument, {});
    expect(world.sleeps).toEqual([]);
  });

  it("waits after THROTTLED until the points are there, and asks again", async () => {
    const world = open([throttled, ok()]);
    await expect(ask(world)).resolves.toEqual(AMMAN);
    expect(world.sleeps[0]).toBe(2000);
    expect(world.requests).toHaveLength(2);
  });

  it("waits the seconds that Retry-After asks for after a 429", async () => {
    const world = open([json("", { status: 429, headers: { "retry-after": "7" } }), ok()]);
    await ask(world);
    expect(world.sleeps).toEqual([7000]);
  });
});

describe("trouble that passes", () => {
  it.each([
    ["a 503", json("", { status: 503 })],
    ["an HTML page with 200", { ...json(""), text: "<html>" }],
    ["an error of Shopify's own", errors("INTERNAL_SERVER_ERROR")],
    ["a connection that was never made", refusedConnection],
    ["a lost answer", lost()],
  ])("tries again after %s", async (_, reply) => {
    const world = open([reply, ok()]);
    await expect(ask(world)).resolves.toEqual(AMMAN);
    expect(world.sleeps).toEqual([500]);
  });

  it("waits longer every time, and gives up in the end", async () => {
    const world = open(Array.from({ length: 10 }, () => json("", { status: 502 })));
    await expect(ask(world)).rejects.toMatchObject({
      kind: "retryable",
      code: "shopify.unavailable",
      outcomeUnknown: true,
    });
    expect(world.sleeps).toEqual([500, 1000, 2000, 4000, 8000]);
  });

  it("does not wait for ever: what Shopify asks beyond that is told to the caller", async () => {
    const world = open([json("", { status: 429, headers: { "retry-after": "600" } })]);
    await expect(ask(world)).rejects.toMatchObject({ code: "shopify.throttled", retryAfterMs: 600_000 });
    expect(world.requests).toHaveLength(1);
  });

  it.each([
    ["is frozen", json("", { status: 402 })],
    ["is locked", json("", { status: 423 })],
    ["is closed", errors("SHOP_INACTIVE")],
  ])("is left alone for minutes when the shop %s", async (_, reply) => {
    const world = open([reply]);
    const failure = { kind: "retryable", code: "shopify.shop_closed", retryAfterMs: 300_000, outcomeUnknown: false };
    await expect(ask(world)).rejects.toMatchObject(failure);
    expect(world.requests).toHaveLength(1);
  });

  it("calls a passed time limit by its name", async () => {
    const late = new Error("too late");
    late.name = "TimeoutError";
    const world = open([lost(late)]);
    await expect(ask(world, { retries: "none" })).rejects.toMatchObject({
      code: "shopify.timeout",
      outcomeUnknown: true,
    });
  });
});

describe("what must not happen twice", () => {
  it("is not repeated when its answer is lost, and says that nobody knows", async () => {
    const world = open([lost(), ok()]);
    await expect(ask(world, { retries: "none" })).rejects.toMatchObject({ outcomeUnknown: true, kind: "retryable" });
    expect(world.requests).toHaveLength(1);
  });

  it("is repeated when Shopify only had no room for it", async () => {
    const world = open([throttled, json("", { status: 429 }), ok()]);
    await expect(ask(world, { retries: "none" })).resolves.toEqual(AMMAN);
    expect(world.requests).toHaveLength(3);
  });

  it("is repeated when the connection was never made", async () => {
    const world = open([refusedConnection, ok()]);
    await expect(ask(world, { retries: "none" })).resolves.toEqual(AMMAN);
  });

  it("keeps in mind an unknown outcome through the tries that follow", async () => {
    const world = open([lost(), ...Array.from({ length: 5 }, () => throttled)]);
    await expect(ask(world)).rejects.toMatchObject({ code: "shopify.throttled", outcomeUnknown: true });
  });
});

describe("a token that Shopify refuses", () => {
  const unauthorized = json({ errors: "[API] Invalid API key or access token" }, { status: 401 });

  it("is exchanged for another, once", async () => {
    const world = open([unauthorized, ok()]);
    await expect(ask(world, { retries: "none" })).resolves.toEqual(AMMAN);
    expect(world.renewed).toEqual(["token-1"]);
    expect(world.requests[1]?.headers).toMatchObject({ "x-shopify-access-token": "token-2" });
  });

  it("is a final failure when the other is refused too", async () => {
    const world = open([unauthorized, unauthorized, ok()]);
    await expect(ask(world)).rejects.toMatchObject({ code: "shopify.unauthorized", kind: "final" });
    expect(world.requests).toHaveLength(2);
  });
});

describe("what no repeat will mend", () => {
  it("fails at once, with Shopify's words and request id", async () => {
    const world = open([errors("undefinedField")]);
    const failure = ask(world);
    await expect(failure).rejects.toMatchObject({ code: "shopify.invalid_query", kind: "final" });
    await expect(failure).rejects.toThrow("ShopFacts: says undefinedField (request req-1)");
  });

  it("does not repeat a variable's value", async () => {
    const problems = [{ path: ["order", "phone"], explanation: "+962791234567 is no phone number" }];
    const message = `Variable $order was provided invalid value for phone (+962791234567)`;
    const reply = json({ errors: [{ message, extensions: { value: { phone: "+962791234567" }, problems } }] });
    const failure = ask(open([reply]));
    await expect(failure).rejects.toThrow("a variable does not fit: order.phone");
    await expect(failure).rejects.not.toThrow("962791234567");
  });

  it("counts data that came with errors as failed", async () => {
    const partial = json({ data: { shop: null }, errors: [{ message: "no", extensions: { code: "ACCESS_DENIED" } }] });
    await expect(ask(open([partial]))).rejects.toMatchObject({ code: "shopify.access_denied", kind: "final" });
  });
});
