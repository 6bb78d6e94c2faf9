/** "gid://shopify/Product/7" */
export const gid = (type: string, id: number | string): string => `gid://shopify/${type}/${id}`;

/** The type named in a gid, undefined when it is none. */
export function gidType(id: string): string | undefined {
  return /^gid:\/\/shopify\/([A-Za-z]+)\/[^/]+$/.exec(id)?.[1];
}

/** The number in a gid, without what may follow ("?inventory_item_id=..."). @throws when there is none. */
export function gidNumber(id: string): number {
  const match = /\/(\d+)(?:\?.*)?$/.exec(id);
  if (!match) throw new Error(`no number in ${id}`);
  return Number(match[1]);
}
