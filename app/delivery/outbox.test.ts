import { randomUUID } from "node:crypto";

import { describe, expect, it, vi } from "vitest";

import { useDatabase, waitingForLocks } from "../../test/support/database";
import { type House, deliveryHouse } from "../../test/support/delivery-house";
import { type CanonicalProduct, canonicalProduct } from "../canonical/product";
import { plainTransaction } from "../platform/sql";
import { fileBacklog } from "./import-file";
import { type OutboxEntry, addToOutbox } from "./outbox";

const database = useDatabase();
const now = new Date("2026-11-21T09:00:00.000Z");
const connectionId = randomUUID();
const listingId = randomUUID();

function entry(
  version: number,
  changed: ("content" | "price" | "stock")[],
  product: Partial<CanonicalProduct> = {},
): OutboxEntry {
  return {
    shop: "a.myshopify.com",
    connectionId,
    key: `listing:${listingId}`,
    subjectKind: "listing",
    subjectId: listingId,
    event: {
      type: "product.upserted",
      eventId: `e${version}`,
      occurredAt: new Date(now.getTime() + version).toISOString(),
      changed,
      product: canonicalProduct.parse({
        sku: "OLV-750",
        externalId: "1",
        groupId: "1",
        barcode: null,
        titleEn: "Olive oil",
        titleAr: "زيت زيتون",
        descriptionEn: null,
        descriptionAr: null,
        categoryPathEn: [],
        categoryPathAr: [],
        brand: null,
        priceFils: 6250,
        compareAtPriceFils: null,
        stockQty: 4,
        imageUrls: [],
        ...product,
      }),
    },
  };
}

describe("the outbox", () => {
  it("keeps one pending event a key: the newest, from the oldest change, with everything that changed", async () => {
    const { db } = database;
    await db.$transaction((tx) => addToOutbox(tx, [entry(1, ["content"])], now));
    await db.$transaction((tx) => addToOutbox(tx, [entry(2, ["stock"], { stockQty: 3 })], now));
    const rows = await db.outboxEvent.findMany();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ eventId: "e2", changedAt: new Date(now.getTime() + 1) });
    expect(rows[0]?.payload).toMatchObject({ changed: ["content", "stock"], product: { stockQty: 3 } });
  });

  it("lets a newer event wait beside one that is being sent", async () => {
    const { db } = database;
    await db.outboxEvent.updateMany({ data: { state: "sending" } });
    await db.$transaction((tx) => addToOutbox(tx, [entry(3, ["price"])], now));
    expect(await db.outboxEvent.count()).toBe(2);
    const [job] = await db.$queryRaw<{ n: bigint }[]>`select count(*) as n from graphile_worker.jobs`;
    expect(job?.n).toBe(1n);
  });
});

describe("events that change while they are taken", () => {
  const taken: [what: string, events: number, take: (house: House) => Promise<unknown>][] = [
    ["for a batch", 3, (house) => house.drain()],
    [
      "for a file",
      1_001,
      async (house) => {
        const connection = await house.connection();
        const limits = { maxBytes: 1_000_000, maxProducts: 2_000 };
        await plainTransaction(database.pool, (tx) => fileBacklog(tx, connection, limits, house.clock.now()));
      },
    ],
  ];

  it.each(taken)("%s are waited for, or wait, but never both", async (_, events, take) => {
    const house = await deliveryHouse(database);
    const { db, pool } = database;
    const skus = Array.from({ length: events }, (__, at) => `SKU-${at}`);
    const change = () => {
      const entries = skus.map((sku) => house.entry(sku, 1));
      return db.$transaction((tx) => addToOutbox(tx, entries, house.clock.now()));
    };
    await change();
    const { id: connectionId } = await house.connection();
    // As after many changes: what has waited longest is not what comes first by key.
    await db.$executeRaw`update "OutboxEvent" set "id" = 1000000 - "id" where "connectionId" = ${connectionId}::uuid`;
    const ends: Promise<unknown>[] = [];
    await plainTransaction(pool, async (tx) => {
      await tx.$queryRaw`
        select 1 from "OutboxEvent" where "id" = (
          select "id" from "OutboxEvent" where "connectionId" = ${connectionId}::uuid
          order by "key" offset ${Math.floor(events / 2)}::int limit 1) for update`;
      ends.push(change());
      await vi.waitFor(async () => expect(await waitingForLocks(database)).toBe(1));
      ends.push(take(house));
      await vi.waitFor(async () => expect(await waitingForLocks(database)).toBe(2));
    });
    await Promise.all(ends);
  });

  it("hold up nothing behind them when they are dropped at that moment", async () => {
    const house = await deliveryHouse(database);
    house.channel.limits(1);
    await house.change("OLD", 1);
    await house.change("NEXT", 1);
    const [first] = await house.outbox();
    const ends: Promise<unknown>[] = [];
    await plainTransaction(database.pool, async (tx) => {
      await tx.$executeRaw`delete from "OutboxEvent" where "id" = ${first?.id}`;
      ends.push(house.drain());
      await vi.waitFor(async () => expect(await waitingForLocks(database)).toBe(1));
    });
    await Promise.all(ends);
    expect([...house.channel.products.keys()]).toEqual(["NEXT"]);
  });
});
