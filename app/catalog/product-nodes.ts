import { z } from "zod";

import { idOf } from "../shopify/gid";
import { membershipsOf } from "./extras";
import type { LevelFacts, MarketPrice, OptionFacts, ProductFacts, Translations, VariantFacts } from "./product-facts";

/**
 * The shape that the documents of catalog.graphql share: the answer of a query is held to it by the compiler, a line of
 * an export by zod.
 */
const translations = z.array(z.object({ key: z.string(), value: z.string().nullable() }));
const translated = z.object({ ar: translations, en: translations });
const image = z.object({ url: z.string() }).nullable();
const id = z.string().startsWith("gid://shopify/");

export const levelNode = z.object({
  id,
  updatedAt: z.string(),
  location: z.object({ id }),
  quantities: z.array(z.object({ quantity: z.number() })),
});
export type LevelNode = z.infer<typeof levelNode>;

export const mediaNode = z.object({ id, image: image.optional() });
export type MediaNode = z.infer<typeof mediaNode>;

const money = z.object({ amount: z.string(), currencyCode: z.string() });

export const variantNode = z.object({
  id,
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  price: z.string(),
  compareAtPrice: z.string().nullable(),
  contextualPricing: z.object({ price: money, compareAtPrice: money.nullable() }).optional(),
  inventoryPolicy: z.string(),
  image,
  selectedOptions: z.array(z.object({ name: z.string(), value: z.string(), optionValue: translated })),
  inventoryItem: z.object({ id, tracked: z.boolean(), requiresShipping: z.boolean().default(true) }),
});
export type VariantNode = z.infer<typeof variantNode>;

/** Loose: memberships in collections come under names of their own, see extras.ts. */
export const productNode = z.looseObject({
  ...translated.shape,
  id,
  title: z.string(),
  descriptionHtml: z.string(),
  vendor: z.string(),
  productType: z.string(),
  tags: z.array(z.string()),
  status: z.string(),
  publishedAt: z.string().nullable(),
  updatedAt: z.string(),
  hasOnlyDefaultVariant: z.boolean(),
  category: z.object({ fullName: z.string() }).nullable(),
  /** Only an export says it. */
  variantsCount: z.object({ count: z.number() }).nullable().optional(),
});
export type ProductNode = z.infer<typeof productNode>;

/** A product as Shopify's answers have it, as facts: ids without their gid, times as dates, translations by language. */
export function productFacts(
  node: ProductNode,
  media: readonly MediaNode[],
  variants: readonly VariantFacts[],
): ProductFacts {
  return {
    productId: idOf(node.id),
    title: node.title,
    descriptionHtml: node.descriptionHtml,
    vendor: node.vendor,
    productType: node.productType,
    tags: [...node.tags],
    collections: membershipsOf(node),
    categoryPath: node.category?.fullName.split(" > ") ?? [],
    status: node.status,
    publishedAt: node.publishedAt === null ? null : new Date(node.publishedAt),
    updatedAt: new Date(node.updatedAt),
    onlyDefaultVariant: node.hasOnlyDefaultVariant,
    translations: translationsOf(node),
    imageUrls: media.slice(0, MEDIA_READ).flatMap((one) => (one.image ? [one.image.url] : [])),
    variantsCount: node.variantsCount?.count ?? null,
    variants: [...variants],
  };
}

/** As many as a query by id reads; an export reads all, and both must come to the same. */
const MEDIA_READ = 5;

/** The same of a variant, with its stock. Prices stay decimal texts. */
export function variantFacts(node: VariantNode, levels: readonly LevelNode[]): VariantFacts {
  return {
    variantId: idOf(node.id),
    inventoryItemId: idOf(node.inventoryItem.id),
    sku: node.sku,
    barcode: node.barcode,
    price: node.price,
    compareAtPrice: node.compareAtPrice,
    marketPrice: marketPrice(node),
    inventoryPolicy: node.inventoryPolicy,
    tracked: node.inventoryItem.tracked,
    requiresShipping: node.inventoryItem.requiresShipping,
    imageUrl: node.image?.url ?? null,
    options: node.selectedOptions.map(({ name, value, optionValue }): OptionFacts => ({
      name,
      value,
      translations: translationsOf(optionValue),
    })),
    levels: levels.map(levelFacts),
  };
}

function marketPrice({ contextualPricing }: VariantNode): MarketPrice | null {
  if (!contextualPricing) return null;
  const { price, compareAtPrice } = contextualPricing;
  const before = compareAtPrice?.currencyCode === price.currencyCode ? compareAtPrice.amount : null;
  return { currency: price.currencyCode, price: price.amount, compareAtPrice: before };
}

function levelFacts(node: LevelNode): LevelFacts {
  return {
    locationId: idOf(node.location.id),
    available: node.quantities[0]?.quantity ?? 0,
    updatedAt: new Date(node.updatedAt),
  };
}

/** One for all: most texts of most shops have no translation, and a map each would weigh more than all the rest. */
const NO_TEXTS: ReadonlyMap<string, string> = new Map();

function translationsOf(node: z.infer<typeof translated>): Translations {
  const read = (list: z.infer<typeof translations>) => {
    if (list.length === 0) return NO_TEXTS;
    return new Map(list.flatMap(({ key, value }) => (value?.trim() ? [[key, value] as const] : [])));
  };
  return { ar: read(node.ar), en: read(node.en) };
}
