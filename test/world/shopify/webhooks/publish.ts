import { gidNumber } from "../gid";
import type { WorldEvents } from "../world-events";
import { collectionPayload } from "./payloads/collection";
import { fulfillmentPayload } from "./payloads/fulfillment";
import { levelPayload } from "./payloads/inventory";
import { locationPayload } from "./payloads/location";
import { orderPayload } from "./payloads/order";
import { productPayload } from "./payloads/product";
import { refundPayload } from "./payloads/refund";
import { shopPayload } from "./payloads/shop";
import type { WebhookSender } from "./sender";

/** Which webhooks follow from what happens. */
export function webhookEvents(sender: WebhookSender): WorldEvents {
  return {
    product: (shop, verb, product) => sender.publish(shop, `products/${verb}`, () => productPayload(shop, product)),
    productDeleted: (shop, id) => sender.publish(shop, "products/delete", () => ({ id: gidNumber(id) })),
    collection: (shop, verb, one) =>
      sender.publish(shop, `collections/${verb}`, () => collectionPayload(shop, one, verb)),
    level: (shop, level, verb = "update") =>
      sender.publish(shop, `inventory_levels/${verb}`, () => levelPayload(shop, level)),
    levelGone: (shop, { item, location }) =>
      sender.publish(shop, "inventory_levels/disconnect", () => ({
        inventory_item_id: gidNumber(item.id),
        location_id: gidNumber(location.id),
      })),
    location: (shop, verb, location) =>
      sender.publish(shop, `locations/${verb}`, () => locationPayload(shop, location)),
    locale: (shop, verb, locale) =>
      sender.publish(shop, `locales/${verb}`, () => ({ locale, published: verb !== "destroy" })),
    shopChanged: (shop) => sender.publish(shop, "shop/update", () => shopPayload(shop)),
    orderDeleted: (shop, id) => sender.publish(shop, "orders/delete", () => ({ id: gidNumber(id) })),
    order: (shop, verb, order) => sender.publish(shop, `orders/${verb}`, () => orderPayload(shop, order)),
    fulfillment: (shop, verb, one) => sender.publish(shop, `fulfillments/${verb}`, () => fulfillmentPayload(shop, one)),
    refund: (shop, refund) => sender.publish(shop, "refunds/create", () => refundPayload(shop, refund)),
    uninstalled: (shop) => sender.publish(shop, "app/uninstalled", () => shopPayload(shop)),
  };
}
