import { describe, expect, it } from "vitest";

import { hkjContext, removed, statusChanged, upserted } from "../../../test/support/hkj";
import { useHkj } from "../../../test/support/hkj-world";
import { startHkjWorld } from "../../../test/world/hkj";
import { isFailure } from "../../platform/failure";
import { httpClient } from "../../platform/http";
import type { CanonicalEvent } from "../../canonical/event";
import type { ChannelContext } from "../channel";
import { createHkj } from "./channel";

const hkj = useHkj();
const channel = createHkj({ defaultBaseUrl: "http://unused/" });
const understandsAll = { understands: ["stock", "price", "deleted"] };

function deliver(events: CanonicalEvent[], given: Partial<ChannelContext> = {}) {
  return channel.deliver(hkjContext(hkj.world, hkj.shop, given), events);
}

async function failureOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isFailure(error)) throw new Error("it did not fail");
  return error;
}

const skus = () => hkj.world.catalog(hkj.shop).map((product) => product.sku);
const posts = () => hkj.world.requests.filter((request) => request === "POST /integration/events").length;

describe("delivering events to HKJ", () => {
  it("stores what was sent and tells so for each, in order", async () => {
    const results = await deliver([upserted("B"), upserted("A", { stockQty: 3 })]);
    expect(results).toEqual([
      { eventId: "p-B-v1", outcome: "applied", message: "product.upserted" },
      { eventId: "p-A-v1", outcome: "applied", message: "product.upserted" },
    ]);
    expect(skus()).toEqual(["A", "B"]);
    expect(hkj.world.catalog(hkj.shop)[0]).toMatchObject({ sku: "A", stock_qty: 3, price_fils: 6250 });
  });

  it("passes on HKJ's id of its answer, should it give one", async () => {
    const http: ChannelContext["http"] = async (request) => {
      const response = await httpClient(request);
      return { ...response, headers: new Headers({ "x-request-id": "hkj-77" }) };
    };
    expect(await deliver([upserted("A")], { http })).toMatchObject([{ outcome: "applied", requestId: "hkj-77" }]);
  });

  it("sends nothing for nothing", async () => {
    const before = posts();
    expect(await deliver([])).toEqual([]);
    expect(posts()).toBe(before);
  });

  it("may be repeated: the same event is a duplicate", async () => {
    await deliver([upserted("A")]);
    expect(await deliver([upserted("A")])).toMatchObject([{ outcome: "duplicate", message: null }]);
  });

  it("settles a bad event alone, in HKJ's own words", async () => {
    hkj.shop.refusedSkus.set("BAD", "'title_ar' is required and must be a non-empty string.");
    const results = await deliver([upserted("A"), upserted("BAD"), upserted("C")]);
    expect(results.map((result) => result.outcome)).toEqual(["applied", "refused", "applied"]);
    expect(results[1]?.message).toBe("'title_ar' is required and must be a non-empty string.");
    expect(skus()).toEqual(["A", "C"]);
  });

  it("does not send what HKJ would choke on, and sends the rest", async () => {
    const results = await deliver([upserted("A", { titleAr: "" }), upserted("B")]);
    expect(results.map((result) => result.outcome)).toEqual(["refused", "applied"]);
    expect(hkj.world.received(hkj.shop)).toHaveLength(1);
  });

  it("tells an order's status", async () => {
    hkj.shop.outboundUrl = "http://127.0.0.1:9/";
    await hkj.world.placeOrder(hkj.shop, { items: [{ sku: "A", quantity: 1 }] }, { attempts: 1 });
    expect(await deliver([statusChanged()])).toMatchObject([{ outcome: "applied" }]);
    expect(hkj.world.statuses(hkj.shop, "HKJ-1001")).toMatchObject([{ status: "shipped", order_id: "5001" }]);
  });

  it("takes a status for refused, in HKJ's words, when HKJ skips it: it knows no such order", async () => {
    const [result] = await deliver([statusChanged()]);
    expect(result).toMatchObject({ outcome: "refused", message: "unknown order" });
  });

  it("leaves a status untold where the connection wants it so", async () => {
    const before = posts();
    expect(await deliver([statusChanged()], { statusWords: { shipped: null } })).toMatchObject([
      { outcome: "skipped" },
    ]);
    expect(posts()).toBe(before);
  });
});

describe("limits", () => {
  it("split a batch into calls one after another", async () => {
    const before = posts();
    const events = ["A", "B", "C", "D", "E"].map((sku) => upserted(sku));
    const results = await deliver(events, { options: { maxEvents: 2 } });
    expect(results.map((result) => result.eventId)).toEqual(events.map((event) => event.eventId));
    expect(posts() - before).toBe(3);
    expect(hkj.world.received(hkj.shop).map((event) => event.envelope["event_id"])).toEqual(
      events.map((event) => event.eventId),
    );
  });

  it("of size count bytes, not characters", async () => {
    hkj.world.behaviour.maxBytes = 2000;
    const events = ["A", "B", "C"].map((sku) => upserted(sku, { titleAr: "ز".repeat(700) }));
    expect(await deliver(events, { options: { maxBytes: 2000 } })).toMatchObject([
      { outcome: "applied" },
      { outcome: "applied" },
      { outcome: "applied" },
    ]);
  });
});

