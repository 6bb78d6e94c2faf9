import { describe, expect, it } from "vitest";

import { redactCustomer } from "../../../app/jobs/redact";
import { tidyHouse } from "../../../app/jobs/tidy";
import { showPayloads } from "../../../app/orders/show-payloads";
import { viewPayloads } from "../../../app/orders/views/order-payloads";
import { sign } from "../../world/hkj";
import { type Data, documented, placed } from "../../support/hkj-orders";
import { type Home, useOrdersHouse } from "./house";

const house = useOrdersHouse({ patienceMs: 10 });
const DAY_MS = 86_400_000;

async function sends({ hkjShop }: Home, envelope: object | string) {
  const body = typeof envelope === "string" ? envelope : JSON.stringify(envelope);
  const headers = { "x-signature": sign(hkjShop.signingSecret, body, "hex") };
  return (await fetch(hkjShop.outboundUrl ?? "", { method: "POST", body, headers })).status;
}

const order = (change: Data = {}, envelope: Data = {}) => placed({ ...documented, ...change }, envelope);
const cancelled = { event_id: "evt-9", event_type: "order.cancelled", data: { order_number: "HKJ-1042" } };

async function orderOf({ shop }: Home) {
  const row = await house.effects.db.placedOrder.findFirstOrThrow({ where: { shop } });
  const masked = () => viewPayloads(house.effects.db, shop, row.id, { personal: "masked", now: house.clock.now() });
  return { row, masked, shown: () => showPayloads(house.effects, shop, row.id) };
}

describe("what came in of an order", () => {
  it("is there with its kind: the order, its repeats counted, another under its number, its cancellation", async () => {
    const home = await house.addShop();
    await sends(home, order());
    await sends(home, order());
    await sends(home, order({}, { event_id: "evt-2" }));
    await sends(home, order({ total_fils: 99_000 }));
    await sends(home, cancelled);
    await sends(home, { ...order({ order_number: "HKJ-7" }), event_id: "evt-7" });
    const payloads = await (await orderOf(home)).masked();
    expect(payloads?.deliveries.map(({ kind, deliveryId }) => [kind, deliveryId])).toEqual([
      ["placed", "evt-1"],
      ["conflict", "evt-1"],
      ["cancelled", "evt-9"],
    ]);
    expect(payloads).toMatchObject({ personal: "masked", repeats: 2, goneSince: null });
  });

  it("is known of an order that was taken back before it came", async () => {
    const home = await house.addShop();
    await sends(home, cancelled);
    await sends(home, order());
    const payloads = await (await orderOf(home)).masked();
    expect(payloads?.deliveries.map(({ kind }) => kind)).toEqual(["cancelled", "placed"]);
  });

  it("tells nobody who ordered until that is asked for, and then the timeline says so", async () => {
    const home = await house.addShop();
    await sends(home, order({ remark_2: "ring لينا", extra: { a: "0790000000" } }));
    const { row, masked, shown } = await orderOf(home);
    const before = JSON.stringify(await masked());
    expect(before).toContain("OLV-750");
    expect(before).toContain("14500");
    expect(before).not.toMatch(/لينا|790000000|Abdoun|Cairo|bell|after six/);
    const kinds = async () => {
      const events = await house.effects.db.orderEvent.findMany({ where: { placedOrderId: row.id } });
      return events.map(({ kind }) => kind);
    };
    expect(await kinds()).not.toContain("shown");
    expect(JSON.stringify(await shown())).toMatch(/لينا.*790000000.*Cairo St/);
    expect(await kinds()).toContain("shown");
  });

  it("is another shop's business to nobody", async () => {
    const [home, other] = [await house.addShop(), await house.addShop()];
    await sends(home, order());
    const { row } = await orderOf(home);
    const now = house.clock.now();
    expect(await viewPayloads(house.effects.db, other.shop, row.id, { personal: "masked", now })).toBeNull();
    expect(await showPayloads(house.effects, other.shop, row.id)).toBeNull();
    expect(await house.effects.db.orderEvent.count({ where: { placedOrderId: row.id, kind: "shown" } })).toBe(0);
  });

  it("says when it was erased at a customer's wish, also where the text spells its number another way", async () => {
    const home = await house.addShop();
    await sends(home, JSON.stringify(order()).replace("HKJ-1042", "\\u0048KJ-1042"));
    const now = house.clock.now();
    const payload = { customer: { phone: "+962790000000" } };
    const webhook = { id: 1n, shop: home.shop, topic: "customers/redact", payload, triggeredAt: null, receivedAt: now };
    await house.effects.db.$transaction((tx) => redactCustomer(tx, webhook, now));
    const { row, shown } = await orderOf(home);
    expect(await shown()).toMatchObject({ deliveries: [{ text: null, erasedAt: now.toISOString() }] });
    expect(row.order).toBeNull();
    expect(await house.effects.db.orderEvent.count({ where: { placedOrderId: row.id, kind: "erased" } })).toBe(1);
  });

  it("says since when it is gone once its time is over", async () => {
    const home = await house.addShop({ settings: { keepPayloadDays: 5 } });
    await sends(home, order());
    const received = house.clock.now().getTime();
    house.clock.advance(5 * DAY_MS + 1);
    await tidyHouse(house.effects);
    const goneSince = new Date(received + 5 * DAY_MS).toISOString();
    expect(await (await orderOf(home)).masked()).toMatchObject({ deliveries: [], keepDays: 5, goneSince });
  });
});
