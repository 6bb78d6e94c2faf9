import { beforeEach, describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { type House, deliveryHouse } from "../../test/support/delivery-house";
import { type OutboxEntry, addToOutbox } from "./outbox";
import { retryFailed } from "./retry-failed";

const database = useDatabase();
let house: House;

beforeEach(async () => {
  house = await deliveryHouse(database);
  house.channel.refuse = () => "not like this";
});

async function retry(subjectId?: string): Promise<number> {
  const { id } = await house.connection();
  return house.effects.db.$transaction((tx) =>
    retryFailed(tx, house.shop, id, subjectId === undefined ? {} : { subjectId }),
  );
}

describe("retrying refused events", () => {
  it("sends each under a new id, counting up", async () => {
    await house.change("A", 1);
    await house.drain();
    expect(await retry()).toBe(1);
    expect(await house.states()).toEqual(["p-A-v1-r1 pending"]);
    await house.drain();
    expect(await retry()).toBe(1);
    house.channel.refuse = () => undefined;
    await house.drain();
    expect(house.channel.batches).toEqual([["p-A-v1"], ["p-A-v1-r1"], ["p-A-v1-r2"]]);
    expect(await house.outbox()).toEqual([]);
    expect(await retry()).toBe(0);
  });

  it("sends those of one item alone", async () => {
    for (const sku of ["A", "B"]) await house.change(sku, 1);
    await house.drain();
    const [first] = await house.outbox();
    expect(await retry(first?.subjectId)).toBe(1);
    expect(await house.states()).toEqual(["p-A-v1-r1 pending", "p-B-v1 failed"]);
  });

  it("is no way back: what a newer event has overtaken is not sent again", async () => {
    await house.tellStatus("ORDER-1", 1);
    await house.drain();
    house.channel.refuse = () => undefined;
    await house.tellStatus("ORDER-1", 2);
    await house.drain();
    expect(await retry()).toBe(0);
    expect(await house.outbox()).toEqual([]);
  });

  it("leaves an order's status alone while a later one of it is being sent", async () => {
    await house.tellStatus("ORDER-1", 1);
    await house.drain();
    await house.tellStatus("ORDER-1", 2);
    const later = { where: { shop: house.shop, state: "pending" } };
    await database.db.outboxEvent.updateMany({ ...later, data: { state: "sending" } });
    expect(await retry()).toBe(0);
    await database.db.outboxEvent.updateMany({
      where: { shop: house.shop, state: "sending" },
      data: { state: "failed" },
    });
    expect(await retry()).toBe(2);
  });

  describe("of a removal", () => {
    /** Listing A, which was sold as OLD before. */
    async function removeOld(): Promise<OutboxEntry> {
      const entry = house.entry("A", 1);
      if (entry.event.type !== "product.upserted") throw new Error("not an update");
      const { occurredAt, product } = entry.event;
      const old = { ...product, sku: "OLD" as typeof product.sku };
      const event = { type: "product.removed", eventId: "p-was-v1", occurredAt, product: old } as const;
      const removal = { ...entry, key: `${entry.key}:sku:OLD`, event };
      await house.effects.db.$transaction((tx) => addToOutbox(tx, [removal], house.clock.now()));
      await house.drain();
      return entry;
    }

    it("still goes out after the listing was taken under its new SKU", async () => {
      await removeOld();
      house.channel.refuse = () => undefined;
      await house.change("A", 2);
      await house.drain();
      expect(await house.states()).toEqual(["p-was-v1 failed"]);
      expect(await retry()).toBe(1);
    });

    it("does not happen where the SKU is sold again", async () => {
      const { shop, connectionId } = await removeOld();
      await house.effects.db.listing.create({
        data: {
          shop,
          connectionId,
          productId: "2",
          variantId: "2",
          inventoryItemId: "2",
          sku: "OLD",
          title: "T",
          record: {},
          createdAt: house.clock.now(),
        },
      });
      expect(await retry()).toBe(0);
      expect(await house.outbox()).toEqual([]);
    });
  });

  it("does not wait for a rest of the channel to be over", async () => {
    await house.change("A", 1);
    await house.drain();
    const { id } = await house.connection();
    const retryAt = new Date(house.clock.now().getTime() + 600_000);
    await house.effects.db.connection.update({ where: { id }, data: { retryAt, failures: 5 } });
    await retry();
    house.channel.refuse = () => undefined;
    await house.drain();
    expect(await house.outbox()).toEqual([]);
  });
});
