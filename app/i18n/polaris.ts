import en from "@shopify/polaris/locales/en.json";

import type { Locale } from "./locales";
import ar from "./polaris-ar.json";

type Dictionary = typeof en;

/** Polaris's own texts. It ships none in Arabic: they are ours, with its English under them for what it adds one day. */
export function polarisTranslations(locale: Locale): Dictionary | Partial<Dictionary>[] {
  return locale === "ar" ? [ar, en] : en;
}
