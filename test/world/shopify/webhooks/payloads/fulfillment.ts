import { gidNumber } from "../../gid";
import type { FulfillmentRecord } from "../../store/records";
import type { Shop } from "../../store/shop";
import { localTimestamp } from "../../time";
import { addressPayload } from "./address";
import { linePayload } from "./order-lines";

const SHIPMENT = new Set(["IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED", "FAILURE", "ATTEMPTED_DELIVERY"]);

/** fulfillments/create and fulfillments/update, and the fulfilments of an order. */
export function fulfillmentPayload(shop: Shop, one: FulfillmentRecord): object {
  const at = (utc: string): string => localTimestamp(utc, shop.settings.ianaTimezone);
  const tracking = one.tracking[0];
  return {
    id: gidNumber(one.id),
    admin_graphql_api_id: one.id,
    created_at: at(one.createdAt),
    destination: addressPayload(one.order.shippingAddress ?? {}),
    email: one.order.email ?? "",
    line_items: one.lines.map(({ line, quantity }) => linePayload(line, one.order, quantity)),
    location_id: gidNumber(one.location.id),
    name: one.name,
    order_id: gidNumber(one.order.id),
    origin_address: {},
    receipt: {},
    service: "manual",
    shipment_status: SHIPMENT.has(one.displayStatus) ? one.displayStatus.toLowerCase() : null,
    status: one.status.toLowerCase(),
    tracking_company: tracking?.company ?? null,
    tracking_number: tracking?.number ?? null,
    tracking_numbers: one.tracking.flatMap(({ number }) => number ?? []),
    tracking_url: tracking?.url ?? null,
    tracking_urls: one.tracking.flatMap(({ url }) => url ?? []),
    updated_at: at(one.updatedAt),
  };
}
