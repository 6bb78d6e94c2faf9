import { randomUUID } from "node:crypto";

import { describe, expect, it } from "vitest";

import type { OrderStatusChanged } from "../../../app/canonical/event";
import type { EventResult } from "../../../app/channels/channel";
import { raiseProblem } from "../../../app/connections/problems";
import { refreshOrder } from "../../../app/orders/refresh";
import { settleOrder } from "../../../app/orders/settle";
import type { OrderFactsFragment } from "../../../app/shopify/generated/admin";
import { untouchedOrder as facts } from "../../support/order-facts";
import { useOrdersHouse } from "./house";

const house = useOrdersHouse();

const parcel: OrderFactsFragment["fulfillments"][number] = {
  id: "gid://shopify/Fulfillment/1",
  status: "SUCCESS",
  displayStatus: "FULFILLED",
  deliveredAt: null,
  updatedAt: "2026-11-21T10:00:00Z",
  trackingInfo: [],
};

const shipped: OrderFactsFragment = {
  ...facts,
  updatedAt: "2026-11-21T10:00:00Z",
  displayFulfillmentStatus: "FULFILLED",
  fulfillments: [parcel],
};

/** A placed order that is in Shopify and of which the channel knows that it is confirmed. */
async function placed(state = "active") {
  const home = await house.addShop({ state });
  const row = await house.effects.db.placedOrder.create({
    data: {
      shop: home.shop,
      connectionId: home.connection.id,
      channel: "hkj",
      channelOrderId: "HKJ-1",
      state: "created",
      orderHash: "x",
      sourceIdentifier: randomUUID(),
      shopifyOrderId: "501",
      status: "confirmed",
      statuses: ["confirmed"],
      statusVersion: 1,
      receivedAt: house.clock.now(),
    },
  });
  const payload = { shop: home.shop, placedOrderId: row.id };
  const see = (order: OrderFactsFragment | null) =>
    refreshOrder(house.effects, () => ({ request: () => Promise.resolve({ order } as never) }), payload);
  const events = async () => {
    const rows = await house.effects.db.outboxEvent.findMany({ where: { subjectId: row.id }, orderBy: { id: "asc" } });
    return rows.map((entry) => entry.payload as unknown as OrderStatusChanged);
  };
  const now = () => house.effects.db.placedOrder.findUniqueOrThrow({ where: { id: row.id } });
  return { home, row, see, events, now };
}

