import { describe, expect, it } from "vitest";

import { connectedShop, deliverAll } from "../../test/support/catalog/connected-shop";
import { product, variant } from "../../test/support/catalog/facts";
import { useDatabase } from "../../test/support/database";
import { testClock } from "../../test/support/effects";
import type { CanonicalEvent } from "../canonical/event";
import type { EventResult } from "../channels/channel";
import type { SettledEvent } from "../delivery/settle";
import { retryFailed } from "../delivery/retry-failed";
import { applyReadings } from "./apply-readings";
import { matchLine } from "./match-line";
import type { ProductFacts } from "./product-facts";
import { retryListing } from "./retry";
import { settleListing } from "./settle";

const database = useDatabase();
const clock = testClock();

async function world() {
  const { db } = database;
  const connected = await connectedShop(db, clock.now());
  const { shop, connectionId } = connected;
  return {
    ...connected,
    async reads(facts: ProductFacts | string) {
      clock.advance(60_000);
      const now = clock.now();
      const reading =
        typeof facts === "string"
          ? { productId: facts, facts: null, readAt: now, changedAt: now }
          : { productId: facts.productId, facts: { ...facts, updatedAt: now }, readAt: now, changedAt: now };
      await db.$transaction((tx) => applyReadings(tx, shop, [reading], now));
    },
    /** Takes what waits, and leaves the row as the delivery does: gone, or kept as failed. */
    async answers(outcome: EventResult["outcome"], message: string | null = null): Promise<CanonicalEvent[]> {
      const rows = await db.outboxEvent.findMany({ where: { connectionId, state: "pending" }, orderBy: { id: "asc" } });
      for (const { id, subjectId, payload } of rows) {
        const event = payload as unknown as CanonicalEvent;
        const result = { eventId: event.eventId, outcome, message };
        await db.$transaction((tx) => settleListing(tx, { shop, connectionId, subjectId, event }, result, clock.now()));
        if (outcome === "refused") await db.outboxEvent.update({ where: { id }, data: { state: "failed" } });
        else await db.outboxEvent.delete({ where: { id } });
      }
      return rows.map(({ payload }) => payload as unknown as CanonicalEvent);
    },
    deliver: () => deliverAll(db, connected, new Map(), clock.now()),
    listing: (variantId = "11") =>
      db.listing.findUniqueOrThrow({ where: { connectionId_variantId: { connectionId, variantId } } }),
    match: (line: Partial<Parameters<typeof matchLine>[2]>) =>
      matchLine(db, connectionId, { sku: null, externalId: null, barcode: null, ...line }),
    problems: () => db.problem.findMany({ where: { shop, clearedAt: null } }),
  };
}

describe("the channel's answer", () => {
  it.each(["applied", "duplicate"] as const)("%s makes the item synced", async (outcome) => {
    const shop = await world();
    await shop.reads(product("1"));
    await shop.answers(outcome);
    expect(await shop.listing()).toMatchObject({ state: "synced", sentVersion: 1, sentAt: clock.now() });
  });

  it("refused shows the channel's own words on the item, until a real change is taken", async () => {
    const shop = await world();
    await shop.reads(product("1"));
    await shop.answers("refused", "title_ar is too long");
    const failed = {
      state: "failed",
      reason: "catalog.event_refused",
      reasonParams: { message: "title_ar is too long" },
    };
    expect(await shop.listing()).toMatchObject(failed);
    await shop.reads(product("1", { title: "Shorter" }));
    await shop.answers("applied");
    expect(await shop.listing()).toMatchObject({ state: "synced", reason: null, reasonParams: null });
  });

  it("skipped of a whole record means that the item is not there", async () => {
    const shop = await world();
    await shop.reads(product("1"));
    await shop.answers("skipped", "unknown category");
    expect(await shop.listing()).toMatchObject({ state: "failed", reason: "catalog.event_skipped", sentVersion: 0 });
  });

  it("about an older version leaves the item waiting", async () => {
    const shop = await world();
    const { db } = database;
    await shop.reads(product("1"));
    const [old] = await db.outboxEvent.findMany({ where: { connectionId: shop.connectionId } });
    const event = old?.payload as unknown as CanonicalEvent;
    await db.outboxEvent.updateMany({ where: { connectionId: shop.connectionId }, data: { state: "sending" } });
    await shop.reads(product("1", { title: "Newer" }));
    const row = { shop: shop.shop, connectionId: shop.connectionId, subjectId: old?.subjectId ?? "", event };
    const settle = (outcome: EventResult["outcome"]) =>
      db.$transaction((tx) => settleListing(tx, row, { eventId: event.eventId, outcome, message: "no" }, clock.now()));
    await settle("refused");
    expect(await shop.listing()).toMatchObject({ state: "pending", version: 2 });
    await settle("applied");
    expect(await shop.listing()).toMatchObject({ state: "pending", version: 2, sentVersion: 1 });
  });

  it("that an old SKU stays is a problem of its own, cleared when it goes", async () => {
    const shop = await world();
    await shop.reads(product("1", { variants: [variant("11", { sku: "OLD" })] }));
    await shop.answers("applied");
    await shop.reads(product("1", { variants: [variant("11", { sku: "NEW" })] }));
    await shop.answers("refused", "no");
    expect(await shop.problems()).toMatchObject([
      { code: "catalog.old_sku_stays", params: { sku: "OLD", item: expect.any(String) } },
    ]);
    expect(await retryListing({ db: database.db, clock }, shop.shop, (await shop.listing()).id)).toBe(true);
    await shop.answers("applied");
    expect(await shop.problems()).toEqual([]);
    expect(await shop.listing()).toMatchObject({ state: "synced" });
  });
});