describe("results", () => {
  it("without event ids are known by their position", async () => {
    hkj.shop.refusedSkus.set("B", "no");
    hkj.world.misbehave({ hideEventIds: true });
    const results = await deliver([upserted("A"), upserted("B"), upserted("C")]);
    expect(results.map((result) => [result.eventId, result.outcome])).toEqual([
      ["p-A-v1", "applied"],
      ["p-B-v1", "refused"],
      ["p-C-v1", "applied"],
    ]);
  });

  it("without event ids are known by nothing where some are missing: those events are asked about again", async () => {
    hkj.world.misbehave({ hideEventIds: true, loseResults: 1 });
    const results = await deliver([upserted("A"), upserted("B")]);
    expect(results.map((result) => result.outcome)).toEqual(["duplicate", "duplicate"]);
  });

  it("that are missing are asked for once more", async () => {
    hkj.world.misbehave({ loseResults: 1 });
    const results = await deliver([upserted("A"), upserted("B")]);
    expect(results.map((result) => result.outcome)).toEqual(["applied", "duplicate"]);
  });

  it("that stay missing refuse the batch, so that it is halved down to the silent event", async () => {
    hkj.world.misbehave({ loseResults: 1, times: Infinity });
    const failure = await failureOf(deliver([upserted("A"), upserted("B")]));
    expect(failure).toMatchObject({ kind: "final", code: "channel.batch_refused" });
    expect(await deliver([upserted("B")])).toMatchObject([{ eventId: "p-B-v1", outcome: "refused" }]);
  });

  it("with a word nobody knows are not taken for success", async () => {
    const body = JSON.stringify({ results: [{ event_id: "p-A-v1", status: "postponed" }] });
    hkj.world.misbehave({ status: 200, body });
    expect(await deliver([upserted("A")])).toMatchObject([
      { outcome: "refused", message: 'unknown result "postponed"' },
    ]);
  });

  it("are read whatever else is in them", async () => {
    const results = [null, 7, { event_id: "p-A-v1", status: "ERROR", error: { title_ar: ["missing"] }, new: 1 }];
    hkj.world.misbehave({ status: 200, body: JSON.stringify({ results }) });
    expect(await deliver([upserted("A")])).toMatchObject([{ outcome: "refused", message: '{"title_ar":["missing"]}' }]);
  });
});

describe("trouble", () => {
  it.each([
    [401, "final", "channel.credentials_refused"],
    [403, "final", "channel.disabled"],
    [400, "final", "channel.batch_refused"],
    [413, "final", "channel.batch_refused"],
    [422, "final", "channel.batch_refused"],
    [429, "retryable", "channel.rate_limited"],
    [500, "retryable", "channel.unavailable"],
    [502, "retryable", "channel.unavailable"],
    [404, "retryable", "channel.unavailable"],
    [302, "retryable", "channel.unavailable"],
    [409, "retryable", "channel.unavailable"],
  ] as const)("answered with %i is %s %s", async (status, kind, code) => {
    hkj.world.misbehave({ status });
    expect(await failureOf(deliver([upserted("A")]))).toMatchObject({ kind, code, params: { channel: "HKJ", status } });
  });

  it("really comes from HKJ so for a key that was replaced, and an integration switched off", async () => {
    hkj.shop.enabled = false;
    expect(await failureOf(deliver([upserted("A")]))).toMatchObject({ code: "channel.disabled" });
    const context = hkjContext(hkj.world, hkj.shop);
    hkj.world.rotateKey(hkj.shop);
    expect(await failureOf(channel.deliver(context, [upserted("A")]))).toMatchObject({
      code: "channel.credentials_refused",
    });
  });

  it("waits as long as HKJ asks", async () => {
    hkj.world.misbehave({ status: 429, retryAfter: 7 });
    expect(await failureOf(deliver([upserted("A")]))).toMatchObject({ retryAfterMs: 7000 });
    hkj.world.misbehave({ status: 503, retryAfter: "Sat, 21 Nov 2026 09:01:00 GMT" });
    expect(await failureOf(deliver([upserted("A")]))).toMatchObject({ retryAfterMs: 60_000 });
    hkj.world.misbehave({ status: 503 });
    expect(await failureOf(deliver([upserted("A")]))).toMatchObject({ retryAfterMs: undefined });
  });

  it.each([
    ["a connection cut before the work", { cut: true }, [], "applied"],
    ["an answer lost after the work", { dropAnswer: true }, ["A"], "duplicate"],
    ["an answer that is a web page", { garble: true }, ["A"], "duplicate"],
  ] as const)("%s is sent again as it is", async (_name, rule, stored, then) => {
    hkj.world.misbehave(rule);
    const failure = await failureOf(deliver([upserted("A")]));
    expect(failure).toMatchObject({ kind: "retryable", code: "channel.unavailable", outcomeUnknown: true });
    expect(skus()).toEqual(stored);
    expect(await deliver([upserted("A")])).toMatchObject([{ outcome: then }]);
    expect(skus()).toEqual(["A"]);
  });

  it.each(["{}", "[]", "null", '{"results":{}}', ""])("answered 200 with %j is trouble too", async (body) => {
    hkj.world.misbehave({ status: 200, body });
    expect(await failureOf(deliver([upserted("A")]))).toMatchObject({ kind: "retryable", code: "channel.unavailable" });
  });

  it("where nobody listens is known to have changed nothing", async () => {
    const gone = await startHkjWorld();
    await gone.close();
    const failure = await failureOf(deliver([upserted("A")], { baseUrl: gone.baseUrl }));
    expect(failure).toMatchObject({ kind: "retryable", code: "channel.unavailable", outcomeUnknown: false });
  });

  it("keeps the key and HKJ's words out of what is logged", async () => {
    hkj.world.misbehave({ status: 500, body: `key ${hkj.shop.apiKey} exploded` });
    const failure = await failureOf(deliver([upserted("A")]));
    expect(JSON.stringify([failure.message, failure.params])).not.toContain(hkj.shop.apiKey);
  });
});

