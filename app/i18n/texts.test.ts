import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import polaris from "@shopify/polaris/locales/en.json";
import { describe, expect, it } from "vitest";

import { ROUNDING_STEPS } from "../connections/setting-choices";
import { taskPayloads } from "../platform/queue";
import ar from "./ar.json";
import en from "./en.json";
import { translator } from "./i18n";
import type { Locale } from "./locales";
import polarisAr from "./polaris-ar.json";
import { problemText } from "./sentences";

type Texts = { [key: string]: string | Texts };

function flat(texts: Texts, prefix = ""): Map<string, string> {
  const entries = Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : [...flat(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
const ARABIC_PLURALS = ["zero", "one", "two", "few", "many", "other"];
const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{?(\w+)\}?\}/g)].map(([, name = ""]) => name))].sort();

const english = flat(en);
const arabic = flat(ar);

describe("the texts", () => {
  it("exist in both languages", () => {
    const missing = [...english.keys()].filter((key) => !arabic.has(key));
    const extra = [...arabic.keys()].filter((key) => !english.has(key) && !PLURAL.test(key));
    expect({ missing, extra }).toEqual({ missing: [], extra: [] });
  });

  it("have all six Arabic plurals wherever English has its two", () => {
    const stems = [...english.keys()].filter((key) => key.endsWith("_other")).map((key) => key.replace(PLURAL, ""));
    const wanted = stems.flatMap((stem) => ARABIC_PLURALS.map((plural) => `${stem}_${plural}`));
    expect(wanted.filter((key) => !arabic.has(key))).toEqual([]);
  });

  it("name amounts of fils as each language counts them", () => {
    const steps = (locale: Locale) =>
      ROUNDING_STEPS.map((count) => translator(locale).t("settings.rounding_fils", { count }));
    expect(steps("en")).toEqual(["1 fils", "5 fils", "10 fils", "50 fils", "100 fils"]);
    expect(steps("ar")).toEqual(["فلس واحد", "5 فلوس", "10 فلوس", "50 فلسًا", "100 فلس"]);
  });

  it("carry the same values in both languages", () => {
    const different = [...english].filter(([key, text]) => {
      // "One order", "two orders": Arabic says these without the number.
      if (PLURAL.test(key)) return false;
      return String(placeholders(text)) !== String(placeholders(arabic.get(key) ?? ""));
    });
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it("are Arabic in Arabic", () => {
    const left = [...arabic].filter(([, text]) => !/[\u0600-\u06ff]/.test(text.replace(/\{\{\w+\}\}/g, "")));
    expect(left.map(([key]) => key)).toEqual(["app.name", "timeline.other"]);
  });

  it("cover Polaris's own, with its values", () => {
    const theirs = flat(polaris);
    const ours = flat(polarisAr);
    expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
    const different = [...theirs].filter(([key, text]) => {
      return String(placeholders(text)) !== String(placeholders(ours.get(key) ?? ""));
    });
    expect(different.map(([key]) => key)).toEqual([]);
  });
});

const ROOMS = ["canonical", "platform", "shopify", "channels", "connections", "catalog", "orders", "delivery"];
const CODE = /"((?:catalog|order|connection|channel|shopify|shop|payload|crypto|settings)\.[a-z_]+)"/g;
/** Dotted names that are no failures: tasks, canonical events, HKJ's words for its own. */
const NO_FAILURES = new Set([
  ...Object.keys(taskPayloads),
  "order.status_changed",
  "order.placed",
  "order.created",
  "order.cancelled",
  "order.canceled",
]);

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter(({ name }) => name.endsWith(".ts") && !name.includes(".test."));
  return Promise.all(files.map(({ parentPath, name }) => readFile(path.join(parentPath, name), "utf8")));
}

describe("a remedy", () => {
  it.each([
    ["catalog_export_failed", "sync.now"],
    ["catalog_sync_incomplete", "sync.now"],
    ["shopify_bulk_gone", "sync.now"],
    ["channel_batch_refused", "catalog.retry"],
    ["catalog_event_refused", "catalog.retry"],
    ["catalog_old_sku_stays", "catalog.retry"],
    ["catalog_excluded", "catalog.include"],
    ["catalog_excluded", "listing.removed"],
    ["catalog_not_selected", "settings.selection_title"],
  ])("names a place by what stands on it: %s, %s", (problem, place) => {
    for (const texts of [english, arabic]) {
      expect(texts.get(`problems.${problem}.fix`)).toContain(texts.get(place) ?? "nothing");
    }
  });
});

describe("every failure the code can name", () => {
  it("has a title, a reason and a remedy in both languages", async () => {
    const texts = (await Promise.all(ROOMS.map((room) => sources(path.resolve("app", room))))).flat();
    const codes = new Set(texts.flatMap((text) => [...text.matchAll(CODE)].map(([, code = ""]) => code)));
    const shown = [...codes].filter((code) => !NO_FAILURES.has(code)).sort();
    expect(shown.length).toBeGreaterThan(40);
    const parts = shown.flatMap((code) =>
      ["title", "why", "fix"].map((part) => `problems.${code.replaceAll(".", "_")}.${part}`),
    );
    expect(parts.filter((key) => !english.has(key))).toEqual([]);
    expect(parts.filter((key) => !arabic.has(key))).toEqual([]);
  });

  it("is told with its values, and one without words of its own by its name", () => {
    const i18n = translator("en");
    const words = { t: i18n.t, i18n };
    expect(problemText(words, { code: "channel.disabled", params: { channel: "HKJ" } }).title).toBe(
      "The integration is switched off at HKJ",
    );
    expect(problemText(words, { code: "no.such_code", params: {} }).why).toContain("no.such_code");
    expect(problemText(words, { code: "order.unknown_sku", params: {} }).title).not.toContain("{{");
  });
});
