import { describe, expect, it, vi } from "vitest";

import { receiveCancellation } from "../../../app/orders/cancellation";
import type { Database } from "../../../app/platform/db";
import { waitingForLocks } from "../../support/database";
import { sign } from "../../world/hkj";
import { type Home, useOrdersHouse } from "./house";

const house = useOrdersHouse({ patienceMs: 50 });
const items = [{ sku: "OLV-750", quantity: 2, unitPriceFils: 6250 }];

async function post({ hkjShop }: Home, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const response = await fetch(hkjShop.outboundUrl ?? "", { method: "POST", body, headers });
  return { status: response.status, text: await response.text() };
}

function signed(home: Home, body: string) {
  return post(home, body, { "x-signature": sign(home.hkjShop.signingSecret, body, "hex") });
}

async function kept({ shop }: Home) {
  const [deliveries, orders] = await Promise.all([
    house.effects.db.inboxDelivery.findMany({ where: { shop }, orderBy: { id: "asc" } }),
    house.effects.db.placedOrder.findMany({ where: { shop } }),
  ]);
  return { deliveries, orders };
}

async function jobsOf(placedOrderId: string) {
  const { rows } = await house.effects.pool.query<{ task: string }>(
    `select t.identifier as task from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where j.payload ->> 'placedOrderId' = $1`,
    [placedOrderId],
  );
  return rows.map(({ task }) => task);
}

/** The database, for a process to which something happens right after it found an order. */
function whenFound(happens: () => Promise<void>): Database {
  return house.effects.db.$extends({
    query: {
      placedOrder: {
        async findFirstOrThrow({ args, query }) {
          const row = await query(args);
          await happens();
          return row;
        },
      },
    },
  }) as unknown as Database;
}

describe("the channel's door", () => {
  it("stores an order, its job and its timeline before it answers, and asks for a repeat while it is not made", async () => {
    const home = await house.addShop();
    const { attempts, orderNumber } = await house.hkj.placeOrder(home.hkjShop, { items }, { attempts: 1 });
    expect(attempts).toMatchObject([{ status: 503, retryAfter: "5" }]);
    const { deliveries, orders } = await kept(home);
    expect(deliveries).toMatchObject([{ source: "hkj", topic: "order.placed", state: "done" }]);
    expect(orders).toMatchObject([{ channelOrderId: orderNumber, state: "received", totalFils: 14500 }]);
    expect(await jobsOf(orders[0]?.id ?? "")).toEqual(["order.create"]);
  });

  it("lets one of ten equal orders at once through", async () => {
    const home = await house.addShop();
    await house.hkj.placeOrder(home.hkjShop, { items }, { attempts: 1, atOnce: 10 });
    const { deliveries, orders } = await kept(home);
    expect(deliveries).toHaveLength(1);
    expect(orders).toHaveLength(1);
    expect(await jobsOf(orders[0]?.id ?? "")).toHaveLength(1);
    const events = await house.effects.db.orderEvent.findMany({ where: { shop: home.shop } });
    const times = events.map(({ detail }) => (detail as { count?: number }).count ?? 0);
    expect(times.reduce((sum, count) => sum + count, 0)).toBe(9);
  });

  it("knows an order told again under another event id, and keeps its content once", async () => {
    const home = await house.addShop();
    const order = await house.hkj.placeOrder(home.hkjShop, { items }, { attempts: 1 });
    await house.hkj.tellAgain(home.hkjShop, order, { eventId: "evt-again" }, { attempts: 1 });
    const { deliveries, orders } = await kept(home);
    expect(deliveries).toHaveLength(1);
    expect(orders).toHaveLength(1);
  });

  it("refuses another order under the same number: the first stands, both are kept, the merchant is told", async () => {
    const home = await house.addShop();
    const order = await house.hkj.placeOrder(home.hkjShop, { items }, { attempts: 1 });
    const data = { items: [{ sku: "OLV-750", quantity: 3, unit_price_fils: 6250 }], total_fils: 20750 };
    const [answer] = await house.hkj.tellAgain(home.hkjShop, order, { data });
    expect(answer).toMatchObject({ status: 409 });
    const { deliveries, orders } = await kept(home);
    expect(deliveries.map(({ state, reason }) => [state, reason])).toEqual([
      ["done", null],
      ["failed", "order.conflict"],
    ]);
    expect(orders).toMatchObject([{ order: { lines: [{ quantity: 2 }] } }]);
    const problems = await house.effects.db.problem.findMany({ where: { shop: home.shop } });
    expect(problems).toMatchObject([{ code: "order.conflict", params: { order: order.orderNumber } }]);
  });

  it.each(["paused", "blocked"])("takes orders of a %s connection: a lost order would be worse", async (state) => {
    const home = await house.addShop({ state });
    await house.hkj.placeOrder(home.hkjShop, { items }, { attempts: 1 });
    expect((await kept(home)).orders).toHaveLength(1);
  });
});

