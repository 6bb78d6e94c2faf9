/** What the app asked to be told, as in shopify.app.toml. */
export interface Subscription {
  topics: readonly string[];
  /** Only these fields of the payload; all when absent. */
  includeFields?: readonly string[];
}

/** Everything the stand-in can tell, whole: for who does not say what was subscribed to. */
export const ALL_TOPICS: readonly Subscription[] = [
  {
    topics: [
      "app/uninstalled",
      "collections/delete",
      "collections/update",
      "customers/data_request",
      "customers/redact",
      "fulfillments/create",
      "fulfillments/update",
      "inventory_levels/connect",
      "inventory_levels/disconnect",
      "inventory_levels/update",
      "locales/create",
      "locales/destroy",
      "locales/update",
      "locations/activate",
      "locations/create",
      "locations/deactivate",
      "locations/update",
      "orders/cancelled",
      "orders/create",
      "orders/delete",
      "orders/fulfilled",
      "orders/paid",
      "orders/partially_fulfilled",
      "orders/updated",
      "products/create",
      "products/delete",
      "products/update",
      "refunds/create",
      "shop/redact",
      "shop/update",
    ],
  },
];

/** The subscriptions of a shopify.app.toml: each [[webhooks.subscriptions]] with its topics and include_fields. */
export function subscriptionsFromToml(toml: string): Subscription[] {
  return toml
    .split(/^\s*\[\[webhooks\.subscriptions\]\]\s*$/m)
    .slice(1)
    .map((block) => block.split(/^\s*\[/m)[0] ?? "")
    .map((block) => {
      const topics = [...list(block, "topics"), ...list(block, "compliance_topics")];
      const includeFields = list(block, "include_fields");
      return includeFields.length ? { topics, includeFields } : { topics };
    });
}

/** The access scopes of a shopify.app.toml. */
export function scopesFromToml(toml: string): string {
  return /^\s*scopes\s*=\s*"([^"]*)"/m.exec(toml)?.[1] ?? "";
}

function list(block: string, key: string): string[] {
  const inside = new RegExp(`^\\s*${key}\\s*=\\s*\\[([^\\]]*)\\]`, "m").exec(block)?.[1] ?? "";
  return [...inside.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? "");
}

/** The part of a payload that include_fields lets through; a dotted path reaches into objects and lists. */
export function included(payload: object, fields: readonly string[] | undefined): object {
  if (!fields) return payload;
  const tree = new Map<string, string[]>();
  for (const field of fields) {
    const [head = "", ...rest] = field.split(".");
    tree.set(head, [...(tree.get(head) ?? []), ...(rest.length ? [rest.join(".")] : [])]);
  }
  const entries = Object.entries(payload).filter(([key]) => tree.has(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, within(value, tree.get(key) ?? [])]));
}

function within(value: unknown, fields: readonly string[]): unknown {
  if (fields.length === 0 || typeof value !== "object" || value === null) return value;
  return Array.isArray(value) ? value.map((one) => within(one, fields)) : included(value, fields);
}
