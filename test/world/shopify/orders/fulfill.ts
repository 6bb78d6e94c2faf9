import type { FulfillmentOrderRecord, FulfillmentRecord, LineItemRecord, OrderRecord } from "../store/records";
import type { Shop } from "../store/shop";
import type { WorldEvents } from "../world-events";
import { fulfillmentStatus } from "./status";
import { shipClaims } from "./stock";

export interface FulfillRequest {
  /** Quantities by line item id; all that is open when absent. */
  lines?: Readonly<Record<string, number>>;
  tracking?: { company?: string; number?: string; url?: string };
}

/** Ships what is open at the first location that has some of it; what lies elsewhere takes a further call. */
export function fulfill(
  shop: Shop,
  events: WorldEvents,
  order: OrderRecord,
  request: FulfillRequest,
): FulfillmentRecord {
  if (order.cancelledAt) throw new Error(`order ${order.name} is cancelled`);
  const wanted = new Map(
    order.lineItems.map((line) => [line, request.lines?.[line.id] ?? (request.lines ? 0 : Infinity)]),
  );
  const from = order.fulfillmentOrders.find((one) =>
    one.lines.some(({ line, remainingQuantity }) => Math.min(remainingQuantity, wanted.get(line) ?? 0) > 0),
  );
  if (!from) throw new Error(`order ${order.name} has nothing left to ship`);
  const now = shop.now();
  const lines = take(shop, from, wanted);
  const { company = null, number = null, url = null } = request.tracking ?? {};
  const fulfillment: FulfillmentRecord = {
    id: shop.newId("Fulfillment"),
    order,
    name: `${order.name}-F${order.fulfillments.length + 1}`,
    status: "SUCCESS",
    displayStatus: "FULFILLED",
    location: from.location,
    tracking: request.tracking ? [{ company, number, url }] : [],
    lines,
    events: [],
    createdAt: now,
    updatedAt: now,
    deliveredAt: null,
    inTransitAt: null,
  };
  order.fulfillments.push(fulfillment);
  shop.fulfillments.set(fulfillment.id, fulfillment);
  order.updatedAt = now;
  events.fulfillment(shop, "create", fulfillment);
  events.order(shop, fulfillmentStatus(order) === "FULFILLED" ? "fulfilled" : "partially_fulfilled", order);
  events.order(shop, "updated", order);
  return fulfillment;
}

function take(shop: Shop, from: FulfillmentOrderRecord, wanted: ReadonlyMap<LineItemRecord, number>) {
  const lines = from.lines.flatMap((entry) => {
    const quantity = Math.min(entry.remainingQuantity, wanted.get(entry.line) ?? 0);
    if (quantity <= 0) return [];
    entry.remainingQuantity -= quantity;
    entry.line.fulfillableQuantity -= quantity;
    shipClaims(shop, entry.line, quantity);
    return [{ line: entry.line, quantity }];
  });
  from.status = from.lines.every(({ remainingQuantity }) => remainingQuantity === 0) ? "CLOSED" : "IN_PROGRESS";
  from.updatedAt = shop.now();
  return lines;
}

/** A carrier's event. The order is told of too: its status page shows it. */
export function addFulfillmentEvent(shop: Shop, events: WorldEvents, one: FulfillmentRecord, status: string): void {
  const now = shop.now();
  one.events.push({ id: shop.newId("FulfillmentEvent"), status, message: null, createdAt: now, happenedAt: now });
  one.displayStatus = status;
  if (status === "DELIVERED") one.deliveredAt = now;
  if (status === "IN_TRANSIT") one.inTransitAt = now;
  one.updatedAt = now;
  one.order.updatedAt = now;
  events.fulfillment(shop, "update", one);
  events.order(shop, "updated", one.order);
}

/** Undoes a fulfilment: its lines wait to be shipped again, from where they were. */
export function cancelFulfillment(shop: Shop, events: WorldEvents, one: FulfillmentRecord): void {
  if (one.status === "CANCELLED") return;
  const now = shop.now();
  Object.assign(one, { status: "CANCELLED", displayStatus: "CANCELED", updatedAt: now });
  for (const { line, quantity } of one.lines) {
    line.fulfillableQuantity += quantity;
    const from = one.order.fulfillmentOrders.find(({ location }) => location === one.location);
    const entry = from?.lines.find((candidate) => candidate.line === line);
    if (!from || !entry) continue;
    entry.remainingQuantity += quantity;
    from.status = "OPEN";
  }
  one.order.updatedAt = now;
  events.fulfillment(shop, "update", one);
  events.order(shop, "updated", one.order);
}
