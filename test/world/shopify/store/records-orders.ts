import type { Amount } from "../money";
import type { LevelRecord, LocationRecord } from "./records-catalog";

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
