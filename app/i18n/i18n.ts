import { type i18n, createInstance } from "i18next";
import { initReactI18next } from "react-i18next";

import ar from "./ar.json";
import en from "./en.json";
import { isolated } from "./isolate";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "./locales";

function create(locale: Locale): i18n {
  const instance = createInstance().use(initReactI18next);
  void instance.init({
    lng: locale,
    fallbackLng: DEFAULT_LOCALE,
    resources: { en: { translation: en }, ar: { translation: ar } },
    // Everything is here already: the first render has its texts.
    initAsync: false,
    interpolation: {
      // React escapes.
      escapeValue: false,
      alwaysFormat: true,
      format: (value: unknown) => isolated(value, locale) as string,
    },
    returnNull: false,
    // i18next advertises on the console otherwise.
    showSupportNotice: false,
    // A value that is not known is left out; a merchant never sees a placeholder.
    missingInterpolationHandler: () => "",
  });
  return instance;
}

const instances = Object.fromEntries(LOCALES.map((locale) => [locale, create(locale)])) as Record<Locale, i18n>;

/** One translator a language for the whole process; it never changes its language, so that requests can share it. */
export function translator(locale: Locale): i18n {
  return instances[locale];
}