describe("what does not get through the channel's door", () => {
  it("is an address nobody registered", async () => {
    const home = await house.addShop({ state: "disconnected" });
    const [channel, connection] = [`${house.url}/channels/other/${home.connection.token}`, home.hkjShop.outboundUrl];
    for (const url of [channel, `${house.url}/channels/hkj/nobody`, connection ?? ""]) {
      const response = await fetch(url, { method: "POST", body: "{}" });
      expect(response.status).toBe(404);
    }
  });

  it.each([
    ["a wrong", "00".repeat(32)],
    ["no", null],
  ])(
    "is a call with %s signature: nothing of it is kept, the merchant is told until a right one comes",
    async (_, signature) => {
      const home = await house.addShop();
      const order = await house.hkj.placeOrder(home.hkjShop, { items }, { signature });
      expect(order.attempts).toMatchObject([{ status: 401 }]);
      expect(await kept(home)).toEqual({ deliveries: [], orders: [] });
      const where = { shop: home.shop, code: "connection.signature_refused" };
      expect(await house.effects.db.problem.findMany({ where })).toMatchObject([{ clearedAt: null }]);
      await house.hkj.tellAgain(home.hkjShop, order, {}, { attempts: 1 });
      expect(await house.effects.db.problem.findMany({ where })).toMatchObject([
        { clearedAt: expect.any(Date) as Date },
      ]);
    },
  );

  it("is more than 2 MB, announced or not", async () => {
    const home = await house.addShop();
    expect((await post(home, "x".repeat(2 * 1024 * 1024 + 1))).status).toBe(413);
    // Piece by piece, with a turn for the others between: to a socket that is gone, fetch would write for ever.
    const endless = new ReadableStream({
      async pull(controller) {
        await new Promise(setImmediate);
        controller.enqueue(new Uint8Array(256 * 1024));
      },
    });
    const init = { method: "POST", body: endless, duplex: "half" } as RequestInit;
    const answer = await fetch(home.hkjShop.outboundUrl ?? "", init).then(
      ({ status }) => status,
      () => "cut off",
    );
    expect([413, "cut off"]).toContain(answer);
    expect(await kept(home)).toEqual({ deliveries: [], orders: [] });
  });

  it("is a signed body that is not JSON, kept for support", async () => {
    const home = await house.addShop();
    expect(await signed(home, "order: two oils")).toMatchObject({ status: 400 });
    expect((await kept(home)).deliveries).toMatchObject([{ state: "failed", body: "order: two oils" }]);
  });

  it("is a signed payload that is no order: a code and a sentence, kept for support", async () => {
    const home = await house.addShop();
    const body = JSON.stringify({ event_id: "e1", event_type: "order.placed", data: { order_number: "HKJ-1" } });
    const answer = await signed(home, body);
    expect(answer.status).toBe(422);
    expect(answer.text).not.toMatch(/\bat .*\.[jt]s:\d+/);
    const { deliveries, orders } = await kept(home);
    expect(deliveries).toMatchObject([{ state: "failed", deliveryId: "e1", body, reason: "payload.no_order" }]);
    expect(answer.text).toContain("payload.no_order");
    expect(orders).toEqual([]);
  });

  it.each([
    [
      "an order without lines",
      { event_id: "e1", event_type: "order.placed", data: { order_number: "HKJ-1" } },
      "payload.no_order",
    ],
    [
      "a list of two orders",
      [{ event_type: "order.placed" }, { event_type: "order.placed" }],
      "payload.several_events",
    ],
  ])("is told to the merchant once, and for a day at least: %s", async (_, envelope, code) => {
    const home = await house.addShop();
    const where = { shop: home.shop, code };
    for (let n = 0; n < 2; n += 1) expect(await signed(home, JSON.stringify(envelope))).toMatchObject({ status: 422 });
    expect(await house.effects.db.problem.findMany({ where })).toMatchObject([{ count: 1, severity: "critical" }]);
    const activities = await house.effects.db.activityEntry.findMany({ where: { shop: home.shop } });
    expect(activities).toMatchObject([{ kind: "call_refused", params: { code } }]);
    await house.hkj.placeOrder(home.hkjShop, { items }, { attempts: 1 });
    expect(await house.effects.db.problem.count({ where: { ...where, clearedAt: null } })).toBe(1);
    house.clock.advance(24 * 3_600_000);
    await house.hkj.sendEnvelope(home.hkjShop, { event_id: "e2", event_type: "coupon.created", data: {} });
    expect(await house.effects.db.problem.count({ where: { ...where, clearedAt: null } })).toBe(1);
    await house.hkj.placeOrder(home.hkjShop, { items }, { attempts: 1 });
    expect(await house.effects.db.problem.count({ where: { ...where, clearedAt: null } })).toBe(0);
  });

  it("is an event of a kind we do not know: acknowledged and kept", async () => {
    const home = await house.addShop();
    const envelope = { event_id: "e2", event_type: "coupon.created", data: {} };
    expect(await house.hkj.sendEnvelope(home.hkjShop, envelope)).toMatchObject([{ status: 200 }]);
    expect((await kept(home)).deliveries).toMatchObject([{ state: "ignored", topic: "coupon.created" }]);
  });
});