describe("that an old SKU stays is over", () => {
  async function oldSkuStays() {
    const shop = await world();
    await shop.reads(product("1", { variants: [variant("11", { sku: "OLD" })] }));
    await shop.answers("applied");
    await shop.reads(product("1", { variants: [variant("11", { sku: "NEW" })] }));
    await shop.answers("refused", "no");
    expect((await shop.problems()).map(({ code }) => code)).toEqual(["catalog.old_sku_stays"]);
    return shop;
  }

  it("when it is taken away after its item left the shop", async () => {
    const shop = await oldSkuStays();
    await shop.reads("1");
    await database.db.$transaction((tx) => retryFailed(tx, shop.shop, shop.connectionId));
    await shop.answers("applied");
    expect(await shop.problems()).toEqual([]);
  });

  it("when another item is sold under it", async () => {
    const shop = await oldSkuStays();
    await shop.reads(product("2", { variants: [variant("21", { sku: "OLD" })] }));
    expect(await shop.problems()).toEqual([]);
  });
});

describe("an item that the channel refused to take away", () => {
  async function stays(facts = product("1", { variants: [variant("11", { sku: "S" })] })) {
    const shop = await world();
    await shop.reads(facts);
    await shop.answers("applied");
    const drafted = { ...facts, status: "DRAFT" };
    await shop.reads(drafted);
    await shop.answers("refused", "no");
    expect(await shop.listing()).toMatchObject({ state: "failed", record: null });
    return { shop, drafted };
  }
  const other = product("2", { variants: [variant("21", { sku: "S" })] });

  it("is off the channel once another item is sold under its SKU, and its product tells why", async () => {
    const { shop, drafted } = await stays();
    await shop.reads(other);
    expect(await shop.listing()).toMatchObject({ state: "removed", reason: null });
    expect(await database.db.staleProduct.findMany({ where: { shop: shop.shop } })).toMatchObject([{ productId: "1" }]);
    await shop.reads(drafted);
    expect(await shop.listing()).toMatchObject({ state: "removed", reason: "catalog.product_draft" });
    await shop.answers("applied");
    expect(await shop.listing("21")).toMatchObject({ state: "synced" });
  });

  it("is no trouble where its SKU passed on while the removal was being sent", async () => {
    const shop = await world();
    const { db } = database;
    const facts = product("1", { variants: [variant("11", { sku: "S" })] });
    await shop.reads(facts);
    await shop.answers("applied");
    await shop.reads({ ...facts, status: "DRAFT" });
    const [sent] = await db.outboxEvent.findMany({ where: { connectionId: shop.connectionId } });
    await db.outboxEvent.updateMany({ where: { id: sent?.id ?? 0n }, data: { state: "sending" } });
    await shop.reads(other);
    await db.outboxEvent.updateMany({ where: { id: sent?.id ?? 0n }, data: { state: "pending" } });
    await shop.answers("refused", "no");
    expect(await shop.listing()).toMatchObject({ state: "removed", reason: "catalog.product_draft" });
  });

  it("is not the one that an order for its SKU means, while another is sold under it", async () => {
    const { shop } = await stays();
    await shop.reads(other);
    await database.db.listing.update({ where: { id: (await shop.listing()).id }, data: { state: "failed" } });
    expect(await shop.match({ sku: "S" })).toMatchObject({ variantId: "21" });
  });

  it("stays so while the channel keeps another SKU that it had", async () => {
    const shop = await world();
    const { db } = database;
    await shop.reads(product("1", { variants: [variant("11", { sku: "OLD" })] }));
    await shop.answers("applied");
    const renamed = product("1", { variants: [variant("11", { sku: "S" })] });
    await shop.reads(renamed);
    await db.outboxEvent.deleteMany({ where: { shop: shop.shop, type: "product.upserted" } });
    await shop.answers("refused", "no");
    await db.listing.updateMany({ where: { shop: shop.shop }, data: { sentSku: "S", sentAt: clock.now() } });
    await shop.reads({ ...renamed, status: "DRAFT" });
    await shop.answers("refused", "no");
    await shop.reads(other);
    expect(await shop.listing()).toMatchObject({ state: "failed", reason: "catalog.event_refused" });
  });

  it("is off it when it was refused while the next removal waited, which was taken", async () => {
    const shop = await world();
    const facts = product("1", { variants: [variant("11", { sku: "S" })] });
    await shop.reads(facts);
    await shop.answers("applied");
    await shop.reads({ ...facts, status: "DRAFT" });
    const outbox = () => database.db.outboxEvent.findMany({ where: { connectionId: shop.connectionId } });
    const [first] = await outbox();
    await database.db.outboxEvent.updateMany({ where: { id: first?.id ?? 0n }, data: { state: "sending" } });
    await shop.reads(facts);
    await shop.reads({ ...facts, status: "DRAFT" });
    const event = first?.payload as unknown as SettledEvent;
    const row = { shop: shop.shop, connectionId: shop.connectionId, subjectId: first?.subjectId ?? "", event };
    const refused = { eventId: first?.eventId ?? "", outcome: "refused" as const, message: "no" };
    await database.db.$transaction((tx) => settleListing(tx, row, refused, clock.now()));
    await database.db.outboxEvent.updateMany({ where: { id: first?.id ?? 0n }, data: { state: "failed" } });
    await shop.answers("applied");
    expect(await shop.listing()).toMatchObject({ state: "removed", reason: null });
    expect(await database.db.staleProduct.findMany({ where: { shop: shop.shop } })).toMatchObject([{ productId: "1" }]);
  });

  it("says so also when the channel refuses again, after its product was read anew", async () => {
    const { shop, drafted } = await stays();
    await retryListing({ db: database.db, clock }, shop.shop, (await shop.listing()).id);
    await shop.reads(drafted);
    expect(await shop.listing()).toMatchObject({ state: "removed", reason: "catalog.product_draft" });
    await shop.answers("refused", "no again");
    const reasonParams = { message: "no again" };
    expect(await shop.listing()).toMatchObject({ state: "failed", reason: "catalog.event_refused", reasonParams });
  });
});

