import { randomUUID } from "node:crypto";

import { describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { type CanonicalProduct, canonicalProduct } from "../canonical/product";
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
