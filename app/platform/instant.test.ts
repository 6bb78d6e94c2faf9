import { expect, it } from "vitest";

import { instantOf } from "./instant";

it("is a time that can be meant, whatever its zone", () => {
  expect(instantOf("2026-11-21T12:00:00+03:00")).toEqual(new Date("2026-11-21T09:00:00Z"));
  for (const text of [null, undefined, "", "soon", "9999-12-31T23:59:59-14:00", "0000-01-01T00:00:00Z"]) {
    expect(instantOf(text)).toBeNull();
  }
});
