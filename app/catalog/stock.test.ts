import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { connectedShop, deliverAll } from "../../test/support/catalog/connected-shop";
import { level, product, variant } from "../../test/support/catalog/facts";
import { useDatabase } from "../../test/support/database";
import { testClock } from "../../test/support/effects";
import type { CanonicalProduct } from "../canonical/product";
import { applyReadings } from "./apply-readings";
import { readSettings } from "../connections/settings";
import type { Database, Transaction } from "../platform/db";
import { sellableQuantity } from "./quantity";
import { recountEverything } from "./stock";
import { type ShopDelivery, applyInventoryWebhooks } from "./webhooks";

const database = useDatabase();
const start = new Date("2026-11-21T09:00:00.000Z");

const AMMAN = "900";
const IRBID = "901";

async function stocked(settings: object = {}, given: Parameters<typeof variant>[1] = {}) {
  const { db } = database;
  const connected = await connectedShop(db, start, { settings });
  const levels = [level(10, AMMAN), level(5, IRBID)];
  const facts = product("1", { variants: [variant("11", { levels, ...given })] });
  const reading = { productId: "1", facts, readAt: start, changedAt: null };
  await db.$transaction((tx) => applyReadings(tx, connected.shop, [reading], start));
  const channel = new Map<string, CanonicalProduct>();
  await deliverAll(db, connected, channel, start);
  return {
    ...connected,
    hears: (...deliveries: ShopDelivery[]) =>
      db.$transaction((tx) => applyInventoryWebhooks(tx, deliveries, new Date(start.getTime() + 3_600_000))),
    deliver: () => deliverAll(db, connected, channel, start),
    quantity: () => channel.get("SKU-11")?.stockQty,
    update: (available: number | null, ms: number, location = AMMAN) =>
      delivery(connected.shop, "inventory_levels/update", { available, location }, ms),
    disconnect: (ms: number, location = AMMAN) =>
      delivery(connected.shop, "inventory_levels/disconnect", { location }, ms),
  };
}

/** Happened `ms` after the start; Shopify stamps whole seconds with an offset. */
function delivery(
  shop: string,
  topic: string,
  { available, location }: { available?: number | null; location: string },
  ms: number,
): ShopDelivery {
  const triggeredAt = new Date(start.getTime() + ms);
  const updatedAt = `${new Date(Math.floor(triggeredAt.getTime() / 1000) * 1000 + 3 * 3_600_000).toISOString().slice(0, 19)}+03:00`;
  const payload = {
    inventory_item_id: 711,
    location_id: Number(location),
    ...(available !== undefined && { available, updated_at: updatedAt }),
  };
  return { shop, topic, payload, triggeredAt, receivedAt: triggeredAt };
}

describe("an inventory webhook", () => {
  it("becomes one event with what changed and when, without any question to Shopify", async () => {
    const shop = await stocked();
    await shop.hears(shop.update(3, 61_000));
    const events = await shop.deliver();
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ changed: ["stock"], occurredAt: "2026-11-21T09:01:01.000Z" });
    expect(shop.quantity()).toBe(8);
  });

  it("that changes nothing sends nothing", async () => {
    const shop = await stocked();
    await shop.hears(shop.update(10, 61_000));
    expect(await shop.deliver()).toEqual([]);
  });

  it("that contradicts another of the very same moment has the product read again, whichever came first", async () => {
    const shop = await stocked();
    const marked = () => database.db.staleProduct.findMany({ where: { shop: shop.shop } });
    await shop.hears(shop.update(3, 61_000), shop.update(3, 61_000), shop.update(4, 62_000));
    expect(await marked()).toEqual([]);
    await shop.hears(shop.update(8, 63_000), shop.update(7, 63_000));
    expect(await marked()).toMatchObject([{ productId: "1", marks: 1 }]);
    await shop.hears(shop.update(6, 64_000));
    await shop.hears(shop.update(5, 64_000));
    expect(await marked()).toMatchObject([{ productId: "1", marks: 2 }]);
  });

  it("counts the chosen locations only", async () => {
    const shop = await stocked({ locations: [IRBID] });
    expect(shop.quantity()).toBe(5);
    await shop.hears(shop.update(99, 61_000, AMMAN), shop.update(4, 61_000, IRBID));
    await shop.deliver();
    expect(shop.quantity()).toBe(4);
  });

  it("never makes a stock negative", async () => {
    const shop = await stocked();
    await shop.hears(shop.update(-20, 61_000));
    await shop.deliver();
    expect(shop.quantity()).toBe(0);
  });

  it("of a disconnected location leaves nothing there, and a late update does not bring it back", async () => {
    const shop = await stocked();
    await shop.hears(shop.disconnect(90_000));
    await shop.hears(shop.update(7, 61_000));
    await shop.deliver();
    expect(shop.quantity()).toBe(5);
    await shop.hears(shop.update(2, 120_000));
    await shop.deliver();
    expect(shop.quantity()).toBe(7);
  });

  it("of an item nobody lists is kept, and is no trouble", async () => {
    const shop = await stocked();
    const other = shop.update(3, 61_000);
    const payload = { ...(other.payload as object), inventory_item_id: 55 };
    expect(await shop.hears({ ...other, payload })).toEqual(["applied"]);
    expect(await shop.deliver()).toEqual([]);
  });

  it("that cannot be read holds up no other", async () => {
    const shop = await stocked();
    const bad = { ...shop.update(3, 61_000), payload: { available: "many" } };
    expect(await shop.hears(bad, shop.update(1, 62_000))).toEqual(["unreadable", "applied"]);
    await shop.deliver();
    expect(shop.quantity()).toBe(6);
  });

  it("is told for nothing about an item that is always available", async () => {
    const shop = await stocked({}, { inventoryPolicy: "CONTINUE" });
    expect(shop.quantity()).toBe(999);
    await shop.hears(shop.update(0, 61_000));
    expect(await shop.deliver()).toEqual([]);
  });
});

