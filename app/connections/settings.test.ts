import { describe, expect, it } from "vitest";

import { connectionSettings, readSettings } from "./settings";

describe("settings", () => {
  it("offer everything exactly as it is in the shop, until a merchant decides otherwise", () => {
    expect(readSettings({})).toMatchObject({
      locations: "all",
      stockBuffer: 0,
      alwaysAvailableQuantity: 999,
      selection: [],
      excludedProducts: [],
      exchange: null,
    });
  });

  it("keep what is understood when one of them is not", () => {
    const stored = { stockBuffer: -4, orderTag: "Chat", selection: [{ effect: "only", by: "moon", value: "full" }] };
    expect(readSettings(stored)).toMatchObject({ stockBuffer: 0, orderTag: "Chat", selection: [] });
  });

  it.each([["0"], ["0.000"], ["-1"], ["1,5"], ["1e3"], ["0.123456789"]])("refuse the exchange rate %s", (rate) => {
    expect(connectionSettings.safeParse({ exchange: { currency: "USD", rate } }).success).toBe(false);
  });

  it("ask about no more collections than a query bears", () => {
    const rules = (count: number) => ({
      selection: Array.from({ length: count }, (_, at) => ({ effect: "only", by: "collection", value: String(at) })),
    });
    expect(connectionSettings.safeParse(rules(20)).success).toBe(true);
    expect(connectionSettings.safeParse(rules(21)).success).toBe(false);
  });
});
