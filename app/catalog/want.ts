import type { CanonicalProduct } from "../canonical/product";
import type { ConnectionSettings } from "../connections/settings";
import type { ListingRow } from "./listing-row";
import { mapVariant, wantedSku } from "./map-variant";
import { notOfferedBecause } from "./offered";
import type { ProductFacts, VariantFacts } from "./product-facts";
import { type StockFacts, type StockLevel, sellableQuantity } from "./quantity";
import { notChosenBecause } from "./selection";
import type { ShopRules } from "./shop-rules";

/** A product as it was found in the shop, or found missing. */
export interface ProductReading {
  productId: string;
  /** null: the shop has no such product any more. */
  facts: ProductFacts | null;
  /** When the shop was asked; everything that happened before is in the facts. */
  readAt: Date;
  /** When the change that led to this reading happened; null: nobody told us of one. */
  changedAt: Date | null;
}

/** What should become of one variant on one connection. */
export interface Want {
  listing: ListingRow | undefined;
  productId: string;
  variantId: string;
  outcome:
    | { kind: "sold"; product: CanonicalProduct }
    /** The merchant has to mend something. `sku` is what it asks for, as far as it can ask. */
    | { kind: "held"; code: string; params: Record<string, string | number>; sku: string | undefined }
    /** Not offered, or gone; the merchant meant it. */
    | { kind: "away"; code: string };
  /** For the screen and for stock webhooks; undefined where nothing new is known. */
  looks: Looks | undefined;
  reading: ProductReading;
}

export interface Looks {
  inventoryItemId: string;
  title: string;
  imageUrl: string | null;
  stockFacts: StockFacts;
  requiresShipping: boolean;
}

export interface WantContext {
  rules: ShopRules;
  settings: ConnectionSettings;
  levels: ReadonlyMap<string, StockLevel[]>;
  now: Date;
}

/**
 * A reading that is older than what the listings were made from says nothing new: a sync run's export is, for a product
 * that a webhook made us read meanwhile. Shopify's stamps are whole seconds; within one, the later reading counts.
 */
export function isOutdated(reading: ProductReading, listings: readonly ListingRow[]): boolean {
  const { facts, readAt } = reading;
  if (facts === null) return false;
  return listings.some(({ productUpdatedAt, readAt: knownAt }) => {
    if (!productUpdatedAt || productUpdatedAt < facts.updatedAt) return false;
    return productUpdatedAt > facts.updatedAt || (knownAt !== null && knownAt > readAt);
  });
}

/** What should become of every variant of a product, those that have a listing and are gone included. Pure. */
export function wantsOf(reading: ProductReading, listings: readonly ListingRow[], context: WantContext): Want[] {
  const { facts, productId } = reading;
  const byVariant = new Map(listings.map((listing) => [listing.variantId, listing]));
  const away = (listing: ListingRow, code: string): Want => {
    const { variantId } = listing;
    return { listing, productId, variantId, outcome: { kind: "away", code }, looks: undefined, reading };
  };
  if (facts === null) return listings.map((listing) => away(listing, "catalog.product_deleted"));

  const reason = notOfferedBecause(facts, context.now) ?? notChosenBecause(facts, context.settings);
  const wants: Want[] = [];
  for (const variant of facts.variants) {
    const listing = byVariant.get(variant.variantId);
    byVariant.delete(variant.variantId);
    if (reason === undefined) wants.push(offeredVariant(reading, facts, variant, listing, context));
    // What was never on the channel and is not meant to be needs no row.
    else if (listing) wants.push({ ...away(listing, reason), looks: looksOf(facts, variant) });
  }
  return [...wants, ...[...byVariant.values()].map((listing) => away(listing, "catalog.variant_removed"))];
}

function offeredVariant(
  reading: ProductReading,
  facts: ProductFacts,
  variant: VariantFacts,
  listing: ListingRow | undefined,
  context: WantContext,
): Want {
  const { rules, settings } = context;
  const looks = looksOf(facts, variant);
  const quantity = sellableQuantity(looks.stockFacts, context.levels.get(variant.inventoryItemId) ?? [], {
    settings,
    closed: rules.closedLocations,
  });
  const mapped = mapVariant(facts, variant, quantity, { ...rules, settings });
  const outcome: Want["outcome"] = mapped.ok
    ? { kind: "sold", product: mapped.product }
    : { kind: "held", code: mapped.code, params: mapped.params, sku: wantedSku(variant, { settings }) };
  return { listing, productId: facts.productId, variantId: variant.variantId, outcome, looks, reading };
}

function looksOf(facts: ProductFacts, variant: VariantFacts): Looks {
  const lone = facts.onlyDefaultVariant || variant.options.length === 0;
  const values = variant.options.map(({ value }) => value).join(" / ");
  return {
    inventoryItemId: variant.inventoryItemId,
    title: lone ? facts.title : `${facts.title} - ${values}`,
    imageUrl: variant.imageUrl ?? facts.imageUrls[0] ?? null,
    requiresShipping: variant.requiresShipping,
    stockFacts: { tracked: variant.tracked, inventoryPolicy: variant.inventoryPolicy },
  };
}
