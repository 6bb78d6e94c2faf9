import { randomUUID } from "node:crypto";

import { runOnce } from "graphile-worker";
import { describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { requestDelivery } from "../connections/request-delivery";
import { testClock, testEffects } from "../../test/support/effects";
import { lastHeard } from "../connections/last-heard";
import { tidyHouse } from "./tidy";

const database = useDatabase();
const DAY_MS = 86_400_000;

describe("tidying the house", () => {
  it("still knows when somebody last called after the delivery that says so is forgotten", async () => {
    const effects = testEffects(database);
    const shop = `${randomUUID()}.myshopify.com`;
    const at = new Date(effects.clock.now().getTime() - 40 * DAY_MS);
    const call = { source: "hkj", shop, topic: "order.placed", body: "{}", state: "done" };
    await database.db.inboxDelivery.createMany({
      data: [
        { ...call, deliveryId: "1", receivedAt: new Date(at.getTime() - DAY_MS) },
        { ...call, deliveryId: "2", receivedAt: at },
      ],
    });
    for (let night = 0; night < 2; night += 1) await tidyHouse(effects);
    expect(await database.db.inboxDelivery.count({ where: { shop } })).toBe(0);
    expect(await lastHeard(database.db, shop, "hkj")).toEqual(at);
    expect(await lastHeard(database.db, shop, "shopify")).toBeNull();
  });

  it("takes no queue away to which somebody is adding a job", async () => {
    const effects = testEffects(database, { clock: testClock(new Date()) });
    const connectionId = randomUUID();
    const ran: unknown[] = [];
    const work = () =>
      runOnce({ pgPool: database.pool, taskList: { "delivery.drain": async (payload) => void ran.push(payload) } });
    await requestDelivery(database.db, "a.myshopify.com", connectionId);
    await work();
    await database.db.$transaction(async (tx) => {
      await requestDelivery(tx, "a.myshopify.com", connectionId);
      await tidyHouse(effects);
    });
    await work();
    expect(ran).toHaveLength(2);
  });

  it("stops showing after a month what nothing can settle, and forgets jobs that used up their tries", async () => {
    const effects = testEffects(database);
    const at = (days: number) => new Date(effects.clock.now().getTime() - days * DAY_MS);
    const shop = `${randomUUID()}.myshopify.com`;
    const problem = (key: string, code: string, days: number) => ({
      shop,
      key,
      code,
      firstAt: at(days),
      lastAt: at(days),
    });
    await database.db.problem.createMany({
      data: [
        problem("1", "privacy.data_request", 31),
        problem("2", "privacy.data_request", 29),
        problem("3", "channel.disabled", 31),
        problem("4", "order.missing_in_shopify", 31),
        problem("5", "order.cancel_too_old", 31),
        problem("6", "order.conflict", 31),
      ],
    });
    const add = (key: string) =>
      database.pool.query(`select graphile_worker.add_job('shop.read', '{"shop":"x"}', job_key => $1)`, [key]);
    for (const key of ["dead", "alive"]) await add(key);
    await database.pool.query(
      `update graphile_worker._private_jobs set updated_at = $1, attempts = case key when 'dead' then max_attempts else 1 end`,
      [at(8)],
    );
    await tidyHouse(effects);
    const open = await database.db.problem.findMany({ where: { shop, clearedAt: null }, orderBy: { key: "asc" } });
    expect(open.map(({ key }) => key)).toEqual(["2", "3"]);
    const { rows } = await database.pool.query(
      `select key from graphile_worker._private_jobs where key in ('dead', 'alive')`,
    );
    expect(rows).toEqual([{ key: "alive" }]);
  });

  it("forgets settled deliveries after their time, and nothing that still waits", async () => {
    const effects = testEffects(database);
    const at = (days: number) => new Date(effects.clock.now().getTime() - days * DAY_MS);
    const delivery = { source: "shopify", shop: "a.myshopify.com", topic: "products/update", body: "{}" };
    await database.db.inboxDelivery.createMany({
      data: [
        { ...delivery, deliveryId: "old and done", state: "done", receivedAt: at(31) },
        { ...delivery, deliveryId: "old and waiting", state: "received", receivedAt: at(31) },
        { ...delivery, deliveryId: "young and done", state: "done", receivedAt: at(29) },
      ],
    });
    const call = { ...delivery, source: "hkj", shop: "long.myshopify.com", topic: "invalid", state: "failed" };
    const long = { id: randomUUID(), shop: call.shop, channel: "hkj", token: randomUUID() };
    await database.db.connection.create({ data: { ...long, settings: { keepPayloadDays: 90 }, createdAt: at(40) } });
    await database.db.inboxDelivery.createMany({
      data: [
        { ...call, deliveryId: "unreadable", receivedAt: at(31) },
        { ...call, deliveryId: "of an order", placedOrderId: randomUUID(), receivedAt: at(31) },
      ],
    });
    const short = { id: randomUUID(), shop: "short.myshopify.com", channel: "hkj", token: randomUUID() };
    const settings = { keepPayloadDays: 7 };
    await database.db.connection.create({ data: { ...short, settings, createdAt: at(40) } });
    await database.db.inboxDelivery.create({
      data: { ...delivery, shop: short.shop, deliveryId: "of a week", state: "done", receivedAt: at(8) },
    });
    await database.pool.query(`insert into graphile_worker._private_job_queues (queue_name) values ('order:1')`);

    await tidyHouse(effects);

    const left = await database.db.inboxDelivery.findMany({ orderBy: { id: "asc" } });
    expect(left.map(({ deliveryId }) => deliveryId)).toEqual(["old and waiting", "young and done", "of an order"]);
    const { rowCount } = await database.pool.query(`select 1 from graphile_worker._private_job_queues`);
    expect(rowCount).toBe(0);
  });
});