describe("light events", () => {
  it("change just what changed", async () => {
    await deliver([upserted("A")]);
    const stock = upserted("A", { stockQty: 7, titleEn: "unsent" }, ["stock"], "p-A-v2");
    expect(await deliver([stock], { findings: understandsAll })).toMatchObject([
      { eventId: "p-A-v2", outcome: "applied", message: "stock.updated" },
    ]);
    expect(hkj.world.catalog(hkj.shop)).toMatchObject([{ stock_qty: 7, title_en: "Olive oil A" }]);
  });

  it("for an article HKJ does not have are followed by the full record", async () => {
    const stock = upserted("A", { stockQty: 7 }, ["stock"]);
    expect(await deliver([stock], { findings: understandsAll })).toEqual([
      { eventId: "p-A-v1", outcome: "applied", message: "product.upserted" },
    ]);
    expect(hkj.world.catalog(hkj.shop)).toMatchObject([{ sku: "A", stock_qty: 7 }]);
  });

  it("that HKJ understood yesterday and not today are followed by the full record", async () => {
    hkj.world.behaviour.understands = [];
    await deliver([upserted("A")]);
    const price = upserted("A", { priceFils: 100 as never }, ["price"], "p-A-v2");
    expect(await deliver([price], { findings: understandsAll })).toMatchObject([{ outcome: "applied" }]);
    expect(hkj.world.catalog(hkj.shop)).toMatchObject([{ price_fils: 100 }]);
    expect(await deliver([removed("A")], { findings: understandsAll })).toMatchObject([{ outcome: "applied" }]);
    expect(hkj.world.catalog(hkj.shop)).toMatchObject([{ stock_qty: 0 }]);
  });

  it("whose answer was lost before the full record went out still end in it", async () => {
    hkj.world.misbehave({ dropAnswer: true });
    const stock = upserted("A", { stockQty: 7 }, ["stock"]);
    await failureOf(deliver([stock], { findings: understandsAll }));
    expect(skus()).toEqual([]);
    expect(await deliver([stock], { findings: understandsAll })).toMatchObject([{ outcome: "applied" }]);
    expect(hkj.world.catalog(hkj.shop)).toMatchObject([{ sku: "A", stock_qty: 7 }]);
  });

  it("are never overtaken by an older full record", async () => {
    const older = upserted("A", { stockQty: 7 }, ["stock"], "p-A-v1");
    const newer = upserted("A", { stockQty: 5 }, ["content", "stock"], "p-A-v2");
    const results = await deliver([older, newer], { findings: understandsAll });
    expect(results.map((result) => result.outcome)).toEqual(["skipped", "applied"]);
    expect(hkj.world.catalog(hkj.shop)).toMatchObject([{ stock_qty: 5 }]);
  });

  it("delete what HKJ has, and have nothing to do for what it does not have", async () => {
    await deliver([upserted("A")]);
    expect(await deliver([removed("A")], { findings: understandsAll })).toMatchObject([{ outcome: "applied" }]);
    expect(await deliver([removed("B")], { findings: understandsAll })).toMatchObject([{ outcome: "skipped" }]);
    expect(skus()).toEqual([]);
  });
});
