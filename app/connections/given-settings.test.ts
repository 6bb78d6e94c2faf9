import { describe, expect, it } from "vitest";

import { givenSettings } from "./given-settings";
import { connectionSettings } from "./settings";

const form = {
  locations: "all" as const,
  stockBuffer: "2",
  alwaysAvailableQuantity: "50",
  selection: [{ effect: "only", by: "tag", value: "bath" }],
  rate: "",
  roundingStep: "10",
  roundingDirection: "up",
  missingTranslation: "copy",
  missingSku: "hold",
  orderTag: "Chat",
  oversell: "hold",
  unknownSku: "hold",
  totalsMismatch: "accept",
  contactRefused: "hold",
  restockCancelled: true,
  statusWords: {},
  keepPayloadDays: "30",
};

describe("the settings a form means", () => {
  it("are settings", () => {
    const given = givenSettings({ ...form, rate: "0.709" }, "USD");
    expect(connectionSettings.parse(given)).toMatchObject({
      stockBuffer: 2,
      alwaysAvailableQuantity: 50,
      selection: [{ effect: "only", by: "tag", value: "bath" }],
      exchange: { currency: "USD", rate: "0.709" },
      priceRounding: { step: 10, direction: "up" },
    });
  });

  it("may be written with Arabic digits", () => {
    const given = givenSettings({ ...form, stockBuffer: "١٢", rate: "٠٫٧٠٩" }, "USD");
    expect(given).toMatchObject({ stockBuffer: 12, exchange: { rate: "0.709" } });
  });

  it("may be pasted from right-to-left text, marks and all", () => {
    const given = givenSettings({ ...form, stockBuffer: "\u200f12\u200f", rate: "\u200f٠٫٧٠٩\u200e " }, "USD");
    expect(given).toMatchObject({ stockBuffer: 12, exchange: { rate: "0.709" } });
  });

  it("have no rate where none is typed", () => {
    expect(givenSettings(form, "USD")).toMatchObject({ exchange: null });
  });

  it.each(["JOD", ""])("say nothing about prices in a shop that needs no rate (%j)", (currency) => {
    const given = givenSettings({ ...form, rate: "3" }, currency);
    expect(given).not.toHaveProperty("exchange");
    expect(given).not.toHaveProperty("priceRounding");
  });

  it.each([["-1"], ["1.5"], ["many"], [""]])("are refused by name for a buffer of %j", (stockBuffer) => {
    const checked = connectionSettings.safeParse(givenSettings({ ...form, stockBuffer }, "JOD"));
    expect(checked.error?.issues.map(({ path }) => path[0])).toEqual(["stockBuffer"]);
  });
});
