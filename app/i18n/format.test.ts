import { describe, expect, it } from "vitest";

import { createFormats } from "./format";
import { directionOf, localeOf } from "./locales";

const NOW = "2026-11-21T09:00:00.000Z";

describe("formats", () => {
  const english = createFormats("en", "Asia/Amman", NOW);
  const arabic = createFormats("ar", "Asia/Amman", NOW);

  it("write dinars with three decimals, in Latin digits in both languages", () => {
    expect(english.money(12_500).replace(/\s/g, " ")).toBe("JOD 12.500");
    expect(arabic.money(12_500)).toMatch(/12\.500/);
    expect(arabic.money(12_500)).toMatch(/د\.أ\./);
  });

  it("tell moments relative to the server's clock, older ones by date", () => {
    expect(english.when("2026-11-21T08:57:00.000Z")).toBe("3 minutes ago");
    expect(english.when("2026-11-21T08:59:57.000Z")).toBe("now");
    expect(english.when("2026-11-18T09:00:00.000Z")).toBe("18 Nov 2026");
    expect(arabic.when("2026-11-21T08:58:00.000Z")).toBe("قبل دقيقتين");
  });

  it("count days as the shop does", () => {
    // Half past eleven at night in Amman is still the same day there.
    expect(english.dayKey("2026-11-20T21:30:00.000Z")).toBe("2026-11-21");
    expect(english.dayKey("2026-11-20T20:30:00.000Z")).toBe("2026-11-20");
    expect(english.time("2026-11-20T20:30:00.000Z")).toBe("23:30");
  });

  it("fall back to UTC for a time zone nobody knows", () => {
    expect(createFormats("en", "Mars/Olympus", NOW).time("2026-11-20T20:30:00.000Z")).toBe("20:30");
  });
});

describe("the language", () => {
  const asked = (query: string, header?: string) =>
    localeOf(new Request(`https://app.test/app${query}`, header ? { headers: { "accept-language": header } } : {}));

  it("is what Shopify names in the address, then what the browser asks for, then English", () => {
    expect(asked("?locale=ar")).toBe("ar");
    expect(asked("?locale=en-GB", "ar")).toBe("en");
    expect(asked("", "ar-JO,ar;q=0.9")).toBe("ar");
    expect(asked("?locale=fr")).toBe("en");
    expect(asked("")).toBe("en");
  });

  it("decides the direction", () => {
    expect(directionOf("ar")).toBe("rtl");
    expect(directionOf("en")).toBe("ltr");
  });
});
