import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import type { Received } from "../../../app/channels/channel";
import { createHkj } from "../../../app/channels/hkj/channel";
import { useHkj } from "../../support/hkj-world";

const hkj = useHkj();
const channel = createHkj({ defaultBaseUrl: "http://unused" });

/** A connector that only verifies, reads and answers; what it answers is set by the test. */
const connector = { received: [] as Received[], unauthentic: 0, failNext: 0, orderId: "5001", url: "" };
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const call = { rawBody: Buffer.concat(chunks), headers: request.headers as Record<string, string> };
    if (!channel.isAuthentic(call, { signingSecret: hkj.shop.signingSecret }, {})) {
      connector.unauthentic += 1;
      return void response.writeHead(401).end("{}");
    }
    connector.received.push(channel.read(call));
    const pending = connector.failNext > 0;
    if (pending) connector.failNext -= 1;
    const answer = channel.answer(
      pending
        ? { kind: "order_pending", retryAfterSeconds: 1 }
        : { kind: "order_accepted", shopOrderId: connector.orderId },
    );
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  connector.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
beforeEach(() => {
  Object.assign(connector, { received: [], unauthentic: 0, failNext: 0, orderId: "5001" });
  hkj.shop.outboundUrl = connector.url;
});
afterAll(() => void server.close());

