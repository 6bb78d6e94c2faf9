import type english from "../locales/en.default.json";

/** A text of locales/ in the admin's language. */
export function text(key: keyof typeof english, values: Record<string, string | number> = {}): string {
  return shopify.i18n.translate(key, values);
}
