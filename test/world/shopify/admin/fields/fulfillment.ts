import { gidNumber } from "../../gid";
import type { FulfillmentEventRecord, FulfillmentOrderRecord, FulfillmentRecord } from "../../store/records";
import { type PageArgs, connect } from "../connection";
import type { Fields } from "../context";

const fulfillment: Fields<FulfillmentRecord> = {
  legacyResourceId: ({ id }) => String(gidNumber(id)),
  trackingInfo: (one, { first }: { first?: number | null }) => one.tracking.slice(0, first ?? undefined),
  totalQuantity: (one) => one.lines.reduce((sum, { quantity }) => sum + quantity, 0),
  fulfillmentLineItems: (one, args: PageArgs, context) =>
    connect(
      one.lines.map(({ line, quantity }) => ({
        id: line.id.replace("/LineItem/", "/FulfillmentLineItem/"),
        lineItem: line,
        quantity,
      })),
      args,
      context,
    ),
  events: (one, args: PageArgs, context) => connect(one.events, args, context),
  estimatedDeliveryAt: () => null,
  requiresShipping: (one) => one.lines.some(({ line }) => line.requiresShipping),
  originAddress: () => null,
  service: ({ location }) => ({
    id: "gid://shopify/FulfillmentService/manual",
    handle: "manual",
    serviceName: "Manual",
    trackingSupport: false,
    type: "MANUAL",
    location,
  }),
};

/** Carriers' events come without places here. */
const fulfillmentEvent: Fields<FulfillmentEventRecord> = {
  estimatedDeliveryAt: () => null,
  city: () => null,
  province: () => null,
  country: () => null,
  zip: () => null,
  address1: () => null,
  latitude: () => null,
  longitude: () => null,
};

const fulfillmentOrder: Fields<FulfillmentOrderRecord> = {
  assignedLocation: ({ location }) => ({
    name: location.name,
    location,
    countryCode: "JO",
    address1: null,
    city: null,
  }),
  requestStatus: () => "UNSUBMITTED",
  orderId: ({ order }) => order.id,
  orderName: ({ order }) => order.name,
  fulfillmentHolds: () => [],
  deliveryMethod: () => null,
  fulfillAt: () => null,
  fulfillBy: () => null,
  lineItems: (one, args: PageArgs, context) =>
    connect(
      one.lines.map(({ id, line, totalQuantity, remainingQuantity }) => ({
        id,
        lineItem: line,
        totalQuantity,
        remainingQuantity,
        sku: line.sku,
        productTitle: line.title,
        variantTitle: line.variantTitle,
        requiresShipping: line.requiresShipping,
      })),
      args,
      context,
    ),
};

export const fulfillmentFields = {
  Fulfillment: fulfillment,
  FulfillmentEvent: fulfillmentEvent,
  FulfillmentOrder: fulfillmentOrder,
};
