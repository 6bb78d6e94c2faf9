import type { CanonicalProduct, ProductAspect } from "../canonical/product";

const PRICE = ["priceFils", "compareAtPriceFils"] as const;
const STOCK = ["stockQty"] as const;

export const allAspects: ProductAspect[] = ["content", "price", "stock"];

/** What differs between two records; empty when a channel would learn nothing new. */
export function changedAspects(before: CanonicalProduct, after: CanonicalProduct): ProductAspect[] {
  if (before === after) return [];
  const differs = (key: keyof CanonicalProduct) => JSON.stringify(before[key]) !== JSON.stringify(after[key]);
  const apart = new Set<string>([...PRICE, ...STOCK]);
  const content = (Object.keys(after) as (keyof CanonicalProduct)[]).filter((key) => !apart.has(key));
  return allAspects.filter((aspect) => {
    if (aspect === "content") return content.some(differs);
    return (aspect === "price" ? PRICE : STOCK).some(differs);
  });
}
