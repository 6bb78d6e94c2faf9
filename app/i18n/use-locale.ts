import { useRouteLoaderData } from "@remix-run/react";

import { DEFAULT_LOCALE, type Locale } from "./locales";

/** The page's language, as root.tsx found it. */
export function useLocale(): Locale {
  return useRouteLoaderData<{ locale: Locale }>("root")?.locale ?? DEFAULT_LOCALE;
}