describe("an order that is taken back", () => {
  it("before it was made is never made", async () => {
    const home = await house.addShop();
    const { orderNumber } = await house.hkj.placeOrder(home.hkjShop, { items }, { attempts: 1 });
    expect(await house.hkj.cancelOrder(home.hkjShop, orderNumber)).toMatchObject([{ status: 200 }]);
    expect((await kept(home)).orders).toMatchObject([{ state: "cancelled", shopifyOrderId: null }]);
  });

  it.each(["received", "held"])("in the moment in which it goes from creating to %s is never made", async (next) => {
    const home = await house.addShop();
    const { db } = house.effects;
    const { orderNumber } = await house.hkj.placeOrder(home.hkjShop, { items }, { attempts: 1 });
    await db.placedOrder.updateMany({ where: { shop: home.shop }, data: { state: "creating" } });
    let step: Promise<void> | undefined;
    // Begins when the order was found, and ends when somebody waits for it.
    const begins = () =>
      new Promise<void>((begun) => {
        step = db.$transaction(async (tx) => {
          await tx.placedOrder.updateMany({ where: { shop: home.shop }, data: { state: next } });
          begun();
          await vi.waitFor(async () => expect(await waitingForLocks(house.effects)).toBe(1));
        });
      });
    const named = { channelOrderId: orderNumber, shopOrderId: null, deliveryId: "c1", rawBody: Buffer.from("{}") };
    await receiveCancellation({ ...house.effects, db: whenFound(begins) }, home.connection, named);
    await step;
    expect((await kept(home)).orders).toMatchObject([{ state: "cancelled", shopifyOrderId: null }]);
  });

  it("before it even came is remembered, and acknowledged when it comes", async () => {
    const home = await house.addShop();
    const cancelled = { event_id: "c1", event_type: "order.cancelled", data: { order_number: "HKJ-77" } };
    await house.hkj.sendEnvelope(home.hkjShop, cancelled);
    const order = await house.hkj.placeOrder(home.hkjShop, { orderNumber: "HKJ-77", items });
    expect(order.attempts).toMatchObject([{ status: 200 }]);
    const { orders } = await kept(home);
    expect(orders).toMatchObject([{ channelOrderId: "HKJ-77", state: "cancelled", totalFils: 14500 }]);
    expect(await jobsOf(orders[0]?.id ?? "")).toEqual([]);
  });
});
