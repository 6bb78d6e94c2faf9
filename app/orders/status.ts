/**
 * What a Shopify order's state means to the one who ordered, and which words of it are still to be told.
 *
 *   Shopify                                                       word
 *   cancelledAt set                                               cancelled (the end: nothing is told after it)
 *   financial REFUNDED                                            refunded (the end)
 *   return RETURNED or INSPECTION_COMPLETE, nothing left of it    returned
 *   financial PARTIALLY_REFUNDED                                  partly_refunded
 *   fulfilment FULFILLED, and every live fulfilment delivered     delivered
 *   fulfilment FULFILLED                                          shipped
 *   fulfilment PARTIALLY_FULFILLED                                partly_shipped
 *   fulfilment IN_PROGRESS, PENDING_FULFILLMENT                   processing
 *   anything else                                                 confirmed
 *
 * Shopify says RETURNED as soon as some items came back (OrderReturnStatus, 2026-10): as long as others are left, the order
 * goes on. Way and money are told apart: an order may be partly refunded first and shipped later, and both are news. The words of
 * the way (confirmed to delivered) only go forward; each word is told once.
 */
import type { OrderStatus } from "../canonical/order";
import type { OrderFactsFragment } from "../shopify/generated/admin";

export type OrderFacts = Pick<
  OrderFactsFragment,
  | "cancelledAt"
  | "displayFinancialStatus"
  | "displayFulfillmentStatus"
  | "returnStatus"
  | "currentSubtotalLineItemsQuantity"
  | "fulfillments"
>;

const WAY = ["confirmed", "processing", "partly_shipped", "shipped", "delivered"] as const;
export type Progress = (typeof WAY)[number];

export interface Observation {
  progress: Progress;
  cancelled: boolean;
  refund: "none" | "part" | "all";
  returned: boolean;
}

export interface Tracking {
  company: string | null;
  number: string | null;
  url: string | null;
}

const CAME_BACK = ["RETURNED", "INSPECTION_COMPLETE"];
const DEAD = ["CANCELLED", "ERROR", "FAILURE"];
const ARRIVED = ["DELIVERED", "PICKED_UP"];

/** What a Shopify order's state says, way and money apart. */
export function observe(order: OrderFacts): Observation {
  const refunds = { PARTIALLY_REFUNDED: "part", REFUNDED: "all" } as const;
  const financial = order.displayFinancialStatus;
  return {
    progress: progressOf(order),
    cancelled: order.cancelledAt !== null,
    refund: financial === "PARTIALLY_REFUNDED" || financial === "REFUNDED" ? refunds[financial] : "none",
    returned: CAME_BACK.includes(order.returnStatus) && order.currentSubtotalLineItemsQuantity === 0,
  };
}

function progressOf({ displayFulfillmentStatus: status, fulfillments }: OrderFacts): Progress {
  if (status === "FULFILLED") {
    const live = fulfillments.filter((fulfillment) => !DEAD.includes(fulfillment.status));
    const arrived = live.every(
      ({ displayStatus, deliveredAt }) => deliveredAt !== null || ARRIVED.includes(displayStatus ?? ""),
    );
    return live.length > 0 && arrived ? "delivered" : "shipped";
  }
  if (status === "PARTIALLY_FULFILLED") return "partly_shipped";
  return status === "IN_PROGRESS" || status === "PENDING_FULFILLMENT" ? "processing" : "confirmed";
}

/** @param told every word queued so far. @returns the words that are news, in the order to tell them. */
export function statusesToTell(seen: Observation, told: readonly OrderStatus[]): OrderStatus[] {
  if (told.includes("cancelled") || told.includes("refunded")) return [];
  if (seen.cancelled) return ["cancelled"];
  const furthest = Math.max(-1, ...told.map((status) => WAY.indexOf(status as Progress)));
  const news: OrderStatus[] = [];
  const knownToBeBack = seen.returned && told.includes("returned");
  if (WAY.indexOf(seen.progress) > furthest && !knownToBeBack) news.push(seen.progress);
  if (seen.refund === "part" && !told.includes("partly_refunded")) news.push("partly_refunded");
  if (seen.returned && !knownToBeBack) news.push("returned");
  if (seen.refund === "all") news.push("refunded");
  return news;
}

/** Where the newest parcel can be followed; null while there is nothing to follow. */
export function trackingOf({ fulfillments }: OrderFacts): Tracking | null {
  const parcels = fulfillments
    .filter(({ status, trackingInfo }) => !DEAD.includes(status) && trackingInfo.length > 0)
    .sort((a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt));
  const info = parcels[0]?.trackingInfo.find(({ number, url }) => number !== null || url !== null);
  if (!info) return null;
  // Shopify's own word for a carrier it does not know tells a shopper nothing.
  const company = info.company?.toLowerCase() === "other" ? null : info.company;
  return { company, number: info.number, url: info.url };
}
