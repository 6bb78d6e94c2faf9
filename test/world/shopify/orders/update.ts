import type { OrderRecord } from "../store/records";
import type { WorldEvents } from "../world-events";
import type { Shop } from "../store/shop";
import { sortedTags } from "../store/plant-product";
import { addressFrom } from "./address";
import { storeMetafields } from "./custom-id";
import type { AddressInput, MetafieldInput } from "./input";

export interface OrderUpdateInput {
  id: string;
  note?: string | null;
  email?: string | null;
  phone?: string | null;
  tags?: string[] | null;
  customAttributes?: { key: string; value: string }[] | null;
  shippingAddress?: AddressInput | null;
  metafields?: MetafieldInput[] | null;
}

/** The mutation orderUpdate, for the fields apps change. */
export function updateOrder(shop: Shop, events: WorldEvents, input: OrderUpdateInput) {
  const order = shop.orders.get(input.id);
  if (!order) return { order: null, userErrors: [{ field: ["id"], message: "Order does not exist" }] };
  const given = <K extends keyof OrderUpdateInput & keyof OrderRecord>(key: K): void => {
    if (input[key] !== undefined) Object.assign(order, { [key]: input[key] });
  };
  for (const key of ["note", "email", "phone", "customAttributes"] as const) given(key);
  if (input.tags) order.tags = sortedTags(input.tags);
  if (input.shippingAddress) order.shippingAddress = addressFrom(shop, input.shippingAddress);
  if (input.metafields) storeMetafields(shop, order.id, input.metafields);
  order.updatedAt = shop.now();
  events.order(shop, "updated", order);
  return { order, userErrors: [] };
}
