import { gidNumber } from "../../gid";
import type { CollectionRecord } from "../../store/records";
import type { Shop } from "../../store/shop";
import { localTimestamp } from "../../time";

/** collections/update and collections/delete. */
export function collectionPayload(shop: Shop, one: CollectionRecord, verb: "update" | "delete"): object {
  const id = gidNumber(one.id);
  if (verb === "delete") return { id, published_scope: "global", admin_graphql_api_id: one.id };
  const at = localTimestamp(one.updatedAt, shop.settings.ianaTimezone);
  return {
    id,
    handle: one.handle,
    title: one.title,
    updated_at: at,
    body_html: "",
    published_at: at,
    sort_order: "manual",
    template_suffix: null,
    published_scope: "global",
    admin_graphql_api_id: one.id,
  };
}
