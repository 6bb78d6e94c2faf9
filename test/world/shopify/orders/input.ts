// The arguments of orderCreate, as graphql-js hands them over once it has checked them against the schema.
export interface MoneyInput {
  amount: string | number;
  currencyCode: string;
}

export interface MoneyBagInput {
  shopMoney: MoneyInput;
  presentmentMoney?: MoneyInput | null;
}

export interface TaxLineInput {
  title: string;
  rate: string | number;
  priceSet?: MoneyBagInput | null;
}

export interface LineItemInput {
  title?: string | null;
  variantTitle?: string | null;
  quantity: number;
  sku?: string | null;
  vendor?: string | null;
  variantId?: string | null;
  productId?: string | null;
  priceSet?: MoneyBagInput | null;
  requiresShipping?: boolean | null;
  taxable?: boolean | null;
  taxLines?: TaxLineInput[] | null;
  properties?: { name: string; value: string }[] | null;
}

export interface ShippingLineInput {
  title: string;
  code?: string | null;
  source?: string | null;
  priceSet: MoneyBagInput;
  taxLines?: TaxLineInput[] | null;
}

export interface TransactionInput {
  kind?: string | null;
  status?: string | null;
  gateway?: string | null;
  test?: boolean | null;
  processedAt?: string | null;
  amountSet: MoneyBagInput;
}

export interface AddressInput {
  firstName?: string | null;
  lastName?: string | null;
  company?: string | null;
  address1?: string | null;
  address2?: string | null;
  city?: string | null;
  province?: string | null;
  provinceCode?: string | null;
  country?: string | null;
  countryCode?: string | null;
  zip?: string | null;
  phone?: string | null;
}

export interface CustomerUpsertInput {
  id?: string | null;
  email?: string | null;
  phone?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  note?: string | null;
  tags?: string[] | null;
  taxExempt?: boolean | null;
  addresses?: AddressInput[] | null;
}

export interface MetafieldInput {
  namespace?: string | null;
  key?: string | null;
  type?: string | null;
  value?: string | null;
}

export interface OrderInput {
  email?: string | null;
  phone?: string | null;
  note?: string | null;
  name?: string | null;
  poNumber?: string | null;
  tags?: string[] | null;
  test?: boolean | null;
  currency?: string | null;
  presentmentCurrency?: string | null;
  taxesIncluded?: boolean | null;
  processedAt?: string | null;
  closedAt?: string | null;
  sourceIdentifier?: string | null;
  sourceName?: string | null;
  sourceUrl?: string | null;
  financialStatus?: string | null;
  fulfillmentStatus?: string | null;
  lineItems?: LineItemInput[] | null;
  shippingLines?: ShippingLineInput[] | null;
  taxLines?: TaxLineInput[] | null;
  transactions?: TransactionInput[] | null;
  discountCode?: DiscountInput | null;
  customAttributes?: { key: string; value: string }[] | null;
  customer?: { toUpsert?: CustomerUpsertInput | null; toAssociate?: { id?: string | null } | null } | null;
  customerId?: string | null;
  shippingAddress?: AddressInput | null;
  billingAddress?: AddressInput | null;
  metafields?: MetafieldInput[] | null;
}

export interface DiscountInput {
  itemFixedDiscountCode?: { code: string; amountSet?: MoneyBagInput | null } | null;
  itemPercentageDiscountCode?: { code: string; percentage?: number | null } | null;
  freeShippingDiscountCode?: { code: string } | null;
}

export type InventoryBehaviour = "BYPASS" | "DECREMENT_IGNORING_POLICY" | "DECREMENT_OBEYING_POLICY";

export interface UserError {
  field: (string | number)[] | null;
  message: string;
  code: string;
}
