import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { decimalFromFils, filsFromDecimal } from "./money";

describe("fils", () => {
  it.each([
    ["5.000", 5000],
    ["5", 5000],
    ["0.1", 100],
    ["12.345", 12345],
    ["12.3450000", 12345],
    ["-1.5", -1500],
    ["999999999.999", 999_999_999_999],
    [" 7.25 ", 7250],
  ])("reads %s as %i", (text, amount) => expect(filsFromDecimal(text)).toBe(amount));

  it.each(["", "abc", "1.2345", "1,5", "1e3", "NaN", "1.", ".5", "0x10", "1 000"])("refuses %j", (text) =>
    expect(filsFromDecimal(text)).toBeUndefined(),
  );

  it("survives the way to text and back, exactly", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (amount) => {
        expect(filsFromDecimal(decimalFromFils(amount))).toBe(amount === 0 ? 0 : amount);
      }),
    );
  });
});
