import type { Api as OrderApi } from "@shopify/ui-extensions/admin.order-details.block.render";
import type { Api as ProductApi } from "@shopify/ui-extensions/admin.product-details.block.render";

declare global {
  /** What Shopify hands to a block: a global of its worker, of the page it stands on. */
  const shopify: ProductApi | OrderApi;
}
