/** Shopify's global ids: "gid://shopify/Product/123". We store "123" and write the rest where the API needs it. */
export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

/** The decimal digits that end a gid; other parts ("?inventory_item_id=...") are dropped. */
export function idOf(globalId: string): string {
  const match = /^gid:\/\/shopify\/[A-Za-z]+\/(\d+)/.exec(globalId);
  if (!match?.[1]) throw new Error(`not a Shopify id: ${globalId.slice(0, 80)}`);
  return match[1];
}
