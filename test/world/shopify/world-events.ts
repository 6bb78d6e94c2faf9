import type {
  CollectionRecord,
  FulfillmentRecord,
  LevelRecord,
  LocationRecord,
  OrderRecord,
  ProductRecord,
  RefundRecord,
} from "./store/records";
import type { Shop } from "./store/shop";

/** What happened in a shop. Webhooks are made from these, whether a merchant or the app did it. */
export interface WorldEvents {
  product(shop: Shop, verb: "create" | "update", product: ProductRecord): void;
  productDeleted(shop: Shop, productId: string): void;
  collection(shop: Shop, verb: "update" | "delete", collection: CollectionRecord): void;
  level(shop: Shop, level: LevelRecord, verb?: "update" | "connect"): void;
  levelGone(shop: Shop, level: LevelRecord): void;
  location(shop: Shop, verb: "create" | "update" | "activate" | "deactivate", location: LocationRecord): void;
  locale(shop: Shop, verb: "create" | "update" | "destroy", locale: string): void;
  shopChanged(shop: Shop): void;
  order(shop: Shop, verb: OrderVerb, order: OrderRecord): void;
  fulfillment(shop: Shop, verb: "create" | "update", fulfillment: FulfillmentRecord): void;
  orderDeleted(shop: Shop, orderId: string): void;
  refund(shop: Shop, refund: RefundRecord): void;
  uninstalled(shop: Shop): void;
}

export type OrderVerb = "create" | "updated" | "cancelled" | "fulfilled" | "partially_fulfilled" | "paid" | "edited";
