import type { Request } from "express";

import { createFormats } from "../i18n/format";
import { translator } from "../i18n/i18n";
import { type Locale, localeNamed } from "../i18n/locales";
import { type Translation, lookUp } from "../i18n/sentences";
import type { Effects } from "../platform/effects";

/** Whoever looks at a block: what is said to them is said in their language and their shop's time. */
export interface Reader {
  locale: Locale;
  /** ISO 8601 as they would say it. */
  when(iso: string): string;
  /** The text of a key made at run time, `otherwise` where there is none. */
  say(key: string, otherwise: string, params?: Record<string, string>): string;
}

/** The language is asked for as `?locale=`, which an extension knows best, or else the browser's. */
export async function readerOf({ db, clock }: Pick<Effects, "db" | "clock">, shop: string, request: Request) {
  const { locale } = request.query;
  const language = localeNamed(typeof locale === "string" ? locale : (request.headers["accept-language"] ?? ""));
  const row = await db.shop.findUnique({ where: { domain: shop }, select: { timezone: true } });
  return createReader(language, row?.timezone ?? "UTC", clock.now());
}

function createReader(locale: Locale, timeZone: string, now: Date): Reader {
  const i18n = translator(locale);
  const translation: Translation = { t: i18n.t, i18n };
  const formats = createFormats(locale, timeZone, now.toISOString());
  return {
    locale,
    when: (iso) => formats.when(iso),
    say: (key, otherwise, params) => lookUp(translation, key, params) ?? otherwise,
  };
}
