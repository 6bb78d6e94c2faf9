import { describe, expect, it } from "vitest";

import { useDatabase } from "../../../test/support/database";
import { addConnection, addListing, addOrder } from "../../../test/support/view-rows";
import { countOrderStates, countOrders } from "./order-counts";
import { viewOrder } from "./order-detail";
import { type OrderQuery, listOrders } from "./order-page";

const database = useDatabase();
const NOW = new Date("2026-11-21T09:00:00.000Z");
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const ALL: OrderQuery = { filter: null, search: "", after: null, before: null };

describe("the orders list", () => {
  it("turns its pages through orders of the same moment", async () => {
    const shop = "pages.myshopify.com";
    const connectionId = await addConnection(database.db, shop);
    for (const n of [1, 2, 3, 4, 5]) await addOrder(database.db, { shop, connectionId, channelOrderId: `O-${n}` });
    const page = (turn: Partial<OrderQuery>) => listOrders(database.db, shop, { ...ALL, size: 2, ...turn });
    const first = await page({});
    const second = await page({ after: first.next });
    const third = await page({ after: second.next });
    const seen = [first, second, third].flatMap(({ rows }) => rows.map(({ channelOrderId }) => channelOrderId));
    expect([...seen].sort()).toEqual(["O-1", "O-2", "O-3", "O-4", "O-5"]);
    expect(third.next).toBeNull();
    expect((await page({ before: third.previous })).rows).toEqual(second.rows);
    // A cursor somebody made up is no cursor.
    expect((await page({ after: "'; drop" })).rows).toEqual(first.rows);
  });

  it("filters by state, finds by number, Shopify's name and customer, newest first, its own shop's only", async () => {
    const shop = "filter.myshopify.com";
    const connectionId = await addConnection(database.db, shop);
    const add = (channelOrderId: string, more: object) =>
      addOrder(database.db, { shop, connectionId, channelOrderId, ...more });
    await add("H-1", {
      state: "held",
      reason: "order.unknown_sku",
      reasonParams: { sku: "X" },
      receivedAt: hoursAgo(2),
    });
    await add("H-2", { state: "uncertain", customerName: "ليلى", receivedAt: hoursAgo(1) });
    await add("H-3", { state: "created", shopifyOrderName: "#1001", receivedAt: hoursAgo(200) });
    await addOrder(database.db, { shop: "other.myshopify.com", connectionId, channelOrderId: "H-4" });
    const find = async (query: Partial<OrderQuery>) =>
      (await listOrders(database.db, shop, { ...ALL, ...query })).rows.map(({ channelOrderId }) => channelOrderId);
    expect(await find({})).toEqual(["H-2", "H-1", "H-3"]);
    expect(await find({ filter: "waiting" })).toEqual(["H-2"]);
    expect(await find({ filter: "held" })).toEqual(["H-1"]);
    expect(await find({ search: "#1001" })).toEqual(["H-3"]);
    expect(await find({ search: "ليلى" })).toEqual(["H-2"]);
    expect(await countOrderStates(database.db, shop)).toEqual({
      created: 1,
      waiting: 1,
      held: 1,
      cancelled: 0,
      untold: 0,
    });
    expect(await countOrders(database.db, shop, NOW)).toEqual({ held: 1, week: 2, lastAt: hoursAgo(1).toISOString() });
  });
});

describe("one order", () => {
  it("comes with its timeline in the order it happened, and only to its shop", async () => {
    const { db } = database;
    const shop = "detail.myshopify.com";
    const connectionId = await addConnection(db, shop);
    const id = await addOrder(db, { shop, connectionId, channelOrderId: "D-1" });
    for (const [kind, detail] of [
      ["received", { lines: 1 }],
      ["held", { code: "order.unknown_sku", sku: "X" }],
    ] as const) {
      await db.orderEvent.create({ data: { shop, placedOrderId: id, at: NOW, kind, detail } });
    }
    const order = await viewOrder(db, shop, id);
    expect(order).toMatchObject({ channelOrderId: "D-1", order: null });
    expect(order?.timeline.map(({ kind }) => kind)).toEqual(["received", "held"]);
    expect(order?.timeline[1]?.detail).toEqual({ code: "order.unknown_sku", sku: "X" });
    expect(await viewOrder(db, "other.myshopify.com", id)).toBeNull();
    expect(await viewOrder(db, shop, "not-an-id")).toBeNull();
  });

  it("shows the latest of a very long timeline", async () => {
    const { db } = database;
    const shop = "long.myshopify.com";
    const connectionId = await addConnection(db, shop);
    const id = await addOrder(db, { shop, connectionId, channelOrderId: "L-1" });
    const lines = Array.from({ length: 203 }, (_, n) => ({
      shop,
      placedOrderId: id,
      at: NOW,
      kind: "held",
      detail: { n },
    }));
    await db.orderEvent.createMany({ data: lines });
    const numbers = (await viewOrder(db, shop, id))?.timeline.map(({ detail }) => detail.n);
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, n) => n + 3));
  });

  it("names the article that was chosen for a line, and the line that was taken without one", async () => {
    const { db } = database;
    const shop = "chosen.myshopify.com";
    const connectionId = await addConnection(db, shop);
    await addListing(db, { shop, connectionId, variantId: "7", title: "Olive oil", sku: "OIL" });
    const lines = { 0: { variantId: "7" }, 1: "custom", 2: { variantId: "8" } };
    const id = await addOrder(db, { shop, connectionId, channelOrderId: "C-1", resolution: { lines } });
    expect((await viewOrder(db, shop, id))?.chosen).toEqual({ 0: { title: "Olive oil", sku: "OIL" }, 1: "custom" });
  });
});
