import { gid } from "../gid";
import type { LocationRecord, OrderRecord, ProductRecord, VariantRecord } from "../store/records";
import type { Shop } from "../store/shop";

/** "gid://shopify/Product/7" or "7". */
const full = (type: string, id: string): string => (id.startsWith("gid://") ? id : gid(type, id));

function found<T>(record: T | undefined, what: string): T {
  if (record === undefined) throw new Error(`the shop has no ${what}`);
  return record;
}

export const productOf = (shop: Shop, id: string): ProductRecord =>
  found(shop.products.get(full("Product", id)), `product ${id}`);

/** By the id of the variant or of its inventory item. */
export function variantOf(shop: Shop, id: string): VariantRecord {
  const byItem = shop.items.get(full("InventoryItem", id))?.variant;
  return found(shop.variants.get(full("ProductVariant", id)) ?? byItem, `variant ${id}`);
}

export const orderOf = (shop: Shop, id: string): OrderRecord =>
  found(shop.orders.get(full("Order", id)), `order ${id}`);

/** By id or name. */
export const locationOf = (shop: Shop, idOrName: string): LocationRecord =>
  found(
    shop.locations.find(({ id, name }) => id === full("Location", idOrName) || name === idOrName),
    `location ${idOrName}`,
  );
