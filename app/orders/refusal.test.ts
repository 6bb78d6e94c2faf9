import { describe, expect, it } from "vitest";

import { readRefusal, withoutPersonalData } from "./refusal";

describe("a refused order", () => {
  it.each([
    [
      "no stock, in the other words Shopify has for it",
      { field: ["order", "lineItems"], message: "Line items Unable to reserve inventory", code: "INVALID" },
      "order.out_of_stock",
    ],
    [
      "no stock",
      { field: ["order", "lineItems"], message: "Unable to reserve", code: "INVENTORY_CLAIM_FAILED" },
      "order.out_of_stock",
    ],
    ["a dormant shop", { field: null, message: "Shop is dormant", code: "SHOP_DORMANT" }, "order.shop_dormant"],
    [
      "anything else",
      { field: ["order", "lineItems"], message: "Line items must have at least one line item", code: "INVALID" },
      "order.refused",
    ],
  ] as const)("is held for %s", (_, error, code) => {
    expect(readRefusal([error])).toMatchObject({ kind: "hold", code });
  });

  it.each([
    { field: ["order", "lineItems"], message: "Line items Name can't be blank", code: "INVALID" },
    { field: ["order", "lineItems", "0", "variantId"], message: "Not found", code: "INVALID" },
  ] as const)("names a variant that is gone, whatever Shopify says first: $message", (error) => {
    const general = { field: ["order"], message: "Order Line items is invalid", code: "INVALID" } as const;
    expect(readRefusal([general, error])).toMatchObject({ kind: "gone" });
  });

  it("exists already when its unique metafield is taken", () => {
    const field = ["order", "metafields", "0", "value"];
    const message =
      "Value is already assigned to another metafield. Choose a different value to ensure it remains unique.";
    expect(readRefusal([{ field, message, code: "INVALID" }])).toEqual({ kind: "exists" });
  });

  it("only has to wait when the shop takes five a minute", () => {
    for (const message of ["Too many attempts. Please try again later.", "Exceeded order API rate limit"]) {
      expect(readRefusal([{ field: null, message, code: null }])).toEqual({ kind: "busy" });
    }
  });

  it("may have met a customer made at the same moment", () => {
    const field = ["order", "customer", "toUpsert", "phone"];
    expect(readRefusal([{ field, message: "Phone has already been taken", code: "INVALID" }])).toMatchObject({
      kind: "customer",
      code: "order.customer_refused",
    });
  });

  it("is told without numbers and addresses of persons", () => {
    expect(withoutPersonalData("Phone +962 79 000 0000 of lina@example.com is invalid")).toBe(
      "Phone … of … is invalid",
    );
    expect(withoutPersonalData("'status' must be one of: a, b.")).toBe("'status' must be one of: a, b");
  });
});
