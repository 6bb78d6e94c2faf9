import { describe, expect, it } from "vitest";

import { product } from "../../test/support/catalog/facts";
import { readSettings } from "../connections/settings";
import { notChosenBecause } from "./selection";

const lamp = product("1", {
  tags: ["Lights", " eid "],
  vendor: "Bayt",
  productType: "Lamps",
  collections: new Map([
    ["70", true],
    ["71", false],
  ]),
});
const only = (by: string, value: string) => ({ effect: "only", by, value });
const never = (by: string, value: string) => ({ effect: "never", by, value });

function fate(settings: object) {
  return notChosenBecause(lamp, readSettings(settings)) ?? "offered";
}

describe("a product is offered", () => {
  it.each([
    ["without rules", []],
    ["when one of the rules about what is offered fits", [only("tag", "Sale"), only("vendor", "Bayt")]],
    ["whatever the case of the letters", [only("tag", "LIGHTS")]],
    ["whatever blanks surround a tag", [only("tag", "Eid")]],
    ["by its type", [only("type", "lamps")]],
    ["by a collection it is in", [only("collection", "70")]],
    ["when no rule against it fits", [never("tag", "Hidden"), never("collection", "71")]],
  ])("%s", (_, selection) => {
    expect(fate({ selection })).toBe("offered");
  });
});

describe("a product is not offered", () => {
  it.each([
    ["when none of the rules about what is offered fits", [only("tag", "Sale"), only("collection", "71")]],
    ["when a rule against it fits, even if another is for it", [only("vendor", "Bayt"), never("collection", "70")]],
  ])("%s", (_, selection) => {
    expect(fate({ selection })).toBe("catalog.not_selected");
  });

  it("when it was taken out by name, whatever the rules say", () => {
    expect(fate({ selection: [only("tag", "Lights")], excludedProducts: ["1"] })).toBe("catalog.excluded");
  });
});
