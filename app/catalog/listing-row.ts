import type { Listing, Prisma } from "@prisma/client";

import type { CanonicalProduct } from "../canonical/product";

export const listingColumns = {
  id: true,
  shop: true,
  connectionId: true,
  productId: true,
  variantId: true,
  inventoryItemId: true,
  sku: true,
  state: true,
  reason: true,
  reasonParams: true,
  record: true,
  stockFacts: true,
  requiresShipping: true,
  version: true,
  sentVersion: true,
  sentAt: true,
  sentSku: true,
  title: true,
  imageUrl: true,
  productUpdatedAt: true,
  readAt: true,
} satisfies Prisma.ListingSelect;

/** A listing as the catalogue reads it. */
export type ListingRow = Pick<Listing, keyof typeof listingColumns>;

/** Whether it has a record on the channel, or should have. */
export function isSold({ record }: Pick<ListingRow, "record">): boolean {
  return record !== null;
}

const parsed = new WeakMap<object, CanonicalProduct>();

/**
 * The record it has on the channel, or should have; undefined while it is not sold there. We wrote it, so it is trusted. A
 * row that was read for very many at once bears it as text, which is taken apart when it is asked for, once.
 */
export function recordOf(listing: Pick<ListingRow, "record"> | undefined): CanonicalProduct | undefined {
  const record = listing?.record ?? undefined;
  if (listing === undefined || typeof record !== "string") return record as CanonicalProduct | undefined;
  const known = parsed.get(listing) ?? (JSON.parse(record) as CanonicalProduct);
  parsed.set(listing, known);
  return known;
}

/** True only if the record is `product`, found out without taking it apart. */
export function hasRecord({ record }: Pick<ListingRow, "record">, product: CanonicalProduct): boolean {
  return typeof record === "string" && record === JSON.stringify(product);
}

/** Held back only because another variant has its SKU: it still asks for it. */
export const SKU_DUPLICATE = "catalog.sku_duplicate";
