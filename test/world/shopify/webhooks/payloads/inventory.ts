import { gidNumber } from "../../gid";
import type { LevelRecord } from "../../store/records";
import type { Shop } from "../../store/shop";
import { localTimestamp } from "../../time";

/** inventory_levels/update: the level as it is when this is put together. */
export function levelPayload(shop: Shop, level: LevelRecord): object {
  return {
    inventory_item_id: gidNumber(level.item.id),
    location_id: gidNumber(level.location.id),
    available: level.available,
    updated_at: localTimestamp(level.updatedAt, shop.settings.ianaTimezone),
    admin_graphql_api_id: level.id,
  };
}
