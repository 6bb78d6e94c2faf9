import { expect, it } from "vitest";

import { type FeedbackReason, type FeedbackWords, feedbackMessages } from "./feedback-message";

const reason = (code: string, params: FeedbackReason["params"] = {}): FeedbackReason => ({
  channel: "hkj",
  code,
  params,
});
const say =
  (title: string, fix = "Mend it."): FeedbackWords =>
  () => ({ title, fix });
const of = (words: FeedbackWords, ...reasons: FeedbackReason[]) => feedbackMessages(reasons, words, "en");

it("says what is wrong and how to mend it", () => {
  expect(of(say("There is no price"), reason("a"))).toEqual(["There is no price. Mend it."]);
});

it("leaves the remedy out where both are too long", () => {
  expect(of(say("There is no price", "x".repeat(90)), reason("a"))).toEqual(["There is no price."]);
});

it("brings the channel's own words", () => {
  expect(of(say("HKJ refused the item"), reason("a", { message: "title_ar is too long" }))).toEqual([
    "HKJ refused the item: title_ar is too long.",
  ]);
});

it("is never longer than a hundred letters, Arabic and emoji included", () => {
  for (const text of ["ص".repeat(300), "🧼".repeat(300), "word ".repeat(60), "x".repeat(100), "x".repeat(99)]) {
    const [message = ""] = of(say(text), reason("a", { message: text }));
    expect([...message].length).toBeLessThanOrEqual(100);
    expect(message).toMatch(/\.$/);
  }
});

it("says each thing once, and at most ten", () => {
  const words: FeedbackWords = (_, { code }) => ({ title: code, fix: "Mend it." });
  const many = Array.from({ length: 30 }, (_, at) => reason(`c${at % 15}`));
  const messages = of(words, ...many);
  expect(messages).toHaveLength(10);
  expect(new Set(messages).size).toBe(10);
});
