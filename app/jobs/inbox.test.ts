import { beforeEach, describe, expect, it, vi } from "vitest";

import { useDatabase, waitingForLocks } from "../../test/support/database";
import { testEffects } from "../../test/support/effects";
import { markStale } from "../catalog/stale";
import { lockCatalog } from "../connections/catalog-lock";
import { drainInbox } from "./inbox";

const database = useDatabase();
const shop = "a.myshopify.com";
const at = new Date("2026-11-21T09:00:00.000Z");

let deliveries = 0;
async function deliver(topic: string, body: string, of = shop): Promise<bigint> {
  const row = await database.db.inboxDelivery.create({
    data: {
      source: "shopify",
      shop: of,
      deliveryId: `d${(deliveries += 1)}`,
      topic,
      body,
      receivedAt: at,
      triggeredAt: at,
    },
  });
  return row.id;
}

async function stateOf(id: bigint): Promise<{ state: string; reason: string | null }> {
  return database.db.inboxDelivery.findUniqueOrThrow({ where: { id }, select: { state: true, reason: true } });
}

function product(id: number): string {
  return JSON.stringify({ id, updated_at: "2026-11-21T09:00:00Z" });
}

beforeEach(async () => {
  await database.db.inboxDelivery.deleteMany();
  await database.db.staleProduct.deleteMany();
});

describe("working off the inbox", () => {
  it("applies what it can read and keeps what it cannot, with the reason", async () => {
    const good = await deliver("products/update", product(1));
    const broken = await deliver("products/update", "{ not json");
    const strange = await deliver("inventory_levels/update", JSON.stringify({ hello: "there" }));
    const foreign = await deliver("themes/publish", JSON.stringify({ id: 1 }));
    const later = await deliver("products/update", product(2));

    await drainInbox(testEffects(database), shop);

    expect(await stateOf(good)).toEqual({ state: "done", reason: null });
    expect(await stateOf(broken)).toEqual({ state: "failed", reason: "webhook.not_json" });
    expect(await stateOf(strange)).toEqual({ state: "failed", reason: "webhook.unreadable" });
    expect(await stateOf(foreign)).toEqual({ state: "ignored", reason: null });
    expect(await stateOf(later)).toEqual({ state: "done", reason: null });
    const stale = await database.db.staleProduct.findMany({ where: { shop }, orderBy: { productId: "asc" } });
    expect(stale.map(({ productId }) => productId)).toEqual(["1", "2"]);
  });

  it.each([
    ["a shape that topic never had", "customers/redact", { shop_domain: shop, orders_to_redact: null }],
    [
      "a number no column holds",
      "inventory_levels/update",
      { inventory_item_id: 1, location_id: 2, available: 2 ** 40 },
    ],
  ])("is not held up by %s", async (_what, topic, payload) => {
    const odd = await deliver(topic, JSON.stringify(payload));
    const next = await deliver("products/update", product(1));
    await drainInbox(testEffects(database), shop);
    expect(await stateOf(odd)).toEqual({ state: "failed", reason: "webhook.unreadable" });
    expect(await stateOf(next)).toMatchObject({ state: "done" });
  });

  it.each([
    ["products/update", { id: 2, updated_at: "2026-11-21T08:00:00Z", status: "active" }],
    ["products/delete", { id: 2 }],
    ["app/uninstalled", { myshopify_domain: shop }],
    ["shop/redact", { shop_domain: shop }],
  ])("holds nothing that a writer of the catalogue needs while it waits for it, with %s", async (topic, payload) => {
    await deliver("products/update", product(1));
    const last = await deliver(topic, JSON.stringify(payload));
    let drained: Promise<void> | undefined;
    await database.db.$transaction(async (tx) => {
      await lockCatalog(tx, shop);
      drained = drainInbox(testEffects(database), shop);
      await vi.waitFor(async () => expect(await waitingForLocks(database)).toBe(1));
      await tx.$executeRaw`set local lock_timeout = '200ms'`;
      await markStale(tx, shop, [{ productId: "1", changedAt: at }], at);
    });
    await drained;
    expect(await stateOf(last)).toMatchObject({ state: "done" });
  });

  it.each([
    ["app/uninstalled", { myshopify_domain: "other.myshopify.com" }],
    ["shop/redact", { shop_domain: "other.myshopify.com" }],
    ["shop/redact", "x"],
  ])("does not believe a %s whose signed body names another shop than its header", async (topic, payload) => {
    await database.db.shop.upsert({ where: { domain: shop }, create: { domain: shop, installedAt: at }, update: {} });
    const id = await deliver(topic, JSON.stringify(payload));
    await drainInbox(testEffects(database), shop);
    expect(await stateOf(id)).toEqual({ state: "failed", reason: "webhook.unreadable" });
    expect(await database.db.shop.findUnique({ where: { domain: shop } })).toMatchObject({ uninstalledAt: null });
  });

  it("touches no other shop's deliveries", async () => {
    const other = await deliver("products/update", product(1), "b.myshopify.com");
    await drainInbox(testEffects(database), shop);
    expect(await stateOf(other)).toEqual({ state: "received", reason: null });
  });

  it("leaves a delivery for the next try when the database fails in the middle", async () => {
    const id = await deliver("products/update", product(1));
    const effects = testEffects(database);
    const db = new Proxy(effects.db, {
      get(target, name) {
        if (name === "$transaction") return () => Promise.reject(new Error("connection lost"));
        return Reflect.get(target, name, target) as unknown;
      },
    });
    await expect(drainInbox({ ...effects, db }, shop)).rejects.toThrow("connection lost");
    expect(await stateOf(id)).toEqual({ state: "received", reason: null });
  });

  it("erases what it holds of a customer whose erasure is asked for", async () => {
    await database.db.placedOrder.create({
      data: {
        shop,
        connectionId: "00000000-0000-4000-8000-000000000001",
        channel: "hkj",
        channelOrderId: "HKJ-1042",
        state: "created",
        order: { customer: { name: "Lina" } },
        orderHash: "x",
        sourceIdentifier: "s1",
        shopifyOrderId: "77",
        customerName: "Lina",
        receivedAt: at,
      },
    });
    const seen = await deliver("orders/updated", JSON.stringify({ id: 77, name: "Lina" }));
    await deliver(
      "customers/redact",
      JSON.stringify({ shop_domain: shop, customer: { id: 5 }, orders_to_redact: [77] }),
    );
    await drainInbox(testEffects(database), shop);
    const order = await database.db.placedOrder.findFirstOrThrow({ where: { shop } });
    expect([order.order, order.customerName]).toEqual([null, null]);
    const row = await database.db.inboxDelivery.findUniqueOrThrow({ where: { id: seen } });
    expect(row.body).not.toContain("Lina");
  });
});
