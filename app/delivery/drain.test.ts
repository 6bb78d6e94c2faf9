import { beforeEach, describe, expect, it, vi } from "vitest";

import { useDatabase, waitingForLocks } from "../../test/support/database";
import { type House, deliveryHouse, minutes } from "../../test/support/delivery-house";
import { removed } from "../../test/support/hkj";
import { disconnect, pause, resume } from "../connections/lifecycle";
import { addToOutbox } from "./outbox";

const database = useDatabase();
let house: House;

beforeEach(async () => {
  house = await deliveryHouse(database);
});

const activity = async (kind: string) =>
  house.effects.db.activityEntry.findMany({ where: { shop: house.shop, kind }, orderBy: { id: "asc" } });
function kill(): never {
  throw new Error("killed");
}

describe("delivery", () => {
  it("sends what waits, oldest first, settles each event and leaves the outbox empty", async () => {
    await house.change("A", 1);
    await house.change("B", 2);
    await house.tellStatus("ORDER-1", 1);
    house.clock.advance(2_000);
    await house.drain();
    expect(house.channel.batches).toEqual([["p-A-v1", "p-B-v1", "o-ORDER-1-v1"]]);
    expect(house.outcomes()).toEqual(["p-A-v1 applied", "p-B-v1 applied", "o-ORDER-1-v1 applied"]);
    expect(await house.outbox()).toEqual([]);
    expect(await house.connection()).toMatchObject({ lastDeliveredAt: house.clock.now(), failures: 0, retryAt: null });
    const metrics = await house.effects.metrics.registry.metrics();
    expect(metrics).toContain('hkj_events_settled_total{channel="fake",outcome="applied"} 3');
    expect(metrics).toContain('hkj_freshness_seconds_bucket{le="2",channel="fake"} 3');
  });

  it("cuts batches by number and by size, one large event going alone", async () => {
    for (const sku of ["A", "B", "C", "D", "E"]) await house.change(sku, 1);
    house.channel.limits(2);
    await house.drain();
    expect(house.channel.batches.map((batch) => batch.length)).toEqual([2, 2, 1]);
    house.channel.batches.length = 0;
    await house.change("A", 2);
    await house.change("B", 2, { descriptionAr: "زيت ".repeat(600) });
    await house.change("C", 2);
    house.channel.limits(100, 3_000);
    await house.drain();
    expect(house.channel.batches).toEqual([["p-A-v2"], ["p-B-v2"], ["p-C-v2"]]);
  });

  it("tells one line of activity for a stream of batches", async () => {
    for (const sku of ["A", "B", "C"]) await house.change(sku, 1);
    house.channel.limits(1);
    house.channel.refuse = (event) => (event.eventId === "p-C-v1" ? "title_ar is missing" : undefined);
    await house.drain();
    expect(await activity("items_delivered")).toMatchObject([{ params: { count: 2 } }]);
    expect(await activity("item_refused")).toMatchObject([{ params: { count: 1 } }]);
    house.clock.advance(minutes(2));
    await house.change("A", 2);
    await house.drain();
    expect(await activity("items_delivered")).toHaveLength(2);
  });

  it("tells what was taken off the channel apart from what was sent", async () => {
    await house.change("A", 1);
    const entry = house.entry("B", 1);
    const event = { ...removed("B"), occurredAt: entry.event.occurredAt };
    await house.effects.db.$transaction((tx) => addToOutbox(tx, [{ ...entry, event }], house.clock.now()));
    await house.drain();
    expect(await activity("items_delivered")).toMatchObject([{ params: { count: 1 } }]);
    expect(await activity("items_removed")).toMatchObject([{ params: { count: 1 } }]);
  });

  it("asks for its next run when its time is over", async () => {
    for (const sku of ["A", "B", "C"]) await house.change(sku, 1);
    house.channel.limits(1);
    house.channel.before = () => house.clock.advance(600);
    await house.effects.db
      .$executeRaw`select graphile_worker.remove_job(${`delivery:${(await house.connection()).id}`})`;
    await house.drain({ budgetMs: 1_000 });
    expect(house.channel.batches).toHaveLength(2);
    expect((await house.booked())?.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it.each(["paused", "disconnected"])("keeps still for a connection that is %s", async (state) => {
    await house.change("A", 1);
    const end = state === "paused" ? pause : disconnect;
    await end(house.effects, house.shop, "fake");
    await house.drain();
    expect(house.channel.batches).toEqual([]);
    expect(await house.states()).toEqual(state === "paused" ? ["p-A-v1 pending"] : []);
  });

  it("sends only the newest of what changed while the merchant had paused", async () => {
    await pause(house.effects, house.shop, "fake");
    for (const stock of [1, 2, 3]) await house.change("A", stock);
    await resume(house.effects, house.shop, "fake");
    await house.drain();
    expect(house.channel.batches).toEqual([["p-A-v3"]]);
  });
});

describe("a change", () => {
  it("that comes in the very moment of claiming is sent, and not taken for the one it replaced", async () => {
    await house.change("A", 1);
    let draining: Promise<void> | undefined;
    await house.effects.db.$transaction(async (tx) => {
      await addToOutbox(tx, [house.entry("A", 2)], house.clock.now());
      draining = house.drain();
      await vi.waitFor(async () => expect(await waitingForLocks(house.effects)).toBeGreaterThan(0));
    });
    await draining;
    expect(house.channel.batches).toEqual([["p-A-v2"]]);
    expect(house.onChannel()).toEqual({ A: 2 });
  });

  it("carries what a refused one before it had changed", async () => {
    await house.change("A", 1);
    await house.drain();
    house.channel.refuse = () => "no title in Arabic";
    await house.change("A", 1, { titleEn: "Olive oil" });
    await house.drain();
    house.channel.refuse = () => undefined;
    await house.change("A", 2);
    await house.drain();
    expect(house.channel.products.get("A")).toEqual({ titleEn: "Olive oil", stockQty: 2 });
    expect(await house.outbox()).toEqual([]);
  });

  it("that is added once more after it was refused goes out under an id of its own", async () => {
    house.channel.refuse = () => "not yet";
    const entry = house.entry("A", 1);
    const add = () => house.effects.db.$transaction((tx) => addToOutbox(tx, [entry], house.clock.now()));
    await add();
    await house.drain();
    await add();
    await house.drain();
    house.channel.refuse = () => undefined;
    await add();
    await house.drain();
    expect(house.channel.batches).toEqual([["p-A-v1"], ["p-A-v1-r1"], ["p-A-v1-r2"]]);
    expect(await house.outbox()).toEqual([]);
  });
});

describe("a process that dies", () => {
  it("after the channel took a batch: the same ids go out again and count as applied", async () => {
    await house.change("A", 1);
    house.settlers.listing = kill;
    await expect(house.drain()).rejects.toThrow("killed");
    expect(await house.states()).toEqual(["p-A-v1 sending"]);
    await house.change("A", 2);
    expect(await house.states()).toEqual(["p-A-v1 sending", "p-A-v2 pending"]);
    house.settlers.listing = house.settlers.order;
    await house.drain();
    expect(house.channel.batches).toEqual([["p-A-v1"], ["p-A-v1"], ["p-A-v2"]]);
    expect(house.outcomes()).toEqual(["p-A-v1 duplicate", "p-A-v2 applied"]);
    expect(await house.outbox()).toEqual([]);
  });

  it("settles every other event when one of them cannot be settled", async () => {
    for (const sku of ["A", "B", "C"]) await house.change(sku, 1);
    const settle = house.settlers.listing;
    house.settlers.listing = async (tx, answers, now) =>
      answers.some(({ row }) => row.event.eventId === "p-B-v1") ? kill() : settle(tx, answers, now);
    await expect(house.drain()).rejects.toThrow("killed");
    expect(await house.states()).toEqual(["p-B-v1 sending"]);
  });

  it("but did not, and answers late: a second run had the same in hand, and only one result counts", async () => {
    await house.change("A", 1);
    const { deliver } = house.channel;
    house.channel.deliver = async (context, events) => {
      house.channel.deliver = deliver;
      await house.change("A", 2);
      await house.drain();
      return deliver(context, events);
    };
    await house.drain();
    expect(house.channel.batches).toEqual([["p-A-v1"], ["p-A-v2"], ["p-A-v1"]]);
    expect(house.outcomes()).toEqual(["p-A-v1 applied", "p-A-v2 applied"]);
    expect(house.onChannel()).toEqual({ A: 2 });
  });

  it("does not bring back what was dropped while the channel was thinking", async () => {
    await house.change("A", 1);
    const { deliver } = house.channel;
    house.channel.deliver = async (context, events) => {
      await disconnect(house.effects, house.shop, "fake");
      return deliver(context, events);
    };
    await house.drain();
    expect(house.settled).toEqual([]);
    expect(await house.connection()).toMatchObject({ state: "disconnected" });
  });
});
