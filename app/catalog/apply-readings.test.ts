import { randomUUID } from "node:crypto";

import { describe, expect, it, vi } from "vitest";

import { LONG_AGO, product, variant } from "../../test/support/catalog/facts";
import { edited, readingsWorld } from "../../test/support/catalog/readings-world";
import { useDatabase, waitingForLocks } from "../../test/support/database";
import { testEffects } from "../../test/support/effects";
import { disconnect } from "../connections/lifecycle";
import { claimBatch } from "../delivery/claim";
import { addFile } from "../delivery/import-file";
import type { SettledEvent } from "../delivery/settle";
import type { Statements } from "../platform/db";
import { plainTransaction } from "../platform/sql";
import { applyReadings } from "./apply-readings";
import { settleListings } from "./settle";
import { applyInventoryWebhooks } from "./webhooks";

const database = useDatabase();
const world = () => readingsWorld(database);

describe("a product that was read", () => {
  it("is sent once, complete, and not again while nothing changes", async () => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11"), variant("12", { price: "7.5" })] });
    expect(await shop.reads(facts)).toMatchObject({ changed: 2, held: 0 });
    const events = await shop.delivers();
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({ type: "product.upserted", changed: ["content", "price", "stock"] });
    expect(shop.channel.get("SKU-12")).toMatchObject({ priceFils: 7500, stockQty: 10, externalId: "12", groupId: "1" });
    expect(await shop.listing("11")).toMatchObject({ state: "synced", version: 1, sentVersion: 1 });

    expect(await shop.reads(edited(facts, {}))).toMatchObject({ changed: 0 });
    expect(await shop.delivers()).toEqual([]);
  });

  it("is known to be shipped or not, of which the channel hears nothing", async () => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11", { requiresShipping: false })] });
    await shop.reads(facts);
    await shop.delivers();
    expect(await shop.listing("11")).toMatchObject({ requiresShipping: false, version: 1 });
    await shop.reads(edited(facts, { variants: [variant("11")] }));
    expect(await shop.delivers()).toEqual([]);
    expect(await shop.listing("11")).toMatchObject({ requiresShipping: true, version: 1 });
  });

  it("tells what changed, and when it changed in the shop", async () => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11")] });
    await shop.reads(facts);
    await shop.delivers();
    await shop.reads(edited(facts, { variants: [variant("11", { price: "4.5" })] }));
    const [event] = await shop.delivers();
    expect(event).toMatchObject({ changed: ["price"], product: { priceFils: 4500 } });
    expect(event?.eventId).toMatch(/-v2$/);
  });

  it.each([
    ["drafted", { status: "DRAFT" }, "catalog.product_draft"],
    ["archived", { status: "ARCHIVED" }, "catalog.product_archived"],
    ["unlisted", { status: "UNLISTED" }, "catalog.product_unlisted"],
    ["unpublished", { publishedAt: null }, "catalog.product_unpublished"],
    ["scheduled for later", { publishedAt: new Date("2027-01-01") }, "catalog.product_unpublished"],
  ])("leaves the channel when it is %s, and comes back with it", async (_, change, reason) => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11")] });
    await shop.reads(facts);
    await shop.delivers();
    await shop.reads(edited(facts, change));
    expect((await shop.delivers()).map(({ type }) => type)).toEqual(["product.removed"]);
    expect(shop.channel.size).toBe(0);
    expect(await shop.listing("11")).toMatchObject({ state: "removed", reason, record: null });
    await shop.reads(edited(facts, {}, 120));
    await shop.delivers();
    expect([...shop.channel.keys()]).toEqual(["SKU-11"]);
    expect(await shop.listing("11")).toMatchObject({ state: "synced", reason: null });
  });

  it("leaves the channel also when the channel's answer is settled between the reading and the writing", async () => {
    const shop = await world();
    await shop.reads(product("1", { variants: [variant("11")] }));
    const now = new Date("2026-11-21T10:00:00.000Z");
    const settle = async () => {
      await database.pool.query(
        `update "Listing" set "sentVersion" = 1, "sentAt" = $1, "sentSku" = "sku", "state" = 'synced' where "shop" = $2`,
        [now, shop.shop],
      );
      await database.db.outboxEvent.deleteMany({ where: { shop: shop.shop } });
    };
    const gone = { productId: "1", facts: null, readAt: now, changedAt: now };
    await plainTransaction(database.pool, (tx) => {
      const late: Statements = {
        ...tx,
        async $executeRaw(query, ...values) {
          if (JSON.stringify(query).includes('insert into \\"Listing\\"')) await settle();
          return tx.$executeRaw(query, ...values);
        },
      };
      return applyReadings(late, shop.shop, [gone], now);
    });
    expect((await shop.delivers()).map(({ type }) => type)).toEqual(["product.removed"]);
  });

  it("leaves no row when it was never offered", async () => {
    const shop = await world();
    await shop.reads(product("1", { status: "DRAFT" }));
    expect(await database.db.listing.count({ where: { shop: shop.shop } })).toBe(0);
  });

  it("leaves the channel when it or one of its variants is gone", async () => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11"), variant("12")] });
    await shop.reads(facts);
    await shop.delivers();
    await shop.reads(edited(facts, { variants: [variant("12")] }));
    await shop.delivers();
    expect([...shop.channel.keys()]).toEqual(["SKU-12"]);
    expect(await shop.listing("11")).toMatchObject({ state: "removed", reason: "catalog.variant_removed" });
    await shop.reads({ gone: "1" });
    await shop.delivers();
    expect(shop.channel.size).toBe(0);
    expect(await shop.listing("12")).toMatchObject({ state: "removed", reason: "catalog.product_deleted" });
  });

  it("says nothing of an item that came and went before anything was sent", async () => {
    const shop = await world();
    await shop.reads(product("1"));
    await shop.reads({ gone: "1" });
    expect(await shop.delivers()).toEqual([]);
  });

  it("does not bring a deleted product back when it was read before the deletion", async () => {
    const shop = await world();
    const facts = product("1");
    await shop.reads(facts);
    await shop.delivers();
    await shop.reads({ gone: "1" });
    await shop.delivers();
    await shop.reads(facts);
    await shop.delivers();
    expect(shop.channel.size).toBe(0);
  });

  it("is not overwritten by an older reading", async () => {
    const shop = await world();
    const old = product("1", { title: "Old name" });
    await shop.reads(edited(old, { title: "New name" }));
    expect(await shop.reads(old)).toMatchObject({ changed: 0 });
    await shop.delivers();
    expect(shop.channel.get("SKU-11")).toMatchObject({ titleEn: "New name" });
  });

  it("is held back with its reason, taken away meanwhile, and sold again once mended", async () => {
    const shop = await world();
    const facts = product("1");
    await shop.reads(facts);
    await shop.delivers();
    const bad = edited(facts, { variants: [variant("11", { price: "1.2345" })] });
    expect(await shop.reads(bad)).toMatchObject({ held: 1 });
    await shop.delivers();
    expect(shop.channel.size).toBe(0);
    const held = { state: "skipped", reason: "catalog.price_invalid", reasonParams: { price: "1.2345" } };
    expect(await shop.listing("11")).toMatchObject(held);
    const { version } = await shop.listing("11");
    await shop.reads(bad);
    expect(await shop.listing("11")).toMatchObject({ version });
    await shop.reads(edited(facts, {}, 300));
    await shop.delivers();
    expect(shop.channel.size).toBe(1);
  });

  it("is sent again after the connection was made anew, though nothing changed", async () => {
    const shop = await world();
    const facts = product("1");
    await shop.reads(facts);
    await shop.delivers();
    await database.db.listing.updateMany({ where: { shop: shop.shop }, data: { state: "pending", sentVersion: 0 } });
    await database.db.connection.updateMany({ where: { id: shop.connectionId }, data: { generation: 2 } });
    await shop.reads(facts);
    await shop.reads(facts);
    const events = await shop.delivers();
    expect(events).toHaveLength(1);
    expect(events[0]?.eventId).toContain("-2-11-v");
  });

  it("is not sent again while it stands in a file, beside whatever else does", async () => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11"), variant("12")] });
    await shop.reads(facts);
    const { id } = await shop.listing("11");
    await database.db.outboxEvent.deleteMany({ where: { shop: shop.shop } });
    const home = { shop: shop.shop, id: shop.connectionId };
    await database.db.$transaction((tx) => addFile(tx, home, [randomUUID(), id], new Date()));
    await shop.reads(facts);
    expect((await shop.delivers()).map((event) => "product" in event && event.product.sku)).toEqual(["SKU-12"]);
  });

  it("serves a paused connection too, and no disconnected one", async () => {
    const shop = await world();
    await database.db.connection.updateMany({ where: { id: shop.connectionId }, data: { state: "paused" } });
    expect(await shop.reads(product("1"))).toMatchObject({ changed: 1 });
    await database.db.connection.updateMany({ where: { id: shop.connectionId }, data: { state: "disconnected" } });
    expect(await shop.reads(product("2"))).toMatchObject({ changed: 0 });
  });

  it("is written while somebody disconnects its connection, who waits for that", async () => {
    const shop = await world();
    const { db } = database;
    const [first, second, later] = [product("1"), product("2"), new Date("2026-11-22T09:00:00Z")];
    await shop.reads(first);
    await shop.reads(second);
    let disconnected: Promise<boolean> | undefined;
    await db.$transaction(async (tx) => {
      for (const facts of [second, first]) {
        const read = {
          productId: facts.productId,
          facts: edited(facts, { title: "New" }),
          readAt: later,
          changedAt: later,
        };
        await applyReadings(tx, shop.shop, [read], later);
        disconnected ??= disconnect(testEffects(database), shop.shop, "hkj");
        await vi.waitFor(async () => expect(await waitingForLocks(database)).toBe(1));
      }
    });
    expect(await disconnected).toBe(true);
    expect(await db.outboxEvent.count({ where: { shop: shop.shop } })).toBe(0);
  });
});

