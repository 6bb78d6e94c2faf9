import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { scopesOf } from "../../test/world/shopify/admin/access";
import { scopesFromToml, subscriptionsFromToml } from "../../test/world/shopify/webhooks/subscriptions";
import { COMPLIANCE_TOPICS, checkTopics, topicRefusal } from "../../test/world/shopify/webhooks/topic-scopes";

const toml = readFileSync("shopify.app.toml", "utf8");
const scopes = scopesOf(scopesFromToml(toml));
const subscriptions = subscriptionsFromToml(toml);
const topics = subscriptions.flatMap((subscription) => subscription.topics);

describe("shopify.app.toml", () => {
  it.each(topics)("may subscribe to %s", (topic) => {
    expect(topicRefusal(topic, scopes)).toBeUndefined();
  });

  it("could not without the scope, as Shopify sees it", () => {
    const fewer = new Set([...scopes].filter((scope) => scope !== "read_fulfillments"));
    expect(() => checkTopics(subscriptions, fewer)).toThrow("fulfillments/create requires one of read_fulfillments");
  });

  it("subscribes to what every app has to answer", () => {
    expect(topics).toEqual(expect.arrayContaining([...COMPLIANCE_TOPICS, "app/uninstalled"]));
  });

  it("asks for the scopes that the example of an environment names", () => {
    expect(/^SCOPES=(.*)$/m.exec(readFileSync(".env.example", "utf8"))?.[1]).toBe(scopesFromToml(toml));
  });
});
