import { CatalogActs } from "./acts/catalog";
import { CollectionActs } from "./acts/collections";
import { OrderActs } from "./acts/orders";
import { ShopActs } from "./acts/shop";
import { StockActs } from "./acts/stock";
import type { Shop } from "./store/shop";
import type { WorldEvents } from "./world-events";

/** A merchant at the desk of one shop: whatever they do is told by webhooks, as Shopify does. */
export interface Merchant {
  catalog: CatalogActs;
  collections: CollectionActs;
  stock: StockActs;
  orders: OrderActs;
  settings: ShopActs;
}

export function merchantOf(shop: Shop, events: WorldEvents): Merchant {
  return {
    catalog: new CatalogActs(shop, events),
    collections: new CollectionActs(shop, events),
    stock: new StockActs(shop, events),
    orders: new OrderActs(shop, events),
    settings: new ShopActs(shop, events),
  };
}
