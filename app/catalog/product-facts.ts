/** What a Shopify product says about itself, whichever way it was read: by id, or line by line from an export. */
export interface ProductFacts {
  productId: string;
  title: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  tags: string[];
  /** Whether it is in each of the collections that were asked about, by the collection's number. */
  collections: ReadonlyMap<string, boolean>;
  /** Shopify's taxonomy, widest first; English only. */
  categoryPath: string[];
  status: string;
  /** On the Online Store; null: not published there. May lie ahead. */
  publishedAt: Date | null;
  /** Shopify's stamp, to the second. */
  updatedAt: Date;
  onlyDefaultVariant: boolean;
  translations: Translations;
  imageUrls: string[];
  /** Variants the shop says there are; null where it does not say. */
  variantsCount: number | null;
  variants: VariantFacts[];
}

export interface VariantFacts {
  variantId: string;
  inventoryItemId: string;
  sku: string | null;
  barcode: string | null;
  /** Decimal text in the shop's currency. */
  price: string;
  compareAtPrice: string | null;
  /** What a customer in Jordan pays, by Shopify Markets; null: it was not asked for. */
  marketPrice: MarketPrice | null;
  inventoryPolicy: string;
  tracked: boolean;
  requiresShipping: boolean;
  imageUrl: string | null;
  options: OptionFacts[];
  levels: LevelFacts[];
}

export interface MarketPrice {
  currency: string;
  /** Decimal texts in that currency. */
  price: string;
  compareAtPrice: string | null;
}

export interface OptionFacts {
  name: string;
  value: string;
  translations: Translations;
}

export interface LevelFacts {
  locationId: string;
  available: number;
  /** Shopify's stamp, to the second. */
  updatedAt: Date;
}

/** By language, then by Shopify's key ("title", "body_html", "product_type", "name"). Never of the shop's primary locale. */
export type Translations = Record<Language, ReadonlyMap<string, string>>;

export type Language = "ar" | "en";
