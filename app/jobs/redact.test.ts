import { randomUUID } from "node:crypto";

import { describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { testEffects } from "../../test/support/effects";
import { redactCustomer, reportDataRequest } from "./redact";

const database = useDatabase();
const PHONE = "+962790000000";
const person = { id: 501, phone: PHONE, email: "lina@example.com" };

/** A shop with an order in Shopify and a held one of the same customer, one of somebody else, and all raw deliveries. */
async function withOrders() {
  const { db } = database;
  const shop = `${randomUUID().slice(0, 8)}.myshopify.com`;
  const now = testEffects(database).clock.now();
  const connectionId = randomUUID();
  const order = (channelOrderId: string, phone: string, shopifyOrderId: string | null) => ({
    shop,
    connectionId,
    channel: "hkj",
    channelOrderId,
    shopifyOrderId,
    orderHash: "x",
    receivedAt: now,
    sourceIdentifier: randomUUID(),
    state: shopifyOrderId ? "created" : "held",
    order: { customer: { name: "Lina", phone, email: null } },
    customerName: "Lina",
  });
  await db.placedOrder.createMany({
    data: [order("HKJ-1", PHONE, "77"), order("HKJ-2", "0790000000", null), order("HKJ-3", "+962781111111", "88")],
  });
  const delivery = (deliveryId: string, source: string, topic: string, body: string) => ({
    shop,
    deliveryId,
    source,
    topic,
    body,
    state: "done",
    receivedAt: now,
    connectionId: source === "hkj" ? connectionId : null,
  });
  await db.inboxDelivery.createMany({
    data: [
      delivery("1", "hkj", "order.placed", `{"order_number":"HKJ-1","phone":"${PHONE}"}`),
      delivery("2", "hkj", "order.placed", `{"order_number":"HKJ-2","phone":"0790000000"}`),
      delivery("3", "hkj", "order.placed", `{"order_number":"HKJ-3","phone":"+962781111111"}`),
      delivery("4", "shopify", "fulfillments/create", `{"order_id":77,"destination":{"phone":"${PHONE}"}}`),
      delivery("5", "shopify", "customers/data_request", JSON.stringify({ customer: person })),
    ],
  });
  const webhook = (topic: string, payload: object) => ({
    id: 1n,
    shop,
    topic,
    payload,
    triggeredAt: null,
    receivedAt: now,
  });
  return { db, shop, now, webhook };
}

describe("a customer's right", () => {
  it("to be forgotten reaches orders, held ones too, and every raw delivery, and nobody else's", async () => {
    const { db, shop, now, webhook } = await withOrders();
    await db.$transaction((tx) =>
      redactCustomer(tx, webhook("customers/redact", { customer: person, orders_to_redact: [77] }), now),
    );
    const orders = await db.placedOrder.findMany({ where: { shop }, orderBy: { channelOrderId: "asc" } });
    expect(orders.map((row) => [row.channelOrderId, row.customerName, row.order === null])).toEqual([
      ["HKJ-1", null, true],
      ["HKJ-2", null, true],
      ["HKJ-3", "Lina", false],
    ]);
    const deliveries = await db.inboxDelivery.findMany({ where: { shop }, orderBy: { id: "asc" } });
    expect(deliveries.map(({ body }) => body === "{}")).toEqual([true, true, false, true, true]);
  });

  it("to be forgotten finds a phone number and an address however they were typed", async () => {
    const { db, shop, now, webhook } = await withOrders();
    const typed = [
      ["HKJ-11", "+962 79-000 0000", null],
      ["HKJ-12", null, " Lina@Example.com"],
      ["HKJ-13", "+962 79-000 0001", "lina@example.org"],
    ] as const;
    await db.placedOrder.createMany({
      data: typed.map(([channelOrderId, phone, email]) => ({
        shop,
        connectionId: randomUUID(),
        channel: "hkj",
        channelOrderId,
        orderHash: "x",
        receivedAt: now,
        sourceIdentifier: randomUUID(),
        state: "held",
        order: { customer: { name: "Lina", phone, email } },
      })),
    });
    await db.$transaction((tx) => redactCustomer(tx, webhook("customers/redact", { customer: person }), now));
    const left = await db.placedOrder.findMany({ where: { shop, channelOrderId: { startsWith: "HKJ-1" } } });
    const kept = left.flatMap((row) => (row.order === null ? [] : [row.channelOrderId]));
    expect(kept).toEqual(["HKJ-13"]);
  });

  it("to be forgotten reaches a channel's call that became no order, however it names them", async () => {
    const { db, shop, now, webhook } = await withOrders();
    const bodies = [
      `{"customer":{"mobile":"+962 79-000 0000"}}`,
      `{"customer":{"mobile":"٠٧٩٠٠٠٠٠٠٠"}}`,
      `phone=&email=Lina@Example.com`,
      `{"customer":{"mobile":"+962 79-000 0001"}}`,
    ];
    const call = {
      shop,
      connectionId: randomUUID(),
      source: "hkj",
      topic: "invalid",
      state: "failed",
      receivedAt: now,
    };
    await db.inboxDelivery.createMany({ data: bodies.map((body, n) => ({ ...call, deliveryId: `call ${n}`, body })) });
    await db.$transaction((tx) => redactCustomer(tx, webhook("customers/redact", { customer: person }), now));
    const calls = await db.inboxDelivery.findMany({ where: { shop, topic: "invalid" }, orderBy: { id: "asc" } });
    expect(calls.map(({ body }) => body === "{}")).toEqual([true, true, true, false]);
  });

  it("to be forgotten takes nothing of an order whose number only contains theirs", async () => {
    const { db, shop, now, webhook } = await withOrders();
    const { connectionId } = await db.placedOrder.findFirstOrThrow({ where: { shop, channelOrderId: "HKJ-1" } });
    const refused = (deliveryId: string, body: string) => ({
      shop,
      connectionId,
      deliveryId,
      source: "hkj",
      topic: "order.placed",
      body,
      state: "failed",
      receivedAt: now,
    });
    await db.inboxDelivery.createMany({
      data: [
        refused("6", `{"order_number":"HKJ-10","phone":"+962781111111"}`),
        refused("7", `{"order_number":"HKJ-1","phone":"nonsense"}`),
        refused("8", `{"order_number":"HKJ-3","items":[{"sku":"X.HKJ-1"}]}`),
      ],
    });
    await db.$transaction((tx) => redactCustomer(tx, webhook("customers/redact", { customer: person }), now));
    const deliveries = await db.inboxDelivery.findMany({ where: { shop, state: "failed" }, orderBy: { id: "asc" } });
    expect(deliveries.map(({ body }) => body === "{}")).toEqual([false, true, false]);
  });

  it("to their data tells the merchant which orders hold some, without naming the person", async () => {
    const { db, shop, now, webhook } = await withOrders();
    const payload = { customer: person, orders_requested: [77] };
    await db.$transaction((tx) => reportDataRequest(tx, webhook("customers/data_request", payload), now));
    const [problem] = await db.problem.findMany({ where: { shop } });
    expect(problem).toMatchObject({ code: "privacy.data_request", params: { count: 2, orders: "HKJ-1, HKJ-2" } });
    expect(JSON.stringify(problem?.params)).not.toMatch(/lina|9627/i);
  });
});
