import { gidNumber } from "../../gid";
import { money } from "../../money";
import { nameOf } from "../../orders/address";
import { financialStatus, fulfillmentStatus } from "../../orders/status";
import {
  type Totals,
  ZERO,
  capturableOf,
  minus,
  outstandingOf,
  receivedOf,
  refundedOf,
  totalsOf,
} from "../../orders/totals";
import type { AddressRecord, OrderRecord } from "../../store/records";
import { type PageArgs, connect } from "../connection";
import type { Fields } from "../context";
import { moneyBag } from "./money";
import { ownedMetafields } from "./owned-metafields";

const placed = (key: keyof Totals) => (order: OrderRecord) => moneyBag(totalsOf(order, "placed")[key], order);
const current = (key: keyof Totals) => (order: OrderRecord) => moneyBag(totalsOf(order, "current")[key], order);

const sums: Fields<OrderRecord> = {
  subtotalPriceSet: placed("subtotal"),
  totalShippingPriceSet: placed("shipping"),
  totalTaxSet: placed("tax"),
  totalDiscountsSet: placed("discount"),
  totalPriceSet: placed("total"),
  originalTotalPriceSet: placed("total"),
  currentSubtotalPriceSet: current("subtotal"),
  currentShippingPriceSet: current("shipping"),
  currentTotalTaxSet: current("tax"),
  currentTotalDiscountsSet: current("discount"),
  currentTotalPriceSet: current("total"),
  totalOutstandingSet: (order) => moneyBag(outstandingOf(order), order),
  totalReceivedSet: (order) => moneyBag(receivedOf(order), order),
  totalRefundedSet: (order) => moneyBag(refundedOf(order), order),
  netPaymentSet: (order) => moneyBag(minus(receivedOf(order), refundedOf(order)), order),
  totalCapturableSet: (order) => moneyBag(capturableOf(order), order),
  totalRefundedShippingSet: (order) => moneyBag(ZERO, order),
  totalTipReceivedSet: (order) => moneyBag(ZERO, order),
  totalCapturable: (order) => money(capturableOf(order).shop, order.currencyCode),
  totalPrice: (order) => money(totalsOf(order, "placed").total.shop, order.currencyCode),
  capturable: (order) => capturableOf(order).shop > 0n,
};

const order: Fields<OrderRecord> = {
  ...sums,
  ...ownedMetafields,
  legacyResourceId: ({ id }) => String(gidNumber(id)),
  displayFinancialStatus: financialStatus,
  displayFulfillmentStatus: fulfillmentStatus,
  // Returns are not modelled: there is none.
  returnStatus: () => "NO_RETURN",
  closed: (one) => one.closedAt !== null,
  cancellation: (one) => (one.cancelledAt ? { staffNote: one.staffNote } : null),
  confirmed: () => true,
  edited: () => false,
  fullyPaid: (one) => outstandingOf(one).shop === 0n,
  unpaid: (one) => receivedOf(one).shop === 0n,
  discountCode: (one) => one.discount?.code ?? null,
  discountCodes: (one) => (one.discount ? [one.discount.code] : []),
  paymentGatewayNames: (one) => [...new Set(one.transactions.flatMap(({ gateway }) => gateway ?? []))],
  lineItems: (one, args: PageArgs, context) => connect(one.lineItems, args, context),
  shippingLine: (one) => one.shippingLines[0] ?? null,
  shippingLines: (one, args: PageArgs, context) => connect(one.shippingLines, args, context),
  transactions: (one, { first }: { first?: number | null }) => one.transactions.slice(0, first ?? undefined),
  fulfillments: (one, { first }: { first?: number | null }) => one.fulfillments.slice(0, first ?? undefined),
  fulfillmentsCount: (one) => ({ count: one.fulfillments.length, precision: "EXACT" }),
  fulfillmentOrders: (one, args: PageArgs, context) => connect(one.fulfillmentOrders, args, context),
  refunds: (one, { first }: { first?: number | null }) => one.refunds.slice(0, first ?? undefined),
  currentSubtotalLineItemsQuantity: (one) => one.lineItems.reduce((sum, line) => sum + line.currentQuantity, 0),
  subtotalLineItemsQuantity: (one) => one.lineItems.reduce((sum, line) => sum + line.quantity, 0),
  requiresShipping: (one) => one.lineItems.some((line) => line.requiresShipping),
  displayAddress: (one) => one.shippingAddress ?? one.billingAddress,
};

const address: Fields<AddressRecord> = {
  name: (one) => nameOf(one),
  countryCode: (one) => one.countryCodeV2,
  coordinatesValidated: () => false,
  latitude: () => null,
  longitude: () => null,
  formatted: (one) =>
    [one.company, one.address1, one.address2, [one.city, one.zip].filter(Boolean).join(" "), one.country].filter(
      Boolean,
    ),
  formattedArea: (one) => [one.city, one.country].filter(Boolean).join(", "),
};

export const orderFields = { Order: order, MailingAddress: address };