describe("a change of items that the channel answers for at this moment", () => {
  it.each([
    ["asc", "applied"],
    ["desc", "applied"],
    ["asc", "refused"],
    ["desc", "refused"],
  ] as const)(
    "waits for it, or is waited for, but never both (answers %s, the middle one %s)",
    async (order, middle) => {
      const shop = await world();
      const variants = ["13", "12", "11"].map((id) => variant(id));
      await shop.reads(product("1", { variants }));
      const events = await database.db.outboxEvent.findMany({ where: { shop: shop.shop }, orderBy: { id: order } });
      const answers = events.map(({ connectionId, subjectId, eventId, payload }, at) => ({
        row: { shop: shop.shop, connectionId, subjectId, event: payload as unknown as SettledEvent },
        result: { eventId, outcome: at === 1 ? middle : ("applied" as const), message: null },
      }));
      const dearer = variants.map((one) => ({ ...one, price: "6.000" }));
      const ends: Promise<unknown>[] = [];
      await plainTransaction(database.pool, async (tx) => {
        await tx.$queryRaw`select 1 from "Listing" where "shop" = ${shop.shop} and "variantId" = '12' for update`;
        ends.push(shop.reads(edited(product("1"), { variants: dearer })));
        await vi.waitFor(async () => expect(await waitingForLocks(database)).toBe(1));
        ends.push(plainTransaction(database.pool, (other) => settleListings(other, answers, new Date())));
        await vi.waitFor(async () => expect(await waitingForLocks(database)).toBe(2));
      });
      await Promise.all(ends);
      const settled = await Promise.all(["11", "12", "13"].map((id) => shop.listing(id)));
      expect(settled).toMatchObject(Array(3).fill({ state: "pending", version: 2 }));
      expect(settled.filter(({ sentVersion }) => sentVersion === 1)).toHaveLength(middle === "applied" ? 3 : 2);
    },
  );
});

