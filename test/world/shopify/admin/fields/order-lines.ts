import { gidNumber } from "../../gid";
import { money } from "../../money";
import { minus, times } from "../../orders/totals";
import type {
  LineItemRecord,
  MoneyPair,
  OrderRecord,
  ShippingLineRecord,
  TaxLineRecord,
  TransactionRecord,
} from "../../store/records";
import type { Context, Fields } from "../context";
import { moneyBag } from "./money";

/** The order a line, a tax line or a transaction belongs to: its currencies are needed to write an amount. */
const orders = new WeakMap<object, OrderRecord>();

function orderOf(part: LineItemRecord | ShippingLineRecord | TaxLineRecord | TransactionRecord, { shop }: Context) {
  const known = orders.get(part);
  if (known) return known;
  for (const order of [...shop.orders.all].reverse()) {
    remember(order);
    if (orders.has(part)) return order;
  }
  throw new Error("a part of no order");
}

function remember(order: OrderRecord): void {
  for (const line of [...order.lineItems, ...order.shippingLines]) {
    orders.set(line, order);
    for (const tax of line.taxLines) orders.set(tax, order);
  }
  for (const part of [...order.taxLines, ...order.transactions]) orders.set(part, order);
}

type Part = LineItemRecord | ShippingLineRecord | TaxLineRecord | TransactionRecord;

const bag =
  <P extends Part>(read: (part: P) => MoneyPair) =>
  (part: P, _: object, context: Context) =>
    moneyBag(read(part), orderOf(part, context));

const lineItem: Fields<LineItemRecord> = {
  name: (line) => [line.title, line.variantTitle].filter(Boolean).join(" - "),
  product: (line, _: object, { shop }) => (line.productId ? (shop.products.get(line.productId) ?? null) : null),
  variant: (line, _: object, { shop }) => (line.variantId ? (shop.variants.get(line.variantId) ?? null) : null),
  originalUnitPriceSet: bag((line: LineItemRecord) => line.unitPrice),
  discountedUnitPriceSet: bag((line: LineItemRecord) => line.unitPrice),
  originalTotalSet: bag((line: LineItemRecord) => times(line.unitPrice, line.quantity)),
  discountedTotalSet: bag((line: LineItemRecord) => times(line.unitPrice, line.quantity)),
  totalDiscountSet: bag((line: LineItemRecord) => minus(line.unitPrice, line.unitPrice)),
  taxLines: (line, { first }: { first?: number | null }) => line.taxLines.slice(0, first ?? undefined),
  discountAllocations: () => [],
  unfulfilledQuantity: (line) => line.fulfillableQuantity,
  refundableQuantity: (line) => line.currentQuantity,
  nonFulfillableQuantity: (line) => line.quantity - line.fulfillableQuantity,
  fulfillmentStatus: (line) => (line.fulfillableQuantity === 0 ? "fulfilled" : "unfulfilled"),
  isGiftCard: () => false,
};

export const orderLineFields = {
  LineItem: lineItem,
  ShippingLine: {
    originalPriceSet: bag((line: ShippingLineRecord) => line.price),
    discountedPriceSet: bag((line: ShippingLineRecord) => line.price),
    currentDiscountedPriceSet: bag((line: ShippingLineRecord) => line.price),
    discountAllocations: () => [],
    custom: () => false,
    isRemoved: () => false,
    carrierIdentifier: () => null,
    deliveryCategory: () => null,
    phone: () => null,
  } satisfies Fields<ShippingLineRecord>,
  TaxLine: {
    priceSet: bag((line: TaxLineRecord) => line.price),
    ratePercentage: (line) => line.rate * 100,
    source: () => null,
    channelLiable: () => null,
  } satisfies Fields<TaxLineRecord>,
  OrderTransaction: {
    amountSet: bag((one: TransactionRecord) => one.amount),
    amount: (one, _: object, context) => money(one.amount.shop, orderOf(one, context).currencyCode),
    parentTransaction: (one) => one.parent,
    order: (one, _: object, context) => orderOf(one, context),
    formattedGateway: (one) => one.gateway,
    manualPaymentGateway: (one) => one.gateway === "manual",
    errorCode: () => null,
    authorizationExpiresAt: () => null,
    receiptJson: () => null,
    paymentId: (one) => `#${gidNumber(one.id)}.1`,
  } satisfies Fields<TransactionRecord>,
};