describe("trying an item again", () => {
  it("sends it with a new id, and reads the product anew", async () => {
    const shop = await world();
    await shop.reads(product("1"));
    const [first] = await shop.answers("refused", "down");
    await retryListing({ db: database.db, clock }, shop.shop, (await shop.listing()).id);
    expect(await shop.listing()).toMatchObject({ state: "pending" });
    expect(await database.db.staleProduct.count({ where: { shop: shop.shop } })).toBe(1);
    const [second] = await shop.answers("applied");
    expect(second?.eventId).not.toBe(first?.eventId);
    expect(await shop.listing()).toMatchObject({ state: "synced" });
  });

  it("brings back one the channel skipped", async () => {
    const shop = await world();
    const facts = product("1");
    await shop.reads(facts);
    await shop.answers("skipped");
    await retryListing({ db: database.db, clock }, shop.shop, (await shop.listing()).id);
    await shop.reads(facts);
    await shop.answers("applied");
    expect(await shop.listing()).toMatchObject({ state: "synced" });
  });

  it("is refused for another shop's item", async () => {
    const shop = await world();
    await shop.reads(product("1"));
    const { id } = await shop.listing();
    expect(await retryListing({ db: database.db, clock }, "other.myshopify.com", id)).toBe(false);
  });
});

describe("an order line is matched", () => {
  it("by the SKU sold now, by external id, by barcode", async () => {
    const shop = await world();
    await shop.reads(product("1", { title: "Oil", variants: [variant("11", { sku: "OLV", barcode: "625" })] }));
    const oil = { variantId: "11", productId: "1", title: "Oil" };
    expect(await shop.match({ sku: "OLV" })).toEqual(oil);
    expect(await shop.match({ sku: " OLV " })).toEqual(oil);
    expect(await shop.match({ externalId: "11" })).toEqual(oil);
    expect(await shop.match({ barcode: "625" })).toEqual(oil);
    expect(await shop.match({ sku: "olv" })).toBeUndefined();
    expect(await shop.match({ sku: "NOPE", externalId: "12", barcode: "1" })).toBeUndefined();
  });

  it("by a SKU it had, also when it is off the channel or deleted", async () => {
    const shop = await world();
    await shop.reads(product("1", { variants: [variant("11", { sku: "OLD" })] }));
    await shop.deliver();
    await shop.reads(product("1", { variants: [variant("11", { sku: "NEW" })] }));
    expect(await shop.match({ sku: "OLD" })).toMatchObject({ variantId: "11" });
    await shop.reads("1");
    expect(await shop.match({ sku: "NEW" })).toMatchObject({ variantId: "11" });
  });

  it("by who has a SKU now rather than by who had it", async () => {
    const shop = await world();
    await shop.reads(product("1", { variants: [variant("11", { sku: "A" })] }));
    await shop.reads(product("1", { variants: [variant("11", { sku: "B" })] }));
    await shop.reads(product("2", { variants: [variant("21", { sku: "A" })] }));
    expect(await shop.match({ sku: "A" })).toMatchObject({ variantId: "21" });
  });

  it("not by a barcode that several variants carry", async () => {
    const shop = await world();
    const variants = [variant("11", { barcode: "625" }), variant("12", { barcode: "625" })];
    await shop.reads(product("1", { variants }));
    expect(await shop.match({ barcode: "625" })).toBeUndefined();
  });
});
