import { gidNumber } from "../../gid";
import type { LocationRecord } from "../../store/records";
import type { Shop } from "../../store/shop";
import { localTimestamp } from "../../time";

/** locations/create, update, activate, deactivate. */
export function locationPayload(shop: Shop, location: LocationRecord): object {
  const at = (utc: string): string => localTimestamp(utc, shop.settings.ianaTimezone);
  return {
    id: gidNumber(location.id),
    admin_graphql_api_id: location.id,
    name: location.name,
    active: location.isActive,
    address1: "Rainbow Street 1",
    address2: "",
    city: "Amman",
    zip: "11118",
    province: "Amman",
    province_code: "AM",
    country: "JO",
    country_code: "JO",
    country_name: "Jordan",
    phone: "+96265550100",
    legacy: false,
    created_at: at(location.createdAt),
    updated_at: at(location.updatedAt),
  };
}
