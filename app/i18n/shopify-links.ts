/** Pages of the Shopify admin; links open them in the frame around the app. */
export function adminUrl(shop: string, kind: "orders" | "products", id: string): string {
  return `https://admin.shopify.com/store/${shop.replace(/\.myshopify\.com$/, "")}/${kind}/${id}`;
}
