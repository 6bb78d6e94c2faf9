import type { LevelFacts, ProductFacts, Translations, VariantFacts } from "../../../app/catalog/product-facts";

/** The one location of these made-up shops. */
export const LOCATION = "900";
export const LONG_AGO = new Date("2026-11-01T08:00:00.000Z");

type Words = Record<string, string>;

export function translations(ar: Words = {}, en: Words = {}): Translations {
  return { ar: new Map(Object.entries(ar)), en: new Map(Object.entries(en)) };
}

export function level(available: number, locationId = LOCATION, updatedAt = LONG_AGO): LevelFacts {
  return { locationId, available, updatedAt };
}

export function option(name: string, value: string, ar?: string): VariantFacts["options"][number] {
  return { name, value, translations: translations(ar === undefined ? {} : { name: ar }) };
}

export function variant(variantId: string, given: Partial<VariantFacts> = {}): VariantFacts {
  return {
    variantId,
    inventoryItemId: `7${variantId}`,
    sku: `SKU-${variantId}`,
    barcode: null,
    price: "5.000",
    compareAtPrice: null,
    marketPrice: null,
    inventoryPolicy: "DENY",
    tracked: true,
    requiresShipping: true,
    imageUrl: null,
    options: [option("Title", "Default Title")],
    levels: [level(10)],
    ...given,
  };
}

export function product(productId: string, given: Partial<ProductFacts> = {}): ProductFacts {
  const variants = given.variants ?? [variant(`${productId}1`)];
  return {
    productId,
    title: `Product ${productId}`,
    descriptionHtml: "",
    vendor: "Bayt",
    productType: "",
    tags: [],
    collections: new Map(),
    categoryPath: [],
    status: "ACTIVE",
    publishedAt: LONG_AGO,
    updatedAt: LONG_AGO,
    onlyDefaultVariant: variants.length === 1,
    translations: translations({ title: `منتج ${productId}` }),
    imageUrls: [],
    variantsCount: variants.length,
    variants,
    ...given,
  };
}
