import { drinks } from "./sample/drinks";
import { gifts } from "./sample/gifts";
import { AMMAN, WAREHOUSE, productOf } from "./sample/item";
import { pantry } from "./sample/pantry";
import type { ShopSeed } from "./seed";

/**
 * A grocer and gift shop in Amman, in English with Arabic translations: most products are translated, not all. Among
 * them: a draft, an archived and an unpublished product, a variant without SKU, a SKU used twice, stock nobody counts,
 * items that may be sold below zero, one that is sold out. Prices in JOD with three decimals; two locations.
 */
export function sampleShop(domain: string): ShopSeed {
  return {
    domain,
    name: "Souq Amman",
    currency: "JOD",
    ianaTimezone: "Asia/Amman",
    taxesIncluded: true,
    primaryLocale: "en",
    otherLocales: ["ar"],
    locations: [{ name: AMMAN }, { name: WAREHOUSE }],
    products: [...pantry, ...drinks, ...gifts].map(productOf),
  };
}
