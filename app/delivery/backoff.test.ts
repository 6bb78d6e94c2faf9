import { describe, expect, it } from "vitest";

import { backoffMs } from "./backoff";

const never = () => 0;
const always = () => 0.999_999;

describe("the rest after trouble", () => {
  it("doubles from one second to a quarter of an hour", () => {
    expect([1, 2, 3, 10, 11, 40].map((failures) => backoffMs(failures, undefined, never))).toEqual([
      1_000, 2_000, 4_000, 512_000, 900_000, 900_000,
    ]);
  });

  it("is up to a half shorter by chance", () => {
    expect(backoffMs(4, undefined, always)).toBe(4_000);
  });

  it("is what the channel asks for where that is longer, an hour at most", () => {
    expect(backoffMs(1, 30_000, never)).toBe(30_000);
    expect(backoffMs(10, 30_000, never)).toBe(512_000);
    expect(backoffMs(1, 86_400_000, never)).toBe(3_600_000);
  });
});
