import { GraphQLError } from "graphql";

import type { Shop } from "../store/shop";
import type { FeedbackRecord } from "../store/records";

export type FeedbackInput = Omit<FeedbackRecord, "channel">;

interface Refusal {
  field: string[];
  code: string;
  message: string;
}

/**
 * bulkProductResourceFeedbackCreate as its page describes it. Whether the rest is taken when one is refused is not
 * documented: here it is not, which is the harder case.
 */
export function tellFeedback(shop: Shop, inputs: readonly FeedbackInput[]) {
  if (!shop.salesChannel) {
    throw new GraphQLError("Access denied for bulkProductResourceFeedbackCreate field.", {
      extensions: { code: "ACCESS_DENIED", documentation: "https://shopify.dev/api/usage/access-scopes" },
    });
  }
  const userErrors = inputs.length > 50 ? [tooMany()] : inputs.flatMap((input, at) => refusalOf(shop, input, at) ?? []);
  if (userErrors.length > 0) return { feedback: [], userErrors };
  const feedback = inputs.map((input) => ({ ...input, messages: input.messages ?? [], channel: null }));
  for (const one of feedback) shop.feedback.set(one.productId, one);
  return { feedback, userErrors };
}

function tooMany(): Refusal {
  return { field: ["feedbackInput"], code: "MAXIMUM_FEEDBACK_LIMIT_EXCEEDED", message: "At most 50 feedback objects" };
}

function refusalOf(shop: Shop, input: FeedbackInput, at: number): Refusal | undefined {
  const place = (name: string) => ["feedbackInput", String(at), name];
  if (!shop.products.get(input.productId)) {
    return { field: place("productId"), code: "PRODUCT_NOT_FOUND", message: "The product wasn't found" };
  }
  const known = shop.feedback.get(input.productId);
  if (known && Date.parse(known.feedbackGeneratedAt) > Date.parse(input.feedbackGeneratedAt)) {
    return { field: place("feedbackGeneratedAt"), code: "OUTDATED_FEEDBACK", message: "Later feedback was accepted" };
  }
  const messages = input.messages ?? [];
  if (messages.length > 10 || messages.some((message) => message.length > 100)) {
    return { field: place("messages"), code: "LESS_THAN_OR_EQUAL_TO", message: "Ten messages of 100 characters" };
  }
  if (input.state === "REQUIRES_ACTION" && messages.length === 0) {
    return { field: place("messages"), code: "BLANK", message: "A message is needed" };
  }
  return undefined;
}
