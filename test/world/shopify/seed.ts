/** What a test, the demo or a benchmark says about a shop that is to exist. Everything else is made up sensibly. */
export interface ShopSeed {
  /** "name.myshopify.com" */
  domain: string;
  name?: string;
  /** ISO 4217; default JOD. */
  currency?: string;
  ianaTimezone?: string;
  taxesIncluded?: boolean;
  /** Default "en". */
  primaryLocale?: string;
  /** Further published locales; default ["ar"]. */
  otherLocales?: readonly string[];
  /** Default: one, "Shop location". The first takes orders first. */
  locations?: readonly LocationSeed[];
  products?: Iterable<ProductSeed>;
}

export interface LocationSeed {
  name: string;
  /** Default true. */
  active?: boolean;
  /** Default true: orders may be taken from its stock. */
  fulfillsOnlineOrders?: boolean;
}

export type SeedStatus = "ACTIVE" | "ARCHIVED" | "DRAFT" | "UNLISTED";

export interface ProductSeed {
  title: string;
  handle?: string;
  descriptionHtml?: string;
  vendor?: string;
  productType?: string;
  seo?: { title?: string; description?: string };
  /** The full path in Shopify's taxonomy: "Food, Beverages & Tobacco > Food Items". */
  category?: string;
  tags?: readonly string[];
  /** Default ACTIVE. */
  status?: SeedStatus;
  /** On the online store and the app's own publication; default true. */
  published?: boolean;
  collections?: readonly string[];
  /** Option names in order; default: the one option "Title" with the value "Default Title". */
  options?: readonly string[];
  variants: readonly VariantSeed[];
  images?: readonly ImageSeed[];
  translations?: Readonly<Record<string, ProductTranslationSeed>>;
}

export interface VariantSeed {
  /** One value for each option of the product. */
  options?: readonly string[];
  sku?: string | null;
  barcode?: string | null;
  /** Decimal string in the shop's currency. */
  price: string;
  compareAtPrice?: string | null;
  /** Default DENY. */
  policy?: "DENY" | "CONTINUE";
  /** Default true. */
  tracked?: boolean;
  /** Available at the first location, or by location name. Default 0. */
  stock?: number | Readonly<Record<string, number>>;
  /** Address of the variant's own image; one of the product's images, or added to them. */
  image?: string;
  requiresShipping?: boolean;
  taxable?: boolean;
  /** Other prices by country, as markets set them: { SA: { amount: "12.50", currency: "SAR" } }. */
  contextualPrices?: Readonly<Record<string, { amount: string; currency: string }>>;
}

export interface ImageSeed {
  url: string;
  alt?: string | null;
}

export interface ProductTranslationSeed {
  title?: string;
  descriptionHtml?: string;
  productType?: string;
  /** Translations of option names and values by the words they stand for. */
  words?: Readonly<Record<string, string>>;
}
