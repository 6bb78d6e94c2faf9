import { CURRENCY } from "../canonical/currency";
import type { Locale } from "./locales";

export interface Formats {
  number(value: number): string;
  /** Integer fils as dinars with their three decimals. */
  money(fils: number): string;
  /** "3 minutes ago" for the last day, then the date. */
  when(iso: string): string;
  /** Date and time, in full. */
  dateTime(iso: string): string;
  time(iso: string): string;
  /** "2026-11-21" in the shop's time zone: the same for all moments of one day there. */
  dayKey(iso: string): string;
  /** A day for a heading. */
  day(iso: string): string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Latin digits in Arabic too: prices, SKUs and order numbers stand side by side with Shopify's. */
const TAGS: Record<Locale, string> = { en: "en-GB", ar: "ar-JO-u-nu-latn" };

/** Formats of one language and the shop's time zone; `now` is the server's, so that both sides render the same. */
export function createFormats(locale: Locale, timeZone: string, now: string): Formats {
  const tag = TAGS[locale];
  const zone = knownZone(timeZone);
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const date = { day: "numeric", month: "short", year: "numeric" } as const;
  const number = new Intl.NumberFormat(tag);
  const money = new Intl.NumberFormat(tag, {
    style: "currency",
    currency: CURRENCY,
    currencyDisplay: locale === "ar" ? "symbol" : "code",
  });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  const onDate = new Intl.DateTimeFormat(tag, { ...date, timeZone: zone });
  const at = new Intl.DateTimeFormat(tag, { ...date, ...clock, timeZone: zone });
  const timeOnly = new Intl.DateTimeFormat(tag, { ...clock, timeZone: zone });
  const heading = new Intl.DateTimeFormat(tag, { weekday: "long", day: "numeric", month: "long", timeZone: zone });
  const key = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone });
  const started = Date.parse(now);

  return {
    number: (value) => number.format(value),
    money: (fils) => money.format(fils / 1000),
    when(iso) {
      const ms = Date.parse(iso) - started;
      const distance = Math.abs(ms);
      if (distance < 10_000) return relative.format(0, "second");
      if (distance < MINUTE) return relative.format(Math.round(ms / 1000), "second");
      if (distance < HOUR) return relative.format(Math.round(ms / MINUTE), "minute");
      if (distance < DAY) return relative.format(Math.round(ms / HOUR), "hour");
      return onDate.format(new Date(iso));
    },
    dateTime: (iso) => at.format(new Date(iso)),
    time: (iso) => timeOnly.format(new Date(iso)),
    dayKey: (iso) => key.format(new Date(iso)),
    day: (iso) => heading.format(new Date(iso)),
  };
}

/** Shopify's time zone names are IANA's; one this runtime does not know must not take a page down. */
function knownZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return timeZone;
  } catch {
    return "UTC";
  }
}
