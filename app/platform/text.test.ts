import { expect, it } from "vitest";

import { cutText, typedNumber, westernDigits } from "./text";

it("is cut between characters, never within one", () => {
  expect(cutText("abc", 3)).toBe("abc");
  expect(cutText("abcd", 3)).toBe("abc");
  expect(cutText("ab😀", 3)).toBe("ab");
  expect(cutText("a😀b", 3)).toBe("a😀");
});

it("has the digits of any keyboard as 0 to 9, and all else as it is", () => {
  expect(westernDigits("٠١٩ ۰۱۹ 019 \u200f١٫٥")).toBe("019 019 019 \u200f1٫5");
});

it.each([
  ["٠٫٧٠٩", "0.709"],
  ["١٬٢٣٤٫٥", "1234.5"],
  ["\u200f0.709\u200e", "0.709"],
  ["\u2066+962 7\u2069 ", "+962 7"],
])("is a number as it was typed: %j", (text, number) => expect(typedNumber(text)).toBe(number));
