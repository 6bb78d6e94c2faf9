import { gidNumber } from "../../gid";
import { money } from "../../money";
import { financialStatus, fulfillmentStatus } from "../../orders/status";
import type { OrderRecord } from "../../store/records";
import { type Shop, digestOf } from "../../store/shop";
import { localTimestamp } from "../../time";
import { addressPayload } from "./address";
import { customerPayload } from "./customer";
import { fulfillmentPayload } from "./fulfillment";
import { taxLinePayload } from "./money";
import { linePayload, shippingLinePayload } from "./order-lines";
import { orderSums } from "./order-sums";
import { refundPayload } from "./refund";

const fulfillment: Record<string, string> = { FULFILLED: "fulfilled", PARTIALLY_FULFILLED: "partial" };

/** orders/create, updated, cancelled, fulfilled, partially_fulfilled, paid. */
export function orderPayload(shop: Shop, order: OrderRecord): object {
  const at = (utc: string | null): string | null => (utc ? localTimestamp(utc, shop.settings.ianaTimezone) : null);
  return {
    id: gidNumber(order.id),
    admin_graphql_api_id: order.id,
    app_id: 4_242_424_242,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: at(order.cancelledAt),
    closed_at: at(order.closedAt),
    confirmed: true,
    contact_email: order.email ?? "",
    created_at: at(order.createdAt),
    currency: order.currencyCode,
    customer_locale: shop.settings.primaryLocale,
    duties_included: false,
    email: order.email ?? "",
    estimated_taxes: false,
    financial_status: financialStatus(order)?.toLowerCase() ?? "pending",
    fulfillment_status: fulfillment[fulfillmentStatus(order)] ?? null,
    merchant_business_entity_id: "MTU0ODM4MDAwOQ",
    name: order.name,
    note: order.note,
    note_attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value })),
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `https://${shop.settings.domain}/orders/${digestOf(order.id).slice(0, 32)}/authenticate`,
    payment_gateway_names: [...new Set(order.transactions.flatMap(({ gateway }) => gateway ?? []))],
    phone: order.phone,
    po_number: order.poNumber,
    presentment_currency: order.presentmentCurrencyCode,
    processed_at: at(order.processedAt),
    source_identifier: order.sourceIdentifier,
    source_name: order.sourceName ?? "4242424242",
    source_url: order.sourceUrl,
    tags: order.tags.join(", "),
    tax_exempt: false,
    taxes_included: order.taxesIncluded,
    test: order.test,
    token: digestOf(order.id).slice(0, 32),
    total_tip_received: money(0n, order.currencyCode),
    total_weight: 0,
    updated_at: at(order.updatedAt),
    ...UNKNOWN,
    ...orderSums(order),
    billing_address: addressPayload(order.billingAddress ?? order.shippingAddress ?? {}),
    shipping_address: addressPayload(order.shippingAddress ?? {}),
    customer: order.customer ? customerPayload(shop, order.customer) : null,
    discount_codes: order.discount ? [discountPayload(order, order.discount)] : [],
    discount_applications: [],
    fulfillments: order.fulfillments.map((one) => fulfillmentPayload(shop, one)),
    line_items: order.lineItems.map((line) => linePayload(line, order)),
    refunds: order.refunds.map((refund) => refundPayload(shop, refund)),
    shipping_lines: order.shippingLines.map((line) => shippingLinePayload(line, order)),
    tax_lines: order.taxLines.map((tax) => taxLinePayload(tax, order)),
  };
}

function discountPayload(order: OrderRecord, { code, amount, on }: NonNullable<OrderRecord["discount"]>): object {
  return {
    code,
    amount: money(amount.shop, order.currencyCode),
    type: on === "shipping" ? "shipping" : "fixed_amount",
  };
}

/** What an order from an app does not have. */
const UNKNOWN = {
  browser_ip: null,
  cart_token: null,
  checkout_token: null,
  client_details: null,
  company: null,
  confirmation_number: null,
  current_total_additional_fees_set: null,
  current_total_duties_set: null,
  device_id: null,
  landing_site: null,
  landing_site_ref: null,
  line_item_groups: [],
  location_id: null,
  merchant_of_record_app_id: null,
  original_total_additional_fees_set: null,
  original_total_duties_set: null,
  payment_terms: null,
  reference: null,
  referring_site: null,
  returns: [],
  user_id: null,
};
