import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { variant } from "../../test/support/catalog/facts";
import { readSettings } from "../connections/settings";
import { converted, priceOf } from "./pricing";
import type { VariantFacts } from "./product-facts";

const dollars = { currency: "USD", rate: "0.709" };

function price(given: Partial<VariantFacts>, currency = "USD", settings: object = { exchange: dollars }) {
  return priceOf(variant("1", given), { currency, settings: readSettings(settings) });
}

describe("a price in a shop that does not sell in dinars", () => {
  it("is what Shopify Markets asks of a customer in Jordan, where that is in dinars", () => {
    const marketPrice = { currency: "JOD", price: "7.1", compareAtPrice: "9.000" };
    expect(price({ price: "10", marketPrice })).toEqual({ ok: true, price: 7100, compareAtPrice: 9000 });
  });

  it("is the shop's price at the merchant's rate, where the market's is in another currency", () => {
    const marketPrice = { currency: "USD", price: "12.00", compareAtPrice: null };
    const converted = { ok: true, price: 7090, compareAtPrice: 14_180 };
    expect(price({ price: "10.00", compareAtPrice: "20.00", marketPrice })).toEqual(converted);
  });

  it("is missing without a rate, and the reason names the currency", () => {
    const reason = { ok: false, code: "catalog.currency_unsupported", params: { currency: "USD" } };
    expect(price({ price: "10" }, "USD", {})).toEqual(reason);
  });

  it("never comes from a rate that was meant for another currency", () => {
    const reason = { ok: false, code: "catalog.currency_unsupported", params: { currency: "EUR" } };
    expect(price({ price: "10" }, "EUR")).toEqual(reason);
  });

  it("loses a compare-at price that says nothing once it is rounded", () => {
    expect(price({ price: "10.00", compareAtPrice: "10.001" })).toMatchObject({ compareAtPrice: null });
  });

  it("of nothing is no price", () => {
    expect(price({ price: "0.00" })).toMatchObject({ ok: false, code: "catalog.price_missing" });
  });
});

it("a dinar shop's price is its own, to the fils, whatever rate is set", () => {
  expect(price({ price: "1.005" }, "JOD")).toEqual({ ok: true, price: 1005, compareAtPrice: null });
});

describe("conversion", () => {
  const nearest = (step: 1 | 5 | 10 | 50 | 100) => ({ step, direction: "nearest" as const });
  const up = (step: 1 | 5 | 10 | 50 | 100) => ({ step, direction: "up" as const });

  it.each([
    ["19.99", "0.709", nearest(1), 14_173],
    ["19.99", "0.709", nearest(5), 14_175],
    ["19.99", "0.709", nearest(10), 14_170],
    ["19.99", "0.709", up(10), 14_180],
    ["19.99", "0.709", nearest(50), 14_150],
    ["19.99", "0.709", up(100), 14_200],
    ["10", "0.7", up(10), 7000],
    // Half a step goes up.
    ["1", "0.705", nearest(10), 710],
    // What costs something is never given away.
    ["0.01", "0.709", nearest(100), 100],
    ["0", "0.709", up(100), 0],
    // A float would make 1009 or 1011 of it.
    ["1.1", "0.919", nearest(1), 1011],
  ])("of %s at %s, rounded %o, is %i fils", (amount, rate, rounding, fils) => {
    expect(converted(amount, rate, rounding)).toBe(fils);
  });

  it.each([["-1"], ["ten"], ["1e3"], [""]])("of %j is not possible", (amount) => {
    expect(converted(amount, "0.709", nearest(10))).toBeUndefined();
  });

  it("is whole steps, less than one step from the exact amount, and never below it when rounded up", () => {
    const step = fc.constantFrom<(1 | 5 | 10 | 50 | 100)[]>(1, 5, 10, 50, 100);
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.integer({ min: 1, max: 9_999_999 }), step, (cents, micro, by) => {
        const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
        const rate = `${Math.floor(micro / 1e6)}.${String(micro % 1e6).padStart(6, "0")}`;
        // Fils times 10^5, exactly.
        const exact = BigInt(cents) * BigInt(micro);
        const scale = 100_000n;
        const upwards = BigInt(converted(amount, rate, up(by)) ?? -1) * scale;
        const near = BigInt(converted(amount, rate, nearest(by)) ?? -1) * scale;
        const whole = BigInt(by) * scale;
        expect([upwards % whole, near % whole]).toEqual([0n, 0n]);
        expect(upwards >= exact && upwards - exact < whole).toBe(true);
        const distance = near > exact ? near - exact : exact - near;
        expect(distance * 2n <= whole || near === whole).toBe(true);
      }),
    );
  });
});
