/**
 * A canonical order, with its lines matched, as Shopify's `orderCreate` takes it. Prices are those of the sale whatever
 * the shop asks today; stock is claimed explicitly, because Shopify's default claims none. Whether prices include tax is
 * said as the shop has it; no tax is listed, because the channels' contract knows none. `orderCreate` works out no tax of
 * its own, so that either way the total is what the shopper agreed to pay.
 * Source: shopify.dev, OrderCreateOrderInput and OrderCreateOptionsInput, 2026-10.
 */
import { CURRENCY } from "../canonical/currency";
import { decimalFromFils } from "../canonical/money";
import type { CanonicalOrder } from "../canonical/order";
import type { ConnectionSettings } from "../connections/settings";
import { cutText } from "../platform/text";
import { gid } from "../shopify/gid";
import type {
  CreateOrderMutationVariables,
  OrderCreateCustomerInput,
  OrderCreateLineItemInput,
  OrderCreateOrderInput,
} from "../shopify/generated/admin";
import { orderMetafield } from "./metafield-definition";
import { money, paymentOf } from "./payment";
import { type Shopper, readShopper, shopperInNote } from "./shopper";
import { type OrderTotals, totalsOf } from "./totals";

const NOTE_LENGTH = 5_000;
const TITLE_LENGTH = 255;

/** The price as sold, as the channel showed it, or as the shop asks. */
export type VariantLine<Price> = { variantId: string; unitPriceFils: Price; requiresShipping: boolean };
/** No article of the shop: it has what the channel said of it, and claims no stock. */
export type CustomLine = { custom: { title: string; sku: string | null }; unitPriceFils: number };
export type SoldLine = VariantLine<number> | CustomLine;

export interface OrderSource {
  channel: { id: string; name: string };
  sourceIdentifier: string;
  settings: Pick<ConnectionSettings, "orderTag" | "oversell">;
  /** The customer the shop already has; undefined makes one, or none where nothing identifies the shopper. */
  customerId: string | undefined;
  /** Whether the shop's prices include tax. */
  taxesIncluded: boolean;
  /** Phone, e-mail and address go into the note: Shopify does not take them. */
  contactInNote?: boolean;
  now: Date;
}

export interface ShopifyOrderInput {
  variables: CreateOrderMutationVariables;
  totals: OrderTotals;
}

/** @param lines one a line of the order, in its order. */
export function shopifyOrderInput(
  order: CanonicalOrder,
  lines: readonly SoldLine[],
  source: OrderSource,
): ShopifyOrderInput {
  const { channel, settings, sourceIdentifier } = source;
  const totals = totalsOf(
    order,
    lines.map((line) => line.unitPriceFils),
  );
  const shopper = source.contactInNote ? shopperInNote(order) : readShopper(order);
  const input: OrderCreateOrderInput = {
    currency: CURRENCY,
    lineItems: order.lines.map((line, index) => lineItem(line.quantity, lines[index])),
    taxesIncluded: source.taxesIncluded,
    ...shipping(totals, channel),
    ...discount(totals, channel),
    ...paymentOf(order, totals.dueFils, channel.name),
    ...contact(shopper, source.customerId),
    ...(shopper.address && { shippingAddress: shopper.address }),
    ...placedAt(order, source.now),
    note: cutText([order.note, ...shopper.remarks].filter(Boolean).join("\n"), NOTE_LENGTH) || null,
    customAttributes: attributes(order, totals, source),
    tags: [settings.orderTag],
    sourceName: channel.id,
    sourceIdentifier,
    metafields: [orderMetafield(sourceIdentifier)],
    test: order.test,
  };
  const inventoryBehaviour = settings.oversell === "accept" ? "DECREMENT_IGNORING_POLICY" : "DECREMENT_OBEYING_POLICY";
  const options = { inventoryBehaviour, sendReceipt: false, sendFulfillmentReceipt: false } as const;
  return { variables: { order: input, options }, totals };
}

function lineItem(quantity: number, line: SoldLine | undefined): OrderCreateLineItemInput {
  if (!line) throw new Error("a line was not matched");
  const priceSet = money(line.unitPriceFils);
  if ("custom" in line) {
    const { title, sku } = line.custom;
    return { title: cutText(title, TITLE_LENGTH), ...(sku && { sku }), quantity, priceSet, requiresShipping: true };
  }
  const { variantId, requiresShipping } = line;
  // Left out it would be false, whatever the variant says (OrderCreateLineItemInput, API 2026-10).
  return { variantId: gid("ProductVariant", variantId), quantity, priceSet, requiresShipping };
}

function shipping({ deliveryFils }: OrderTotals, { id, name }: OrderSource["channel"]) {
  if (deliveryFils === 0) return {};
  return { shippingLines: [{ title: `${name} delivery`, code: id, source: id, priceSet: money(deliveryFils) }] };
}

function discount({ itemDiscountFils }: OrderTotals, { name }: OrderSource["channel"]) {
  if (itemDiscountFils === 0) return {};
  return { discountCode: { itemFixedDiscountCode: { code: name, amountSet: money(itemDiscountFils) } } };
}

/** A shopper that neither phone nor e-mail identifies makes no customer: each order would make another one. */
function contact(shopper: Shopper, customerId: string | undefined): Partial<OrderCreateOrderInput> {
  const { firstName, lastName, phone, email } = shopper;
  const reach = { ...(phone && { phone }), ...(email && { email }) };
  if (customerId !== undefined) return { ...reach, customer: { toAssociate: { id: gid("Customer", customerId) } } };
  if (!phone && !email) return {};
  const customer: OrderCreateCustomerInput = { toUpsert: { firstName, lastName, ...reach } };
  return { ...reach, customer };
}

function placedAt({ placedAt: at }: CanonicalOrder, now: Date): Partial<OrderCreateOrderInput> {
  return at !== null && Date.parse(at) <= now.getTime() ? { processedAt: at } : {};
}

function attributes(order: CanonicalOrder, totals: OrderTotals, { channel, sourceIdentifier }: OrderSource) {
  const { paymentMethod, totalFils } = order;
  return [
    { key: "Channel", value: channel.name },
    { key: `${channel.name} order`, value: order.channelOrderId },
    { key: "HKJ Connect reference", value: sourceIdentifier },
    ...(paymentMethod ? [{ key: "Payment method", value: paymentMethod }] : []),
    ...(totals.addsUp ? [] : [{ key: `Total told by ${channel.name}`, value: decimalFromFils(totalFils ?? 0) }]),
  ];
}