describe("the status of an order", () => {
  it("is queued once for the channel, under our id and its own, however often it is seen", async () => {
    const { see, events, now, row } = await placed();
    await see(shipped);
    await see(shipped);
    await see({ ...shipped, updatedAt: "2026-11-21T10:05:00Z" });
    expect(await events()).toMatchObject([{ channelOrderId: "HKJ-1", shopOrderId: "501", status: "shipped" }]);
    expect(await now()).toMatchObject({ status: "shipped", statusVersion: 2, statuses: ["confirmed", "shipped"] });
    const [job] = await house.effects.db.$queryRaw<{ n: bigint }[]>`
      select count(*) as n from graphile_worker.jobs where key = ${`delivery:${row.connectionId}`}`;
    expect(job?.n).toBe(1n);
  });

  it("is what was read last in Shopify's time, not what was read last here", async () => {
    const { see, events } = await placed();
    const delivered = { ...parcel, displayStatus: "DELIVERED" as const, deliveredAt: "2026-11-22T09:00:00Z" };
    await see({ ...shipped, updatedAt: "2026-11-22T09:00:00Z", fulfillments: [delivered] });
    await see(shipped);
    await see({ ...facts, cancelledAt: "2026-11-21T09:30:00Z", updatedAt: "2026-11-21T09:30:00Z" });
    expect((await events()).map(({ status }) => status)).toEqual(["delivered"]);
  });

  it("keeps every word that still waits, in order and each under an id of its own", async () => {
    const { see, events } = await placed();
    await see({ ...facts, displayFulfillmentStatus: "PARTIALLY_FULFILLED", updatedAt: "2026-11-21T09:30:00Z" });
    await see(shipped);
    await see({ ...shipped, displayFinancialStatus: "PARTIALLY_REFUNDED", updatedAt: "2026-11-21T11:00:00Z" });
    const queued = await events();
    expect(queued.map(({ status }) => status)).toEqual(["partly_shipped", "shipped", "partly_refunded"]);
    expect(new Set(queued.map(({ eventId }) => eventId)).size).toBe(3);
  });

  it("is told with its tracking, and once more when a tracking number comes later", async () => {
    const { see, events } = await placed();
    await see(shipped);
    const info = { company: "Aramex", number: "JO1", url: "https://track.example/JO1" };
    const tracked = {
      ...shipped,
      updatedAt: "2026-11-21T10:10:00Z",
      fulfillments: [{ ...parcel, trackingInfo: [info] }],
    };
    await see(tracked);
    await see({ ...tracked, updatedAt: "2026-11-21T10:20:00Z" });
    expect((await events()).map(({ status, tracking }) => [status, tracking])).toEqual([
      ["shipped", null],
      ["shipped", info],
    ]);
  });

  const info = { company: "Aramex", number: "JO1", url: null };
  const partlyRefunded = { ...shipped, displayFinancialStatus: "PARTIALLY_REFUNDED" as const };
  const tracked = { fulfillments: [{ ...parcel, trackingInfo: [info] }], updatedAt: "2026-11-21T12:00:00Z" };

  it("is told with a tracking number that comes after a part was refunded", async () => {
    const { see, events } = await placed();
    await see(shipped);
    await see({ ...partlyRefunded, updatedAt: "2026-11-21T11:00:00Z" });
    await see({ ...partlyRefunded, ...tracked });
    await see({ ...partlyRefunded, ...tracked, updatedAt: "2026-11-21T13:00:00Z" });
    expect((await events()).map(({ status, tracking }) => [status, tracking])).toEqual([
      ["shipped", null],
      ["partly_refunded", null],
      ["shipped", info],
    ]);
  });

  it("is told with a tracking number that is read together with a part refunded", async () => {
    const { see, events } = await placed();
    await see(shipped);
    await see({ ...partlyRefunded, ...tracked });
    expect((await events()).map(({ status, tracking }) => [status, tracking])).toEqual([
      ["shipped", null],
      ["shipped", info],
      ["partly_refunded", info],
    ]);
  });

  it("is told with no tracking number any more after its end", async () => {
    const { see, events } = await placed();
    const refunded = { ...shipped, displayFinancialStatus: "REFUNDED" as const };
    await see(refunded);
    await see({ ...refunded, ...tracked });
    expect((await events()).map(({ status }) => status)).toEqual(["shipped", "refunded"]);
  });

  it("that is the end is the end of the order here too", async () => {
    const { see, events, now } = await placed();
    await see({ ...facts, cancelledAt: "2026-11-21T11:00:00Z", updatedAt: "2026-11-21T11:00:00Z" });
    await see({ ...shipped, updatedAt: "2026-11-21T12:00:00Z" });
    expect((await events()).map(({ status }) => status)).toEqual(["cancelled"]);
    expect(await now()).toMatchObject({ state: "cancelled" });
  });

  it("is not queued for a connection that was given up", async () => {
    const { see, events, now } = await placed("disconnected");
    await see(shipped);
    expect(await events()).toEqual([]);
    expect(await now()).toMatchObject({ status: "shipped" });
  });

  it("of an order somebody deleted in Shopify is for the merchant to know", async () => {
    const { home, see } = await placed();
    await see(null);
    expect(await house.effects.db.problem.findMany({ where: { shop: home.shop } })).toMatchObject([
      { code: "order.missing_in_shopify" },
    ]);
  });

  it("of an order that is there again is no problem any more, unless it is another one", async () => {
    const { home, row, see } = await placed();
    const open = () => house.effects.db.problem.findMany({ where: { shop: home.shop, clearedAt: null } });
    await see(null);
    await see(facts);
    expect(await open()).toEqual([]);
    const report = { shop: home.shop, connectionId: row.connectionId, key: `order:${row.id}` };
    await raiseProblem(
      house.effects.db,
      { ...report, code: "order.two_matches", severity: "critical" },
      row.receivedAt,
    );
    await see(shipped);
    expect(await open()).toMatchObject([{ code: "order.two_matches" }]);
  });

  it("of an order that is too old for Shopify to show is nobody's problem", async () => {
    const { home, row, see } = await placed();
    const createdAt = new Date(row.receivedAt.getTime() - 60 * 24 * 3_600_000);
    await house.effects.db.placedOrder.update({ where: { id: row.id }, data: { createdAt } });
    await see(null);
    expect(await house.effects.db.problem.count({ where: { shop: home.shop } })).toBe(0);
  });
});

describe("what the channel answers to a status", () => {
  async function answered(outcome: EventResult["outcome"]) {
    const { home, row, see, events, now } = await placed();
    await see(shipped);
    const [event] = await events();
    if (!event) throw new Error("nothing was queued");
    const settled = { shop: home.shop, connectionId: row.connectionId, subjectId: row.id, event };
    const settle = (again: EventResult["outcome"]) =>
      house.effects.db.$transaction((tx) =>
        settleOrder(
          tx,
          settled,
          { eventId: event.eventId, outcome: again, message: "unknown status +962790000000" },
          house.clock.now(),
        ),
      );
    await settle(outcome);
    const problems = () => house.effects.db.problem.findMany({ where: { shop: home.shop, clearedAt: null } });
    return { now, problems, settle };
  }

  it.each(["applied", "duplicate"] as const)("is written on the order when it was %s", async (outcome) => {
    const { now, problems } = await answered(outcome);
    expect(await now()).toMatchObject({ toldStatus: "shipped", toldAt: house.clock.now() });
    expect(await problems()).toEqual([]);
  });

  it("is not claimed to be told when the channel skipped it", async () => {
    const { now, problems } = await answered("skipped");
    expect(await now()).toMatchObject({ toldStatus: null, toldAt: null });
    expect(await problems()).toEqual([]);
  });

  it("is a problem when it was refused, until it is taken", async () => {
    const { now, problems, settle } = await answered("refused");
    expect(await now()).toMatchObject({ toldStatus: null });
    expect(await problems()).toMatchObject([
      { code: "order.status_refused", params: { order: "HKJ-1", status: "shipped", message: "unknown status …" } },
    ]);
    await settle("applied");
    expect(await problems()).toEqual([]);
  });
});
