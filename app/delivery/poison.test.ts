import { beforeEach, describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { type House, deliveryHouse, minutes } from "../../test/support/delivery-house";
import { batchRefused, unavailable } from "../../test/support/fake-channel";

const database = useDatabase();
let house: House;

beforeEach(async () => {
  house = await deliveryHouse(database);
});

describe("a poison event", () => {
  it("that the channel names is set aside in the channel's words, and the others go out", async () => {
    for (const sku of ["A", "B"]) await house.change(sku, 1);
    house.channel.refuse = (event) => (event.eventId === "p-A-v1" ? "title_ar must not be blank" : undefined);
    await house.drain();
    expect(house.outcomes()).toEqual(["p-A-v1 refused", "p-B-v1 applied"]);
    expect(await house.outbox()).toMatchObject([{ state: "failed", error: "title_ar must not be blank" }]);
    await house.change("A", 2);
    await house.drain();
    expect(await house.outbox()).toEqual([]);
  });

  it("that spoils its whole batch is found by halving", async () => {
    for (let n = 0; n < 8; n += 1) await house.change(`S${n}`, 1);
    house.channel.before = (events) => {
      if (events.some((event) => event.eventId === "p-S5-v1")) throw batchRefused();
    };
    await house.drain();
    expect(house.channel.batches.map((batch) => batch.length)).toEqual([8, 4, 4, 2, 1, 1, 2]);
    expect(await house.outbox()).toMatchObject([{ eventId: "p-S5-v1", state: "failed", error: "the body is too odd" }]);
    expect(Object.keys(house.onChannel())).toHaveLength(7);
  });

  it("that brings out a fault of ours is found the same way", async () => {
    for (const sku of ["A", "B"]) await house.change(sku, 1);
    house.channel.before = (events) => {
      if (events.some((event) => event.eventId === "p-A-v1")) throw new TypeError("cannot read of undefined");
    };
    await house.drain();
    expect(await house.states()).toEqual(["p-A-v1 failed"]);
  });

  it("is not looked for in a channel that refuses everything: nothing is held against the items", async () => {
    for (let n = 0; n < 8; n += 1) await house.change(`S${n}`, 1);
    house.channel.before = () => {
      throw batchRefused();
    };
    await house.drain();
    expect(house.settled).toEqual([]);
    expect(await house.connection()).toMatchObject({ failures: 1 });
    expect(house.channel.batches.length).toBeLessThan(10);
  });

  it("that makes the channel fall over lets the others pass, and is set aside once they have", async () => {
    for (const sku of ["A", "B", "C", "D"]) await house.change(sku, 1);
    house.channel.limits(4);
    house.channel.before = (events) => {
      if (events.some((event) => event.eventId === "p-A-v1")) throw unavailable();
    };
    for (let n = 0; n < 12; n += 1) {
      await house.drain();
      house.clock.advance(minutes(15));
    }
    expect(Object.keys(house.onChannel()).sort()).toEqual(["B", "C", "D"]);
    expect(await house.states()).toEqual(["p-A-v1 failed"]);
    expect(house.outcomes()).toContain("p-A-v1 refused");
    expect(await house.problems()).toEqual([]);
  });

  it("never lets a later status of its order pass", async () => {
    await house.tellStatus("ORDER-1", 1);
    await house.change("A", 1);
    house.channel.limits(1);
    house.channel.before = (events) => {
      if (events.some((event) => event.eventId === "o-ORDER-1-v1")) throw unavailable();
    };
    for (let n = 0; n < 8; n += 1) {
      await house.drain();
      house.clock.advance(minutes(15));
    }
    await house.tellStatus("ORDER-1", 2);
    house.channel.batches.length = 0;
    await house.drain();
    expect(house.channel.batches).toEqual([["p-A-v1"], ["o-ORDER-1-v1"], ["o-ORDER-1-v2"]]);
    expect(await house.states()).toEqual([]);
  });

  it("in a shape that nobody knows any more is set aside alone", async () => {
    for (const sku of ["A", "B"]) await house.change(sku, 1);
    const [row] = await house.outbox();
    await house.effects.db.outboxEvent.update({ where: { id: row?.id ?? 0n }, data: { payload: { type: "ancient" } } });
    await house.drain();
    expect(await house.states()).toEqual(["p-A-v1 failed"]);
    expect(house.onChannel()).toEqual({ B: 1 });
  });
});
