import type { ShopifyWorld, VariantRecord } from "../shopify";
import { financialStatus, fulfillmentStatus } from "../shopify/orders/status";

/** The shop's own pages in the stand-in admin: what it sells, and its orders, to be changed by hand. */
export function shopDesk(shopify: ShopifyWorld, shop: string) {
  const store = () => shopify.shop(shop);
  const merchant = () => shopify.merchant(shop);
  return {
    products: () => store().variants.all.map(row),
    orders: () =>
      [...store().orders.all].reverse().map((order) => {
        const fulfilment = fulfillmentStatus(order);
        const total = order.lineItems.reduce((sum, line) => sum + line.quantity, 0);
        return {
          id: order.id.split("/").at(-1) ?? "",
          name: order.name,
          customer: [order.customer?.firstName, order.customer?.lastName].filter(Boolean).join(" "),
          total: `${total} items`,
          tags: order.tags,
          status: order.cancelledAt ? "cancelled" : `${financialStatus(order) ?? "open"}, ${fulfilment}`.toLowerCase(),
          canFulfil: !order.cancelledAt && fulfilment !== "FULFILLED",
          canCancel: !order.cancelledAt && fulfilment === "UNFULFILLED",
        };
      }),
    changeStock(variantId: string, by: number) {
      const level = store().variants.get(variantId)?.item.levels[0];
      merchant().stock.setStock(variantId, level?.location.id, (level?.available ?? 0) + by);
    },
    fulfil: (orderId: string) => void merchant().orders.fulfillOrder(orderId),
    cancel: (orderId: string) => void merchant().orders.cancelOrder(orderId),
  };
}

function row(variant: VariantRecord) {
  const values = variant.values.filter((value) => value !== "Default Title").join(" / ");
  return {
    variantId: variant.id,
    title: [variant.product.title, values].filter(Boolean).join(" - "),
    sku: variant.sku ?? "",
    price: variant.price,
    stock: variant.item.tracked ? variant.item.levels.reduce((sum, level) => sum + level.available, 0) : null,
  };
}
