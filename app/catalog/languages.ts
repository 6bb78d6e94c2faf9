import type { Language, ProductFacts, Translations } from "./product-facts";

export const languages: readonly Language[] = ["ar", "en"];

/** A text of the shop in both languages, as far as it has them. */
export type Bilingual = Record<Language, string | undefined>;

/**
 * The shop's own text is in its primary locale; everything else is a translation. In a shop whose primary language is
 * neither Arabic nor English both come from translations.
 */
export function bilingual(own: string, key: string, translations: Translations, primaryLocale: string): Bilingual {
  const primary = primaryLocale.toLowerCase().split("-")[0];
  const text = (language: Language) => filled(language === primary ? own : translations[language].get(key));
  return { ar: text("ar"), en: text("en") };
}

/** What stands in where a language has no text: the other language's, or the shop's own in whatever language it is. */
export function withCopies(text: Bilingual, own: string): Bilingual {
  return { ar: text.ar ?? text.en ?? filled(own), en: text.en ?? text.ar ?? filled(own) };
}

/** The values that tell a variant from its siblings, in both languages: "Small / Red". Empty for a lone variant. */
export function optionText(
  product: Pick<ProductFacts, "onlyDefaultVariant">,
  options: readonly { name: string; value: string; translations: Translations }[],
  primaryLocale: string,
): Record<Language, string> {
  const lone =
    product.onlyDefaultVariant || options.every(({ name, value }) => name === "Title" && value === "Default Title");
  const values = lone
    ? []
    : options.map(({ value, translations }) =>
        withCopies(bilingual(value, "name", translations, primaryLocale), value),
      );
  const join = (language: Language) => values.flatMap((value) => value[language] ?? []).join(" / ");
  return { ar: join("ar"), en: join("en") };
}

function filled(text: string | undefined): string | undefined {
  return text?.trim() || undefined;
}
