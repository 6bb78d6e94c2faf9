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

/** The record it has on the channel, or should have; undefined while it is not sold there. We wrote it, so it is trusted. */
export function recordOf(listing: Pick<ListingRow, "record"> | undefined): CanonicalProduct | undefined {
  return (listing?.record ?? undefined) as CanonicalProduct | undefined;
}

/** Held back only because another variant has its SKU: it still asks for it. */
export const SKU_DUPLICATE = "catalog.sku_duplicate";
