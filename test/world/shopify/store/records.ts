// What the stand-in keeps. Names follow the Admin API's fields where a field is read straight from the record.
import type { Amount } from "../money";

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

export interface MoneyPair {
  shop: Amount;
  presentment: Amount;
}

export interface TaxLineRecord {
  title: string;
  rate: number;
  price: MoneyPair;
}

export interface LineItemRecord {
  id: string;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  quantity: number;
  currentQuantity: number;
  fulfillableQuantity: number;
  requiresShipping: boolean;
  taxable: boolean;
  variantId: string | null;
  productId: string | null;
  unitPrice: MoneyPair;
  taxLines: TaxLineRecord[];
  customAttributes: { key: string; value: string }[];
  /** Stock that was claimed for it, by location. */
  claims: { level: LevelRecord; quantity: number }[];
}

export interface ShippingLineRecord {
  id: string;
  title: string;
  code: string | null;
  source: string | null;
  price: MoneyPair;
  taxLines: TaxLineRecord[];
}

export interface TransactionRecord {
  id: string;
  kind: string;
  status: string;
  gateway: string | null;
  test: boolean;
  amount: MoneyPair;
  parent: TransactionRecord | null;
  createdAt: string;
  processedAt: string;
}

export interface FulfillmentRecord {
  id: string;
  order: OrderRecord;
  name: string;
  status: "SUCCESS" | "CANCELLED";
  displayStatus: string;
  location: LocationRecord;
  tracking: { company: string | null; number: string | null; url: string | null }[];
  lines: { line: LineItemRecord; quantity: number }[];
  events: FulfillmentEventRecord[];
  createdAt: string;
  updatedAt: string;
  deliveredAt: string | null;
  inTransitAt: string | null;
}

export interface FulfillmentEventRecord {
  id: string;
  status: string;
  message: string | null;
  createdAt: string;
  happenedAt: string;
}

export interface FulfillmentOrderRecord {
  id: string;
  order: OrderRecord;
  status: "OPEN" | "IN_PROGRESS" | "CLOSED" | "CANCELLED";
  location: LocationRecord;
  lines: { id: string; line: LineItemRecord; totalQuantity: number; remainingQuantity: number }[];
  createdAt: string;
  updatedAt: string;
}

export interface RefundRecord {
  id: string;
  order: OrderRecord;
  note: string | null;
  total: MoneyPair;
  lines: { id: string; line: LineItemRecord; quantity: number; restockType: string }[];
  transactions: TransactionRecord[];
  createdAt: string;
}

export interface AddressRecord {
  id: string;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  provinceCode: string | null;
  country: string | null;
  countryCodeV2: string | null;
  zip: string | null;
  phone: string | null;
}

export interface CustomerRecord {
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  note: string | null;
  tags: string[];
  taxExempt: boolean;
  addresses: AddressRecord[];
  createdAt: string;
  updatedAt: string;
}

export interface MetafieldRecord {
  id: string;
  ownerId: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: string;
  updatedAt: string;
}

export interface MetafieldDefinitionRecord {
  id: string;
  ownerType: string;
  namespace: string;
  key: string;
  name: string;
  description: string | null;
  type: string;
  unique: boolean;
  pinned: boolean;
}

export interface OrderRecord {
  id: string;
  number: number;
  name: string;
  email: string | null;
  phone: string | null;
  note: string | null;
  poNumber: string | null;
  tags: string[];
  test: boolean;
  taxesIncluded: boolean;
  currencyCode: string;
  presentmentCurrencyCode: string;
  sourceIdentifier: string | null;
  sourceName: string | null;
  sourceUrl: string | null;
  customAttributes: { key: string; value: string }[];
  /** What orderCreate was told; without it the status follows from the transactions. */
  statedFinancialStatus: string | null;
  /** The same for fulfilment, of an order that was shipped elsewhere before it came here. */
  statedFulfillmentStatus: string | null;
  lineItems: LineItemRecord[];
  shippingLines: ShippingLineRecord[];
  /** Order-level tax lines, instead of the lines' own. */
  taxLines: TaxLineRecord[];
  discount: { code: string; amount: MoneyPair; on: "lines" | "shipping" } | null;
  transactions: TransactionRecord[];
  fulfillments: FulfillmentRecord[];
  fulfillmentOrders: FulfillmentOrderRecord[];
  refunds: RefundRecord[];
  customer: CustomerRecord | null;
  shippingAddress: AddressRecord | null;
  billingAddress: AddressRecord | null;
  cancelReason: string | null;
  cancelledAt: string | null;
  staffNote: string | null;
  closedAt: string | null;
  createdAt: string;
  processedAt: string;
  updatedAt: string;
}

export type BulkStatus = "CREATED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELING" | "CANCELED";

export interface BulkRecord {
  id: string;
  status: BulkStatus;
  query: string;
  groupObjects: boolean;
  errorCode: string | null;
  createdAt: string;
  completedAt: string | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  url: string | null;
  partialDataUrl: string | null;
  /** The result, in pieces ready to be sent. */
  chunks: Buffer[];
  /** Asked to end before its time. */
  cancel: AbortController;
}

/** ProductResourceFeedback. */
export interface FeedbackRecord {
  productId: string;
  state: "ACCEPTED" | "REQUIRES_ACTION";
  messages: string[];
  feedbackGeneratedAt: string;
  productUpdatedAt: string;
  channel: null;
}
