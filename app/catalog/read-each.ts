import type { Effects } from "../platform/effects";
import { isFailure } from "../platform/failure";
import type { AdminClient } from "../shopify/admin-client";
import type { Extras } from "./extras";
import type { ProductFacts } from "./product-facts";
import { readNoProduct, readProducts } from "./read-products";

/** What one product may be the reason of; all else concerns the shop, its token or its pace. */
const MAY_BE_A_PRODUCT = ["shopify.unavailable", "shopify.timeout", "shopify.invalid_query"];

interface Read {
  products: ProductFacts[];
  /** Those for which there is no answer: not the same as being no more. */
  unread: string[];
}

/**
 * As {@link readProducts}, but a product that Shopify cannot answer for, or whose answer cannot be understood, holds up no
 * other: where reading them together fails, each is read by itself. Whether it is the product or an outage, the same
 * question without any product tells.
 * @throws Failure of the Admin API that concerns no single product
 */
export async function readEach(
  { log }: Pick<Effects, "log">,
  admin: AdminClient,
  productIds: readonly string[],
  extras: Extras,
): Promise<Read> {
  try {
    return { products: await readProducts(admin, productIds, extras), unread: [] };
  } catch (error) {
    if (isFailure(error) && !MAY_BE_A_PRODUCT.includes(error.code)) throw error;
    await readNoProduct(admin, extras);
    if (productIds.length === 1) {
      log.error({ productId: productIds[0], err: error }, "catalog: a product could not be read");
      return { products: [], unread: [...productIds] };
    }
  }
  const all: Read = { products: [], unread: [] };
  for (const productId of productIds) {
    const { products, unread } = await readEach({ log }, admin, [productId], extras);
    all.products.push(...products);
    all.unread.push(...unread);
  }
  return all;
}
