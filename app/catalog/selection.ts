import type { SelectionRule } from "../connections/selection-rule";
import type { ConnectionSettings } from "../connections/settings";
import type { ProductFacts } from "./product-facts";

type Facts = Pick<ProductFacts, "productId" | "tags" | "vendor" | "productType" | "collections">;

/**
 * Why a merchant's rules keep a product off a channel, or undefined when they do not. Taken out by name beats every rule,
 * a "never" rule beats the "only" rules, of which one is enough. Tags, vendors and types are compared as Shopify does:
 * without regard to case.
 */
export function notChosenBecause(
  product: Facts,
  { selection, excludedProducts }: Pick<ConnectionSettings, "selection" | "excludedProducts">,
): string | undefined {
  if (excludedProducts.includes(product.productId)) return "catalog.excluded";
  const fits = (rule: SelectionRule) => fitsRule(product, rule);
  if (selection.some((rule) => rule.effect === "never" && fits(rule))) return "catalog.not_selected";
  const only = selection.filter(({ effect }) => effect === "only");
  return only.length > 0 && !only.some(fits) ? "catalog.not_selected" : undefined;
}

function fitsRule(product: Facts, { by, value }: SelectionRule): boolean {
  switch (by) {
    case "collection":
      return product.collections.get(value) === true;
    case "tag":
      return product.tags.some((tag) => same(tag, value));
    case "vendor":
      return same(product.vendor, value);
    case "type":
      return same(product.productType, value);
  }
}

function same(one: string, other: string): boolean {
  return one.trim().toLocaleLowerCase("en") === other.trim().toLocaleLowerCase("en");
}
