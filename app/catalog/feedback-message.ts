/** What is wrong with an item on one channel: a failure's code with the values its sentences need. */
export interface FeedbackReason {
  channel: string;
  code: string;
  params: Record<string, string | number>;
}

/** The sentences of a reason in the merchant's language: i18n, which this room does not reach. */
export type FeedbackWords = (locale: string, reason: FeedbackReason) => { title: string; fix: string };

/** ProductResourceFeedbackInput.messages, Admin API 2026-10. */
const MOST_MESSAGES = 10;
const LONGEST = 100;

/**
 * What the product page says of a product: each thing once, however many variants it concerns. A message is what is
 * wrong and how to mend it where both fit, the first alone where not, and the channel's own words where it has some.
 */
export function feedbackMessages(reasons: readonly FeedbackReason[], words: FeedbackWords, locale: string): string[] {
  const messages = reasons.map((reason) => {
    const { title, fix } = words(locale, reason);
    const said = reason.params["message"];
    if (typeof said === "string" && said !== "") return fitted(`${title}: ${said}`);
    const both = `${title}. ${fix}`;
    return lengthOf(both) <= LONGEST ? both : fitted(title);
  });
  return [...new Set(messages)].slice(0, MOST_MESSAGES);
}

function fitted(text: string): string {
  const whole = /[.!?؟]$/.test(text) ? text : `${text}.`;
  if (lengthOf(whole) <= LONGEST) return whole;
  return `${[...whole]
    .slice(0, LONGEST - 3)
    .join("")
    .trimEnd()}...`;
}

/** In letters, as a limit on text is counted; an emoji is one. */
function lengthOf(text: string): number {
  return [...text].length;
}
