import { sortedTags } from "../store/plant-product";
import type { Shop } from "../store/shop";
import type { WorldEvents } from "../world-events";

/** tagsAdd and tagsRemove, on orders and products. */
export function changeTags(shop: Shop, events: WorldEvents, id: string, change: (tags: string[]) => string[]) {
  const record = shop.orders.get(id) ?? shop.products.get(id);
  if (!record) return { node: null, userErrors: [{ field: ["id"], message: "Resource does not exist" }] };
  record.tags = sortedTags(change(record.tags));
  record.updatedAt = shop.now();
  if ("lineItems" in record) events.order(shop, "updated", record);
  else events.product(shop, "update", record);
  return { node: record, userErrors: [] };
}
