import type { GraphQLEnumType } from "graphql";

import { adminSchema } from "../admin/schema";
import type { Subscription } from "./subscriptions";

/** These are every app's, whatever it may read, and have no name in the Admin schema. */
export const COMPLIANCE_TOPICS = ["customers/data_request", "customers/redact", "shop/redact"];

/** Why Shopify refuses a version of an app that subscribes to a topic ("orders/updated") it may not hear; undefined: it may. */
export function topicRefusal(topic: string, scopes: ReadonlySet<string>): string | undefined {
  if (COMPLIANCE_TOPICS.includes(topic)) return undefined;
  const topics = adminSchema().getType("WebhookSubscriptionTopic") as GraphQLEnumType;
  const described = topics.getValue(topic.toUpperCase().replace("/", "_"))?.description;
  if (described === undefined || described === null) return `there is no topic ${topic}`;
  // The schema says it in words: "Requires at least one of the following scopes: read_orders, ...".
  const needed = /Requires .*/s.exec(described)?.[0].match(/\b(read|write)_[a-z_]+/g) ?? [];
  const has = (scope: string) => scopes.has(scope) || scopes.has(scope.replace(/^read_/, "write_"));
  return needed.length === 0 || needed.some(has) ? undefined : `${topic} requires one of ${needed.join(", ")}`;
}

/** @throws Error for the first topic that is refused, as Shopify refuses the whole version. */
export function checkTopics(subscriptions: readonly Subscription[], scopes: ReadonlySet<string>): void {
  for (const topic of subscriptions.flatMap(({ topics }) => topics)) {
    const refusal = topicRefusal(topic, scopes);
    if (refusal !== undefined) throw new Error(`version could not be created: ${refusal}`);
  }
}
