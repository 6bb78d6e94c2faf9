import type { Api } from "@shopify/ui-extensions/admin.product-details.block.render";

declare global {
  /** What Shopify hands to an extension of this target: a global of its worker. */
  const shopify: Api;
}
