import { describe, expect, it } from "vitest";

import { createSealer, equalInConstantTime } from "./crypto";

const oldKey = { id: "k1", key: Buffer.alloc(32, 1) };
const newKey = { id: "k2", key: Buffer.alloc(32, 2) };

describe("a sealer", () => {
  const sealer = createSealer([newKey, oldKey]);

  it("opens what it sealed, and what an older key sealed", () => {
    expect(sealer.open(sealer.seal("سرّ", "row 1"), "row 1")).toBe("سرّ");
    const old = createSealer([oldKey]).seal("secret", "row 1");
    expect(sealer.open(old, "row 1")).toBe("secret");
    expect(sealer.isOutdated(old)).toBe(true);
    expect(sealer.isOutdated(sealer.seal("x", "y"))).toBe(false);
  });

  it("never seals the same text the same way twice", () => {
    expect(sealer.seal("a", "c")).not.toBe(sealer.seal("a", "c"));
  });

  it.each([
    ["moved to another row", (sealed: string) => [sealed, "row 2"] as const],
    [
      "changed in one character",
      (sealed: string) => [sealed.slice(0, -2) + (sealed.endsWith("AA") ? "BB" : "AA"), "row 1"] as const,
    ],
    ["cut short", (sealed: string) => [sealed.split(".").slice(0, 2).join("."), "row 1"] as const],
    [
      "with a shortened tag",
      (sealed: string) => {
        const [id, iv, tag = "", text] = sealed.split(".");
        return [[id, iv, tag.slice(0, 6), text].join("."), "row 1"] as const;
      },
    ],
    ["sealed by an unknown key", (sealed: string) => [sealed.replace("k2.", "k9."), "row 1"] as const],
  ])("does not open a value %s", (_case, spoil) => {
    const [sealed, context] = spoil(sealer.seal("secret", "row 1"));
    expect(() => sealer.open(sealed, context)).toThrow(/cannot be opened/);
  });
});

describe("comparing in constant time", () => {
  it("takes values of any length", () => {
    expect(equalInConstantTime(Buffer.from("a"), Buffer.from("a"))).toBe(true);
    expect(equalInConstantTime(Buffer.from("a"), Buffer.from("ab"))).toBe(false);
    expect(equalInConstantTime(Buffer.alloc(0), Buffer.from("a"))).toBe(false);
  });
});
