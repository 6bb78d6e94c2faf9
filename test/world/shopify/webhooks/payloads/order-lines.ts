import { gidNumber } from "../../gid";
import { money } from "../../money";
import { ZERO } from "../../orders/totals";
import type { LineItemRecord, OrderRecord, ShippingLineRecord } from "../../store/records";
import { moneySet, taxLinePayload } from "./money";

/** A line of an order, or of a fulfilment that ships `quantity` of it. */
export function linePayload(line: LineItemRecord, order: OrderRecord, quantity = line.quantity): object {
  const open = line.fulfillableQuantity;
  return {
    id: gidNumber(line.id),
    admin_graphql_api_id: line.id,
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: open,
    fulfillment_service: "manual",
    fulfillment_status: shippedOf(line, order) === 0 ? null : open === 0 ? "fulfilled" : "partial",
    gift_card: false,
    grams: 0,
    name: [line.title, line.variantTitle].filter(Boolean).join(" - "),
    price: money(line.unitPrice.shop, order.currencyCode),
    price_set: moneySet(line.unitPrice, order),
    product_exists: line.productId !== null,
    product_id: line.productId ? gidNumber(line.productId) : null,
    properties: line.customAttributes.map(({ key, value }) => ({ name: key, value })),
    quantity,
    requires_shipping: line.requiresShipping,
    sales_line_item_group_id: null,
    sku: line.sku ?? "",
    taxable: line.taxable,
    title: line.title,
    total_discount: money(0n, order.currencyCode),
    total_discount_set: moneySet(ZERO, order),
    variant_id: line.variantId ? gidNumber(line.variantId) : null,
    variant_inventory_management: line.variantId ? "shopify" : null,
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: line.taxLines.map((tax) => taxLinePayload(tax, order)),
    duties: [],
    discount_allocations: [],
  };
}

function shippedOf(line: LineItemRecord, order: OrderRecord): number {
  const shipped = order.fulfillments.flatMap((one) => one.lines).filter((part) => part.line === line);
  return shipped.reduce((sum, { quantity }) => sum + quantity, 0);
}

export function shippingLinePayload(line: ShippingLineRecord, order: OrderRecord): object {
  return {
    id: gidNumber(line.id),
    carrier_identifier: null,
    code: line.code,
    current_discounted_price_set: moneySet(line.price, order),
    discounted_price: money(line.price.shop, order.currencyCode),
    discounted_price_set: moneySet(line.price, order),
    is_removed: false,
    phone: null,
    price: money(line.price.shop, order.currencyCode),
    price_set: moneySet(line.price, order),
    requested_fulfillment_service_id: null,
    source: line.source,
    title: line.title,
    tax_lines: line.taxLines.map((tax) => taxLinePayload(tax, order)),
    discount_allocations: [],
  };
}
