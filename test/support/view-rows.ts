import { randomUUID } from "node:crypto";

import type { Prisma } from "@prisma/client";

import type { Database } from "../../app/platform/db";

const NOW = new Date("2026-11-21T09:00:00.000Z");

/** Rows for tests of read models, with what a test does not care about filled in. */
export async function addConnection(
  db: Database,
  shop: string,
  data: Partial<Prisma.ConnectionCreateInput> = {},
): Promise<string> {
  const { id } = await db.connection.create({
    data: { shop, channel: "hkj", token: randomUUID(), state: "active", createdAt: NOW, ...data },
  });
  return id;
}

export async function addListing(
  db: Database,
  given: { shop: string; connectionId: string; variantId: string } & Partial<Prisma.ListingCreateInput>,
): Promise<string> {
  const { id } = await db.listing.create({
    data: {
      productId: `p${given.variantId}`,
      inventoryItemId: `i${given.variantId}`,
      sku: `SKU-${given.variantId}`,
      title: `Item ${given.variantId}`,
      state: "synced",
      createdAt: NOW,
      ...given,
    },
  });
  return id;
}

export async function addOrder(
  db: Database,
  given: { shop: string; connectionId: string; channelOrderId: string } & Partial<Prisma.PlacedOrderCreateInput>,
): Promise<string> {
  const { id } = await db.placedOrder.create({
    data: { channel: "hkj", orderHash: "-", sourceIdentifier: randomUUID(), receivedAt: NOW, ...given },
  });
  return id;
}