describe("stock webhooks in any order, repeated, in any batches", () => {
  it("end in what the newest said", async () => {
    const change = fc.record({
      available: fc.integer({ min: -5, max: 50 }),
      location: fc.constantFrom(AMMAN, IRBID),
      gone: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    });
    const history = fc.array(change, { minLength: 1, maxLength: 12 }).chain((changes) => {
      // 400 ms apart: two or three share a second, as they do in a burst.
      const told = changes.map((one, at) => ({ ...one, ms: 60_000 + at * 400 }));
      const heard = fc.shuffledSubarray([...told, ...told], { minLength: told.length });
      // Nothing is lost: what the draw left out comes last.
      return heard.map((some) => ({ told, heard: [...some, ...told.filter((one) => !some.includes(one))] }));
    });
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 4 }), async ({ told, heard }, batch) => {
        const shop = await stocked();
        const deliveries = heard.map(({ available, location, gone, ms }) =>
          gone ? shop.disconnect(ms, location) : shop.update(available, ms, location),
        );
        for (let at = 0; at < deliveries.length; at += batch) await shop.hears(...deliveries.slice(at, at + batch));
        await shop.deliver();
        const newest = (location: string, before: number) => {
          const last = told.filter((one) => one.location === location).at(-1);
          return last ? (last.gone ? 0 : last.available) : before;
        };
        expect(shop.quantity()).toBe(Math.max(0, newest(AMMAN, 10) + newest(IRBID, 5)));
      }),
      { numRuns: 25 },
    );
  });
});

describe("what can be sold of an item", () => {
  const facts = { tracked: true, inventoryPolicy: "DENY" };
  const levels = [
    { locationId: AMMAN, available: 3 },
    { locationId: IRBID, available: -1 },
  ];
  const everywhere = { settings: readSettings({}), closed: new Set<string>() };
  const forever = { ...everywhere, settings: readSettings({ alwaysAvailableQuantity: 50, stockBuffer: 3 }) };
  const where = (given: object) => ({ ...everywhere, settings: readSettings(given) });

  it.each([
    ["the sum of all locations", facts, everywhere, 2],
    ["of chosen locations", facts, where({ locations: [AMMAN] }), 3],
    ["not what lies at a closed one", facts, { ...everywhere, closed: new Set([AMMAN]) }, 0],
    ["always, when it is not tracked", { ...facts, tracked: false }, everywhere, 999],
    ["always, when it is sold on", { ...facts, inventoryPolicy: "CONTINUE" }, everywhere, 999],
    ["less the buffer", facts, where({ stockBuffer: 1 }), 1],
    ["never less than nothing", facts, where({ stockBuffer: 3 }), 0],
    ["the chosen number when it never runs out, without a buffer", { ...facts, tracked: false }, forever, 50],
  ])("%s", (_, item, rule, quantity) => {
    expect(sellableQuantity(item, levels, rule)).toBe(quantity);
  });
});

it("one delivery alone is applied like many", async () => {
  const shop = await stocked();
  const now = new Date(start.getTime() + 3_600_000);
  const fates = await database.db.$transaction((tx) => applyInventoryWebhooks(tx, [shop.update(1, 61_000)], now));
  expect(fates).toEqual(["applied"]);
  await shop.deliver();
  expect(shop.quantity()).toBe(6);
});

describe("a count of everything", () => {
  it("keeps the pages it has counted when it dies, and leaves nothing out when it is done again", async () => {
    const { db } = database;
    const connected = await connectedShop(db, start, { settings: {} });
    const variants = Array.from({ length: 2_001 }, (_, at) => variant(String(1_000 + at)));
    const reading = { productId: "1", facts: product("1", { variants }), readAt: start, changedAt: null };
    await db.$transaction((tx) => applyReadings(tx, connected.shop, [reading], start));
    await db.connection.update({ where: { id: connected.connectionId }, data: { settings: { stockBuffer: 2 } } });
    const counted = () => db.listing.count({ where: { shop: connected.shop, version: 2 } });

    await expect(recountEverything({ db: diesAfter(1, db), clock: testClock(start) }, connected)).rejects.toThrow(
      "died",
    );
    expect(await counted()).toBe(2_000);
    await recountEverything({ db, clock: testClock(start) }, connected);
    expect(await counted()).toBe(2_001);
  });
});

/** The database for a process that dies when it begins one transaction more. */
function diesAfter(transactions: number, db: Database): Database {
  let left = transactions;
  const begin = (work: (tx: Transaction) => Promise<unknown>) => {
    if (left === 0) return Promise.reject(new Error("died"));
    left -= 1;
    return db.$transaction(work);
  };
  const get = (target: Database, name: string | symbol): unknown =>
    name === "$transaction" ? begin : Reflect.get(target, name);
  return new Proxy(db, { get });
}
