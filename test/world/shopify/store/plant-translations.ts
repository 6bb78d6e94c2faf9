import type { ProductTranslationSeed } from "../seed";
import type { ProductRecord } from "./records";
import type { Shop } from "./shop";

/** Translations as Shopify keeps them: of the product, of each of its options, and of each option value. */
export function plantTranslations(
  shop: Shop,
  product: ProductRecord,
  translations: Readonly<Record<string, ProductTranslationSeed>>,
): void {
  for (const [locale, seed] of Object.entries(translations)) {
    const texts = [
      ["title", seed.title, product.title],
      ["body_html", seed.descriptionHtml, product.descriptionHtml],
      ["product_type", seed.productType, product.productType],
    ] as const;
    for (const [key, value, original] of texts) if (value) shop.translate(product.id, locale, key, value, original);
    for (const word of product.options.flatMap((option) => [option, ...option.optionValues])) {
      const value = seed.words?.[word.name];
      if (value) shop.translate(word.id, locale, "name", value, word.name);
    }
  }
}
