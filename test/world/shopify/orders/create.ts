import type { WorldEvents } from "../world-events";
import { type Shop } from "../store/shop";
import type { LevelRecord, OrderRecord } from "../store/records";
import { sortedTags } from "../store/plant-product";
import { applyClaims, planClaims } from "./claim";
import { upsertCustomer } from "./customer";
import { addressFrom } from "./address";
import { checkMetafields, storeMetafields } from "./custom-id";
import { discountOf } from "./discount";
import { openFulfillmentOrders } from "./fulfillment-orders";
import type { InventoryBehaviour, OrderInput, UserError } from "./input";
import { lineItemFrom, shippingLineFrom, taxLineFrom } from "./lines";
import { transactionFrom } from "./transactions";
import { validateOrder } from "./validate";

export interface OrderCreatePayload {
  order: OrderRecord | null;
  userErrors: UserError[];
}

/** The mutation orderCreate: everything is checked before anything changes. */
export function createOrder(
  shop: Shop,
  events: WorldEvents,
  input: OrderInput,
  behaviour: InventoryBehaviour,
): OrderCreatePayload {
  const refused = validateOrder(shop, input) ?? checkMetafields(shop, input.metafields ?? []);
  if (refused) return { order: null, userErrors: refused };
  const order = draftOrder(shop, input);
  const claims = planClaims(shop, order.lineItems, behaviour);
  if (!claims.ok) return { order: null, userErrors: [claims.error] };
  const customer = input.customer ? upsertCustomer(shop, input.customer, input.customerId) : null;
  if (customer && "errors" in customer) return { order: null, userErrors: customer.errors };
  order.customer = customer?.customer ?? shop.customers.get(input.customerId ?? "") ?? null;
  if (order.customer?.addresses.length === 0 && order.shippingAddress) {
    order.customer.addresses = [{ ...order.shippingAddress, id: shop.newId("MailingAddress") }];
  }
  order.number = shop.orderCount += 1;
  order.name = input.name ?? `#${order.number}`;
  const moved: Set<LevelRecord> = applyClaims(shop, claims.claims);
  openFulfillmentOrders(shop, order);
  shop.orders.add(order);
  storeMetafields(shop, order.id, input.metafields ?? []);
  events.order(shop, "create", order);
  for (const level of moved) events.level(shop, level);
  return { order, userErrors: [] };
}

function draftOrder(shop: Shop, input: OrderInput): OrderRecord {
  const now = shop.now();
  const currencyCode = input.currency ?? shop.settings.currencyCode;
  const order: OrderRecord = {
    id: shop.newId("Order"),
    number: 0,
    name: "",
    email: input.email ?? null,
    phone: input.phone ?? null,
    note: input.note ?? null,
    poNumber: input.poNumber ?? null,
    tags: sortedTags(input.tags ?? []),
    test: input.test ?? false,
    taxesIncluded: input.taxesIncluded ?? false,
    currencyCode,
    presentmentCurrencyCode: input.presentmentCurrency ?? currencyCode,
    sourceIdentifier: input.sourceIdentifier ?? null,
    sourceName: input.sourceName ?? null,
    sourceUrl: input.sourceUrl ?? null,
    customAttributes: input.customAttributes ?? [],
    statedFinancialStatus: input.financialStatus ?? null,
    statedFulfillmentStatus: input.fulfillmentStatus ?? null,
    lineItems: (input.lineItems ?? []).map((line) => lineItemFrom(shop, line)),
    shippingLines: (input.shippingLines ?? []).map((line) => shippingLineFrom(shop, line)),
    taxLines: (input.taxLines ?? []).map(taxLineFrom),
    discount: null,
    transactions: (input.transactions ?? []).map((one) => transactionFrom(shop, one)),
    fulfillments: [],
    fulfillmentOrders: [],
    refunds: [],
    customer: null,
    shippingAddress: input.shippingAddress ? addressFrom(shop, input.shippingAddress) : null,
    billingAddress: input.billingAddress ? addressFrom(shop, input.billingAddress) : null,
    cancelReason: null,
    cancelledAt: null,
    staffNote: null,
    closedAt: input.closedAt ?? null,
    createdAt: now,
    processedAt: input.processedAt ?? now,
    updatedAt: now,
  };
  order.discount = discountOf(order, input.discountCode ?? undefined);
  return order;
}
