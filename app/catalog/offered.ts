import type { ProductFacts } from "./product-facts";

/**
 * Why a product is not offered on any channel, or undefined when it is: active, and published on the Online Store by
 * now (docs/decisions/030-what-is-offered.md). The codes are reasons on listings, not problems: the merchant meant it.
 */
export function notOfferedBecause(
  product: Pick<ProductFacts, "status" | "publishedAt">,
  now: Date,
): string | undefined {
  if (product.status === "DRAFT") return "catalog.product_draft";
  if (product.status === "ARCHIVED") return "catalog.product_archived";
  if (product.status !== "ACTIVE") return "catalog.product_unlisted";
  if (product.publishedAt === null || product.publishedAt > now) return "catalog.product_unpublished";
  return undefined;
}
