import { readFileSync } from "node:fs";

import type { GraphQLEnumType } from "graphql";
import { describe, expect, it } from "vitest";

import { scopesOf } from "../../test/world/shopify/admin/access";
import { adminSchema } from "../../test/world/shopify/admin/schema";
import { scopesFromToml, subscriptionsFromToml } from "../../test/world/shopify/webhooks/subscriptions";

const toml = readFileSync("shopify.app.toml", "utf8");
const scopes = scopesOf(scopesFromToml(toml));
const topics = subscriptionsFromToml(toml).flatMap((subscription) => subscription.topics);
/** These are every app's, whatever it may read, and have no name in the Admin schema. */
const COMPLIANCE = ["customers/data_request", "customers/redact", "shop/redact"];

/** The scopes of which a topic needs one, as the schema describes it; none: every app may hear of it. */
function scopesFor(topic: string): string[] {
  const names = adminSchema().getType("WebhookSubscriptionTopic") as GraphQLEnumType;
  const value = names.getValue(topic.toUpperCase().replace("/", "_"));
  if (!value) throw new Error(`Shopify knows no topic ${topic}`);
  const needed = /Requires .*/s.exec(value.description ?? "")?.[0] ?? "";
  return needed.match(/\b(read|write)_[a-z_]+/g) ?? [];
}

describe("shopify.app.toml", () => {
  it.each(topics.filter((topic) => !COMPLIANCE.includes(topic)))("may subscribe to %s", (topic) => {
    const needed = scopesFor(topic);
    const allowed = needed.filter((scope) => scopes.has(scope) || scopes.has(scope.replace(/^read_/, "write_")));
    // Shopify refuses the whole version of an app over one topic it may not hear.
    expect(needed.length === 0 || allowed.length > 0, `one of ${needed.join(", ")}`).toBe(true);
  });

  it("subscribes to what every app has to answer", () => {
    expect(topics).toEqual(expect.arrayContaining([...COMPLIANCE, "app/uninstalled"]));
  });

  it("asks for the scopes that the example of an environment names", () => {
    expect(/^SCOPES=(.*)$/m.exec(readFileSync(".env.example", "utf8"))?.[1]).toBe(scopesFromToml(toml));
  });
});
