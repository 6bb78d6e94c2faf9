export interface ImageRecord {
  /** "gid://shopify/MediaImage/…" */
  id: string;
  /** "gid://shopify/ProductImage/…", the id older fields and webhooks use. */
  imageId: string;
  url: string;
  alt: string | null;
  createdAt: string;
}

export interface OptionValueRecord {
  id: string;
  name: string;
}

export interface OptionRecord {
  id: string;
  name: string;
  position: number;
  optionValues: OptionValueRecord[];
}

export interface LocationRecord {
  id: string;
  name: string;
  isActive: boolean;
  fulfillsOnlineOrders: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface LevelRecord {
  /** Names its location and item: "gid://shopify/InventoryLevel/1?inventory_item_id=2". */
  id: string;
  location: LocationRecord;
  item: ItemRecord;
  available: number;
  committed: number;
  createdAt: string;
  updatedAt: string;
}

export interface ItemRecord {
  id: string;
  variant: VariantRecord;
  tracked: boolean;
  requiresShipping: boolean;
  createdAt: string;
  updatedAt: string;
  levels: LevelRecord[];
}

export interface VariantRecord {
  id: string;
  product: ProductRecord;
  sku: string | null;
  barcode: string | null;
  price: string;
  compareAtPrice: string | null;
  inventoryPolicy: "DENY" | "CONTINUE";
  taxable: boolean;
  /** One value for each option, in the options' order. */
  values: string[];
  item: ItemRecord;
  image: ImageRecord | null;
  contextualPrices: Readonly<Record<string, { amount: string; currency: string }>> | null;
  createdAt: string;
  updatedAt: string;
}

export interface PublicationRecord {
  id: string;
  name: string;
  /** The calling app's own. */
  own: boolean;
}

export interface CollectionRecord {
  id: string;
  title: string;
  handle: string;
  updatedAt: string;
}

export type ProductStatus = "ACTIVE" | "ARCHIVED" | "DRAFT" | "UNLISTED";

export interface ProductRecord {
  id: string;
  title: string;
  handle: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  seo: { title: string | null; description: string | null };
  category: string | null;
  tags: string[];
  status: ProductStatus;
  options: OptionRecord[];
  variants: VariantRecord[];
  images: ImageRecord[];
  collections: CollectionRecord[];
  /** Publication id to the time it was published there. */
  publishedOn: Map<string, string>;
  createdAt: string;
  updatedAt: string;
}

export interface TranslationRecord {
  key: string;
  locale: string;
  value: string;
  /** Of the text it translates; another one now means outdated. */
  digest: string;
  updatedAt: string;
}
