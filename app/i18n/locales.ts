export const LOCALES = ["en", "ar"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "en";

/** The language of the admin: Shopify names it in the page's address ("ar", "en-GB"), App Bridge in Accept-Language. */
export function localeOf(request: Request): Locale {
  const asked = new URL(request.url).searchParams.get("locale") ?? request.headers.get("accept-language") ?? "";
  return localeNamed(asked);
}

/** Ours for a language tag ("ar-JO"), or for the first of an Accept-Language header. */
export function localeNamed(tag: string): Locale {
  const language = tag.trim().slice(0, 2).toLowerCase();
  return LOCALES.find((locale) => locale === language) ?? DEFAULT_LOCALE;
}

export function directionOf(locale: Locale): "ltr" | "rtl" {
  return locale === "ar" ? "rtl" : "ltr";
}
