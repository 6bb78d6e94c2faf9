import { describe, expect, it } from "vitest";

import { hastenOrder } from "../../../app/orders/hasten";
import { retryOrders } from "../../../app/orders/retry-many";
import { untoldOrders } from "../../../app/orders/views/order-page";
import { addOrder } from "../../support/view-rows";
import { type Home, useOrdersHouse } from "./house";
import { orderJobs, runJobs } from "./jobs";
import { openShopify } from "./shopify";

const house = useOrdersHouse({ patienceMs: 10 });
const oil = { sku: "OLV-750", price: "6.250", stock: 9 };
const items = [{ sku: "OLV-750", quantity: 1, unitPriceFils: 6250 }];

async function opened() {
  const home = await house.addShop();
  const shopify = await openShopify(house, home, [oil]);
  const run = (untilMs?: number) =>
    runJobs(house, home.shop, orderJobs(house, shopify.openAdmin), untilMs === undefined ? {} : { untilMs });
  const place = (input = { items }) => house.hkj.placeOrder(home.hkjShop, input, { attempts: 1, timeoutMs: 20_000 });
  const row = () => house.effects.db.placedOrder.findFirstOrThrow({ where: { shop: home.shop } });
  return { home, shopify, run, place, row };
}

async function kindsOf({ shop }: Home) {
  const events = await house.effects.db.orderEvent.findMany({ where: { shop }, orderBy: { id: "asc" } });
  return events.map(({ kind }) => kind);
}

describe("a merchant who would not wait", () => {
  it("has an order that was put off tried now", async () => {
    const { home, run, place, row } = await opened();
    await place();
    const nextTryAt = new Date(house.clock.now().getTime() + 300_000);
    await house.effects.db.placedOrder.updateMany({ where: { shop: home.shop }, data: { nextTryAt } });
    await run(60_000);
    expect(await row()).toMatchObject({ state: "received" });
    expect(await hastenOrder(house.effects, home.shop, (await row()).id)).toBe(true);
    await run(60_000);
    expect(await row()).toMatchObject({ state: "created" });
    expect(await kindsOf(home)).toContain("hastened");
  });

  it("never brings a second create closer: the looks begin anew, and all of them are taken", async () => {
    const { home, run, place, row } = await opened();
    await place();
    const at = house.clock.now().getTime();
    await house.effects.db.placedOrder.updateMany({
      where: { shop: home.shop },
      data: { state: "uncertain", looks: 2, nextTryAt: new Date(at + 30_000), createAttempts: 1 },
    });
    expect(await hastenOrder(house.effects, home.shop, (await row()).id)).toBe(true);
    // It is as good as now already.
    expect(await hastenOrder(house.effects, home.shop, (await row()).id)).toBe(false);
    expect(await row()).toMatchObject({ looks: 0, nextTryAt: new Date(at + 2_000) });
    await run();
    expect(await row()).toMatchObject({ state: "created" });
    expect((await row()).createdAt?.getTime()).toBeGreaterThanOrEqual(at + 40_000);
  });

  it("presses as often as they like: no new order's workers are taken for it", async () => {
    const { home, place, row } = await opened();
    await place();
    const nextTryAt = new Date(house.clock.now().getTime() + 300_000);
    await house.effects.db.placedOrder.updateMany({ where: { shop: home.shop }, data: { nextTryAt } });
    const { id } = await row();
    await hastenOrder(house.effects, home.shop, id);
    const jobs = await house.effects.db.$queryRaw`
      select "task_identifier" as "task" from graphile_worker.jobs where "key" = ${`order:${id}:create`}`;
    expect(jobs).toEqual([{ task: "order.retry" }]);
  });

  it("changes nothing of an order that is settled, or another shop's", async () => {
    const { home, run, place, row } = await opened();
    await place();
    const other = await house.addShop();
    const { id } = await row();
    expect(await hastenOrder(house.effects, other.shop, id)).toBe(false);
    await run();
    expect(await hastenOrder(house.effects, home.shop, id)).toBe(false);
  });
});

describe("all orders of a filter at once", () => {
  it("are tried again where they are held, but for those Shopify has twice, and only those the search finds", async () => {
    const { home, run, place } = await opened();
    for (const sku of ["GONE-1", "GONE-2"]) await place({ items: [{ sku, quantity: 1, unitPriceFils: 1000 }] });
    await run();
    const where = { shop: home.shop, connectionId: home.connection.id };
    const id = await addOrder(house.effects.db, {
      ...where,
      channelOrderId: "TWICE",
      state: "held",
      reason: "order.two_matches",
    });
    const held = () => house.effects.db.placedOrder.findMany({ where: { ...where, state: "held" } });
    const [first] = await held();
    const search = first?.channelOrderId ?? "";
    expect(await retryOrders(house.effects, home.shop, { filter: "held", search })).toBe(1);
    expect(await retryOrders(house.effects, home.shop, { filter: "held", search: "" })).toBe(1);
    expect((await held()).map((row) => row.id)).toEqual([id]);
  });

  it("are told again where the channel did not take a status", async () => {
    const { home } = await opened();
    const { db } = house.effects;
    const { shop, connection } = home;
    const id = await addOrder(db, { shop, connectionId: connection.id, channelOrderId: "U-1", state: "created" });
    const event = {
      shop,
      connectionId: connection.id,
      key: `order:${id}:1`,
      subjectKind: "order",
      subjectId: id,
      eventId: "e-1",
      type: "order.status_changed",
      payload: { eventId: "e-1" },
      state: "failed",
      changedAt: house.clock.now(),
      createdAt: house.clock.now(),
    };
    await db.outboxEvent.create({ data: event });
    expect(await untoldOrders(db, shop)).toEqual([id]);
    expect(await retryOrders(house.effects, shop, { filter: "untold", search: "" })).toBe(1);
    expect(await untoldOrders(db, shop)).toEqual([]);
    expect(await db.outboxEvent.findFirst({ where: { subjectId: id } })).toMatchObject({
      state: "pending",
      eventId: "e-1-r1",
    });
    expect(await kindsOf(home)).toEqual(["told_again"]);
  });
});
