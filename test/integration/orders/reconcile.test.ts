import { describe, expect, it } from "vitest";

import { raiseProblem } from "../../../app/connections/problems";
import { requeueUntold } from "../../../app/orders/queue-statuses";
import { reconcileOrders } from "../../../app/orders/reconcile";
import { merchantOf } from "../../world/shopify/merchant";
import { useOrdersHouse } from "./house";
import { orderJobs, runJobs } from "./jobs";
import { openShopify, silent } from "./shopify";

const house = useOrdersHouse({ patienceMs: 10 });
const oil = { sku: "OLV-750", price: "6.250", stock: 10 };
const HOUR_MS = 3_600_000;

/** An order that is in Shopify, in a world where no webhook ever arrives. */
async function placed(fate: "worked on" | "only received" = "worked on") {
  const home = await house.addShop();
  const shopify = await openShopify(house, home, [oil]);
  const run = () => runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
  await house.hkj.placeOrder(
    home.hkjShop,
    { items: [{ sku: "OLV-750", quantity: 1 }] },
    { attempts: 1, timeoutMs: 2_000 },
  );
  if (fate === "worked on") await run();
  const { shop, connection } = home;
  const { db } = house.effects;
  return {
    home,
    run,
    row: () => db.placedOrder.findFirstOrThrow({ where: { shop } }),
    orders: () => shopify.shop.orders.all,
    /** One more in Shopify, like the first. */
    add: (given: { name: string; updatedAt: string }) => {
      const [like] = shopify.shop.orders.all;
      if (!like) throw new Error("there is no order");
      const made = { ...like, ...given, id: shopify.shop.newId("Order") };
      shopify.shop.orders.add(made);
      return made;
    },
    available: () => shopify.shop.items.all[0]?.levels[0]?.available,
    merchant: merchantOf(shopify.shop, silent),
    compare: () => reconcileOrders(house.effects, shopify.openAdmin, { shop, connectionId: connection.id }),
    told: async () => {
      const rows = await db.outboxEvent.findMany({ where: { shop }, orderBy: { id: "asc" } });
      return rows.map(({ payload }) => (payload as { status: string }).status);
    },
    repaired: async () => {
      const found = await db.activityEntry.findFirst({
        where: { shop, kind: "orders_compared" },
        orderBy: { id: "desc" },
      });
      return (found?.params as { repaired: number } | undefined)?.repaired;
    },
    problems: async () => {
      const found = await db.problem.findMany({ where: { shop, clearedAt: null } });
      return found.map(({ code }) => code);
    },
  };
}

