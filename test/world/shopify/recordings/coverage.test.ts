import { readFileSync, readdirSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { RECORDINGS, areHere } from "./load";

/** Recordings that are not replayed, or in part only, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "2025-01_products_inventory-quantity-roots-parity": "inventory mutations and search roots: the app changes no stock",
  "2025-01_products_product-variants-bulk-create-inventory-read-parity": "the app makes no variants",
  "2026-04_localization_localization-locale-translation-fixture":
    "markets and the list of all locales are not modelled",
  "2026-04_webhooks_webhook-subscription-api-version-projection": "subscriptions are declared in shopify.app.toml",
};

describe.skipIf(!areHere)("recordings (skipped where they are not at hand)", () => {
  it("are each replayed, or named here with the reason why not", () => {
    const here = new URL(".", import.meta.url);
    const tests = readdirSync(here).filter((name) => name.endsWith(".test.ts") && name !== "coverage.test.ts");
    const source = tests.map((name) => readFileSync(new URL(name, here), "utf8")).join("\n");
    const names = readdirSync(RECORDINGS).map((name) => name.replace(/\.json$/, ""));
    const replayed = names.filter((name) => source.includes(name));
    expect([...replayed, ...Object.keys(LEFT_OUT)].sort()).toEqual(names.sort());
  });
});