describe("a change of items whose events are being taken to be sent", () => {
  it("waits for that, or is waited for, but never both, with a SKU given up too", async () => {
    const shop = await world();
    const facts = product("1", { variants: ["11", "12", "13"].map((id) => variant(id)) });
    await shop.reads(facts);
    const { id: middle } = await shop.listing("12");
    const [dearer, renamed] = [variant("11", { price: "6.000" }), variant("13", { sku: "NEW" })];
    const ends: Promise<unknown>[] = [];
    await plainTransaction(database.pool, async (tx) => {
      await tx.$queryRaw`select 1 from "OutboxEvent" where "subjectId" = ${middle}::uuid for update`;
      ends.push(claimBatch(testEffects(database), shop, { maxEvents: 10, maxBytes: 100_000 }));
      await vi.waitFor(async () => expect(await waitingForLocks(database)).toBe(1));
      ends.push(shop.reads(edited(facts, { variants: [dearer, variant("12"), renamed] })));
      await vi.waitFor(async () => expect(await waitingForLocks(database)).toBe(2));
    });
    await Promise.all(ends);
  });
});

describe("stock of a product that was read", () => {
  it("counts what the stock table knows newer", async () => {
    const shop = await world();
    const { db } = database;
    const newer = new Date(LONG_AGO.getTime() + 5000);
    await db.inventoryLevel.create({
      data: {
        shop: shop.shop,
        inventoryItemId: "711",
        locationId: "900",
        available: 2,
        updatedAt: newer,
        observedAt: newer,
      },
    });
    await shop.reads(product("1"));
    await shop.delivers();
    expect(shop.channel.get("SKU-11")).toMatchObject({ stockQty: 2 });
  });

  it("forgets locations that stock it no more", async () => {
    const shop = await world();
    const facts = product("1");
    await shop.reads(facts);
    await shop.reads(edited(facts, { variants: [variant("11", { levels: [] })] }));
    await shop.delivers();
    expect(shop.channel.get("SKU-11")).toMatchObject({ stockQty: 0 });
  });

  it("is not filled again by a late update of before the reading, whatever stamp it bears", async () => {
    const shop = await world();
    const facts = product("1");
    const nowhere = edited(facts, { variants: [variant("11", { levels: [] })] });
    await shop.reads(facts);
    await shop.reads(nowhere);
    const payload = { inventory_item_id: 711, location_id: 900, available: 7, updated_at: "2026-11-21T08:59:00Z" };
    const at = new Date("2026-11-21T08:59:00Z");
    const late = { shop: shop.shop, topic: "inventory_levels/update", payload, triggeredAt: at, receivedAt: at };
    await database.db.$transaction((tx) => applyInventoryWebhooks(tx, [late], at));
    await shop.delivers();
    expect(shop.channel.get("SKU-11")).toMatchObject({ stockQty: 0 });
    await shop.reads(edited(nowhere, {}));
    await shop.delivers();
    expect(shop.channel.get("SKU-11")).toMatchObject({ stockQty: 0 });
  });
});
