import type { FulfillmentOrderRecord, LocationRecord, OrderRecord } from "../store/records";
import type { Shop } from "../store/shop";

/** What has to be shipped, split by the locations that gave the stock; the first location ships the rest. */
export function openFulfillmentOrders(shop: Shop, order: OrderRecord): void {
  const first = shop.locations.find((location) => location.isActive && location.fulfillsOnlineOrders);
  const parts = new Map<LocationRecord, FulfillmentOrderRecord["lines"]>();
  const add = (location: LocationRecord, line: OrderRecord["lineItems"][number], quantity: number): void => {
    const id = shop.newId("FulfillmentOrderLineItem");
    parts.set(location, [
      ...(parts.get(location) ?? []),
      { id, line, totalQuantity: quantity, remainingQuantity: quantity },
    ]);
  };
  for (const line of order.lineItems) {
    for (const { level, quantity } of line.claims) add(level.location, line, quantity);
    const rest = line.quantity - line.claims.reduce((sum, { quantity }) => sum + quantity, 0);
    if (rest > 0 && first) add(first, line, rest);
  }
  for (const [location, lines] of parts) {
    const at = order.createdAt;
    const id = shop.newId("FulfillmentOrder");
    const one: FulfillmentOrderRecord = { id, order, status: "OPEN", location, lines, createdAt: at, updatedAt: at };
    order.fulfillmentOrders.push(one);
    shop.fulfillmentOrders.set(id, one);
  }
}