describe("comparing orders with Shopify", () => {
  it("finds what became of an order whose webhooks were lost, once", async () => {
    const { merchant, orders, compare, told, repaired } = await placed();
    house.clock.advance(HOUR_MS);
    merchant.orders.fulfillOrder(orders()[0]?.id ?? "");
    await compare();
    expect(await told()).toEqual(["confirmed", "shipped"]);
    expect(await repaired()).toBe(1);
    await compare();
    expect(await told()).toEqual(["confirmed", "shipped"]);
    expect(await repaired()).toBe(0);
  });

  it("gives an order its Shopify order back, and leaves the young ones to their jobs", async () => {
    const { home, compare, row } = await placed();
    const { shopifyOrderId } = await row();
    const forget = { shopifyOrderId: null, state: "uncertain", nextTryAt: null };
    await house.effects.db.placedOrder.updateMany({ where: { shop: home.shop }, data: forget });
    await compare();
    expect(await row()).toMatchObject({ shopifyOrderId: null });
    house.clock.advance(2 * HOUR_MS);
    await compare();
    expect(await row()).toMatchObject({ shopifyOrderId, state: "created" });
  });

  describe("of which Shopify has two for one placed order", () => {
    /** Of the second nothing was heard for longer than the comparison looks back. */
    async function twice() {
      const story = await placed();
      const { id, connectionId } = await story.row();
      const { shop } = story.home;
      const [first] = story.orders();
      const second = story.add({ name: "#2000", updatedAt: "2026-01-01T00:00:00Z" });
      const held = { shopifyOrderId: null, state: "held", reason: "order.two_matches", nextTryAt: null };
      await house.effects.db.placedOrder.updateMany({ where: { shop }, data: held });
      const report = {
        shop,
        connectionId,
        key: `order:${id}`,
        code: "order.two_matches",
        severity: "critical",
      } as const;
      await raiseProblem(house.effects.db, { ...report, params: { order: "HKJ-1", count: 2 } }, house.clock.now());
      house.clock.advance(2 * HOUR_MS);
      return { ...story, first: first?.id ?? "", second: second.id };
    }

    it("leaves them to the merchant, until one of them is cancelled", async () => {
      const { compare, row, merchant, problems, first, second } = await twice();
      await compare();
      expect(await row()).toMatchObject({ state: "held", shopifyOrderId: null });
      expect(await problems()).toEqual(["order.two_matches"]);
      merchant.orders.cancelOrder(first);
      await compare();
      expect(await row()).toMatchObject({ state: "created", shopifyOrderId: second.split("/").at(-1) });
      expect(await problems()).toEqual([]);
    });

    it("cancels the one that is left where the channel took the order back meanwhile", async () => {
      const { home, compare, row, run, merchant, orders, first } = await twice();
      await house.hkj.cancelOrder(home.hkjShop, (await row()).channelOrderId);
      await run();
      expect(await row()).toMatchObject({ state: "held", reason: "order.two_matches" });
      merchant.orders.cancelOrder(first);
      await compare();
      await run();
      expect(await row()).toMatchObject({ state: "cancelled", status: "cancelled" });
      expect(orders().filter(({ cancelledAt }) => cancelledAt === null)).toEqual([]);
    });

    it("takes the order for cancelled where the merchant cancelled both", async () => {
      const { compare, row, run, merchant, problems, first, second } = await twice();
      for (const id of [first, second]) merchant.orders.cancelOrder(id);
      await compare();
      await run();
      expect(await row()).toMatchObject({ state: "cancelled", status: "cancelled" });
      expect(await problems()).toEqual([]);
    });
  });

  it("asks once more for an order that never got on its way", async () => {
    const { home, compare, row, run } = await placed("only received");
    await house.effects.pool.query(`delete from graphile_worker._private_jobs where payload ->> 'shop' = $1`, [
      home.shop,
    ]);
    house.clock.advance(2 * HOUR_MS);
    await compare();
    await run();
    expect(await row()).toMatchObject({ state: "created" });
  });

  it("tells the merchant of an order with our mark that is not known here, after an hour", async () => {
    const { home, compare, problems } = await placed();
    await house.effects.db.placedOrder.deleteMany({ where: { shop: home.shop } });
    await compare();
    expect(await problems()).toEqual([]);
    house.clock.advance(2 * HOUR_MS);
    await compare();
    expect(await problems()).toEqual(["order.unknown_in_app"]);
  });

  it("looks by its id at an order that Shopify does not list, and reports that it is gone", async () => {
    const { compare, run, problems, row } = await placed();
    const gone = { shopifyOrderId: "99", sourceIdentifier: "hkj-gone" };
    await house.effects.db.placedOrder.update({ where: { id: (await row()).id }, data: gone });
    house.clock.advance(2 * HOUR_MS);
    await compare();
    await run();
    expect(await problems()).toContain("order.missing_in_shopify");
  });
});

describe("a connection's next life", () => {
  it("tells the last word of each order that was never taken", async () => {
    const { home, told, row } = await placed();
    const { shop, connection } = home;
    const { db } = house.effects;
    await db.outboxEvent.deleteMany({ where: { shop } });
    await db.connection.update({ where: { id: connection.id }, data: { generation: 2 } });
    const requeue = () =>
      db.$transaction((tx) => requeueUntold(tx, { shop, connectionId: connection.id }, house.clock.now()));
    expect(await requeue()).toBe(1);
    expect(await requeue()).toBe(1);
    expect(await told()).toEqual(["confirmed"]);
    await db.placedOrder.update({ where: { id: (await row()).id }, data: { toldStatus: "confirmed" } });
    expect(await requeue()).toBe(0);
  });
});

describe("a cancellation", () => {
  it("that names the order only by our id is the order's", async () => {
    const { home, row } = await placed();
    const { shopifyOrderId } = await row();
    const data = { external_order_id: shopifyOrderId };
    await house.hkj.sendEnvelope(home.hkjShop, { event_id: "evt-c", event_type: "order.cancelled", data });
    expect((await row()).cancelRequestedAt).not.toBeNull();
  });

  it("of an id that never was an answer of ours changes nothing", async () => {
    const { home, row } = await placed();
    const data = { external_order_id: "12345" };
    const [answer] = await house.hkj.sendEnvelope(home.hkjShop, {
      event_id: "evt-d",
      event_type: "order.cancelled",
      data,
    });
    expect(answer?.status).toBe(200);
    expect((await row()).cancelRequestedAt).toBeNull();
    expect(await house.effects.db.placedOrder.count({ where: { shop: home.shop } })).toBe(1);
  });

  it.each([true, false])("returns the stock as the settings say: %s", async (restockCancelled) => {
    const { home, row, run, orders, available } = await placed();
    const settings = { restockCancelled };
    await house.effects.db.connection.update({ where: { id: home.connection.id }, data: { settings } });
    await house.hkj.cancelOrder(home.hkjShop, (await row()).channelOrderId);
    await run();
    expect(await row()).toMatchObject({ state: "cancelled" });
    expect(orders()).toHaveLength(1);
    expect(available()).toBe(restockCancelled ? 10 : 9);
  });
});
