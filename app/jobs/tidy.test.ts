import { randomUUID } from "node:crypto";

import { describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { testEffects } from "../../test/support/effects";
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
    const short = { id: randomUUID(), shop: "short.myshopify.com", channel: "hkj", token: randomUUID() };
    const settings = { keepPayloadDays: 7 };
    await database.db.connection.create({ data: { ...short, settings, createdAt: at(40) } });
    await database.db.inboxDelivery.create({
      data: { ...delivery, shop: short.shop, deliveryId: "of a week", state: "done", receivedAt: at(8) },
    });
    await database.pool.query(`insert into graphile_worker._private_job_queues (queue_name) values ('order:1')`);

    await tidyHouse(effects);

    const left = await database.db.inboxDelivery.findMany({ orderBy: { id: "asc" } });
    expect(left.map(({ deliveryId }) => deliveryId)).toEqual(["old and waiting", "young and done"]);
    const { rowCount } = await database.pool.query(`select 1 from graphile_worker._private_job_queues`);
    expect(rowCount).toBe(0);
  });
});
