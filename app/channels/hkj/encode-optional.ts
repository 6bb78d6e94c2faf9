import type { CanonicalProduct } from "../../canonical/product";
import { OPTIONAL_PRODUCT_KEYS, type OptionalProductField } from "./contract";
import type { HkjOptions } from "./options";

/** Fields beyond the documented ones, as far as the connection's options ask for them (contract H15 to H17). */
export function optionalData(
  product: CanonicalProduct,
  isActive: boolean,
  options: Pick<HkjOptions, "optionalFields" | "categorySeparator">,
): Record<string, unknown> {
  const path = (levels: readonly string[]) => (levels.length > 0 ? levels.join(options.categorySeparator) : null);
  const values: Record<OptionalProductField, unknown> = {
    descriptionEn: product.descriptionEn,
    descriptionAr: product.descriptionAr,
    categoryPathEn: path(product.categoryPathEn),
    categoryPathAr: path(product.categoryPathAr),
    imageUrls: product.imageUrls.length > 0 ? product.imageUrls : null,
    brand: product.brand,
    compareAtPriceFils: product.compareAtPriceFils,
    isActive,
  };
  const wanted = options.optionalFields.filter((field) => values[field] !== null);
  return Object.fromEntries(wanted.map((field) => [OPTIONAL_PRODUCT_KEYS[field], values[field]]));
}
