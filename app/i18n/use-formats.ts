import { useRouteLoaderData } from "@remix-run/react";
import { useMemo } from "react";

import { type Formats, createFormats } from "./format";
import { useLocale } from "./use-locale";

/** Formats for the page's language and the shop's time zone, as the layout's loader (routes/app.tsx) gives them. */
export function useFormats(): Formats {
  const locale = useLocale();
  const layout = useRouteLoaderData<{ timezone: string; now: string }>("routes/app");
  const timezone = layout?.timezone ?? "UTC";
  const now = layout?.now ?? "1970-01-01T00:00:00.000Z";
  return useMemo(() => createFormats(locale, timezone, now), [locale, timezone, now]);
}