async function call(path: string, init: RequestInit = {}, apiKey = hkj.shop.apiKey) {
  const response = await fetch(`${hkj.world.baseUrl}${path}`, {
    ...init,
    headers: { "x-api-key": apiKey, "content-type": "application/json" },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const post = (body: unknown) =>
  call("/integration/events", { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) });

const honey = { sku: "HNY-500", title_en: "Honey", title_ar: "عسل", price_fils: 5000, stock_qty: 12 };
const event = (event_id: string, event_type: string, data: unknown) => ({ event_id, event_type, data });

describe("HKJ's documented endpoints", () => {
  it("take the quickstart's event, alone or in a list, once", async () => {
    const upsert = event("evt-1", "product.upserted", honey);
    expect(await post(upsert)).toEqual({
      status: 200,
      body: {
        results: [{ event_id: "evt-1", status: "applied", action: "product.upserted", product_id: 1 }],
        summary: { received: 1, applied: 1, skipped: 0, duplicate: 0, error: 0 },
      },
    });
    expect((await post([upsert])).body["results"]).toEqual([{ event_id: "evt-1", status: "duplicate" }]);
    expect(hkj.world.catalog(hkj.shop.apiKey)).toEqual([{ ...honey, product_id: 1 }]);
  });

  it.each([
    [{ ...honey, title_ar: "" }, "'title_ar' is required and must be a non-empty string."],
    [{ ...honey, sku: 5 }, "'sku' is required and must be a non-empty string."],
    [{ ...honey, price_fils: 1.5 }, "'price_fils' is required and must be an integer of at least 0."],
    [{ ...honey, stock_qty: -1 }, "'stock_qty' must be an integer of at least 0."],
  ])("refuse %j and change nothing", async (data, error) => {
    expect((await post(event("e", "product.upserted", data))).body["results"]).toEqual([
      { event_id: "e", status: "error", error },
    ]);
    expect(hkj.world.catalog(hkj.shop)).toEqual([]);
  });

  it("take dinars as text, and fils before dinars", async () => {
    const unpriced = { sku: honey.sku, title_en: honey.title_en, title_ar: honey.title_ar };
    await post(event("1", "product.upserted", { ...unpriced, price_jod: "5.250" }));
    expect(hkj.world.catalog(hkj.shop)).toMatchObject([{ price_fils: 5250 }]);
    await post(event("2", "product.upserted", { ...honey, price_jod: "9.000" }));
    expect(hkj.world.catalog(hkj.shop)).toMatchObject([{ price_fils: 5000 }]);
  });

  it("answer an envelope without an id with an error without one, and leave the others alone", async () => {
    const { body } = await post([{ nonsense: true }, event("e", "product.upserted", honey)]);
    expect(body["results"]).toMatchObject([{ status: "error" }, { event_id: "e", status: "applied" }]);
  });

  it("skip stock of an unknown product, and know only the event types they know", async () => {
    const { body } = await post([event("1", "stock.updated", { sku: "X", stock_qty: 1 }), event("2", "stock.x", {})]);
    expect(body["results"]).toMatchObject([{ status: "skipped", reason: "unknown product" }, { status: "error" }]);
  });

  it("answer 400 to what is no JSON, 401 to an unknown key, 403 when disabled", async () => {
    expect(await post("{")).toMatchObject({ status: 400 });
    expect(await call("/integration/bulk/1", {}, "ik_live_other")).toMatchObject({ status: 401 });
    hkj.shop.enabled = false;
    expect(await call("/integration/bulk/1")).toMatchObject({ status: 403 });
  });

  it("import in bulk, one poll a step, and show the rows at fault", async () => {
    const rows = JSON.stringify([honey, { ...honey, sku: "B", title_ar: "" }]);
    expect(await call("/integration/bulk?format=json", { method: "POST", body: rows })).toEqual({
      status: 202,
      body: { batch_id: 1, status: "pending", total_rows: 2 },
    });
    expect((await call("/integration/bulk/1")).body).toMatchObject({ status: "started" });
    expect((await call("/integration/bulk/1")).body).toMatchObject({
      status: "done",
      processed_rows: 1,
      error_rows: 1,
      errors: [{ row: 2, error: "'title_ar' is required and must be a non-empty string." }],
    });
    expect(await call("/integration/bulk/2")).toMatchObject({ status: 404 });
    expect(await call("/integration/bulk?format=json", { method: "POST", body: "" })).toMatchObject({ status: 400 });
  });

  it("keep one shop's things from another", async () => {
    await post(event("e", "product.upserted", honey));
    const other = hkj.world.provision();
    expect(hkj.world.catalog(other)).toEqual([]);
    expect(await call("/integration/bulk/1", {}, other.apiKey)).toMatchObject({ status: 404 });
  });
});

describe("an order taken by HKJ's chatbot", () => {
  beforeEach(() => post(event("seed", "product.upserted", honey)));

  it("reaches the connector signed, readable, priced from the catalogue, and its id comes back", async () => {
    const order = await hkj.world.placeOrder(hkj.shop, { items: [{ sku: "HNY-500", quantity: 2 }] });
    expect(order).toMatchObject({ externalId: "5001", answeredIds: ["5001"], attempts: [{ status: 200 }] });
    expect(connector.received).toMatchObject([
      {
        kind: "order_placed",
        order: {
          channelOrderId: order.orderNumber,
          totalFils: 12_000,
          lines: [{ sku: "HNY-500", unitPriceFils: 5000 }],
        },
      },
    ]);
  });

  it("is told again until it is taken", async () => {
    connector.failNext = 2;
    const order = await hkj.world.placeOrder(hkj.shop, { items: [{ sku: "HNY-500", quantity: 1 }] }, { maxWaitMs: 5 });
    expect(order.attempts.map((attempt) => attempt.status)).toEqual([503, 503, 200]);
    expect(order.attempts[0]?.retryAfter).toBe("1");
  });

  it("can be told several times at once, and again, and changed", async () => {
    const policy = { atOnce: 3, repeats: 2 };
    const order = await hkj.world.placeOrder(hkj.shop, { items: [{ sku: "HNY-500", quantity: 1 }] }, policy);
    expect(order.answeredIds).toHaveLength(5);
    await hkj.world.tellAgain(hkj.shop, order, { eventId: "evt-other", data: { total_fils: 1 } });
    expect(connector.received.at(-1)).toMatchObject({ deliveryId: "evt-other", order: { totalFils: 1 } });
  });

  it("is not told again once it was refused, and a bad signature is", async () => {
    const policy = { signature: null };
    const order = await hkj.world.placeOrder(hkj.shop, { items: [{ sku: "HNY-500", quantity: 1 }] }, policy);
    expect(order).toMatchObject({ externalId: null, attempts: [{ status: 401 }] });
    expect(connector.unauthentic).toBe(1);
  });

  it("is cancelled by its number", async () => {
    const order = await hkj.world.placeOrder(hkj.shop, { items: [{ sku: "HNY-500", quantity: 1 }] });
    await hkj.world.cancelOrder(hkj.shop, order.orderNumber, "too late");
    expect(connector.received.at(-1)).toMatchObject({
      kind: "order_cancelled",
      channelOrderId: order.orderNumber,
      reason: "too late",
    });
  });

  it("takes only statuses that HKJ knows, by our id or its own", async () => {
    const order = await hkj.world.placeOrder(hkj.shop, { items: [{ sku: "HNY-500", quantity: 1 }] });
    const { body } = await post([
      event("1", "order.status_changed", { order_id: "5001", status: "shipped" }),
      event("2", "order.status_changed", { order_number: order.orderNumber, status: "delivered" }),
      event("3", "order.status_changed", { order_number: order.orderNumber, status: "gone" }),
      event("4", "order.status_changed", { order_number: "other", status: "shipped" }),
    ]);
    expect(body["summary"]).toMatchObject({ applied: 2, error: 1, skipped: 1 });
    const statuses = hkj.world.statuses(hkj.shop, order.orderNumber);
    expect(statuses.map((told) => told.status)).toEqual(["shipped", "delivered"]);
  });
});
