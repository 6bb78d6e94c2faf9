import type { Database } from "../../platform/db";

export interface LocationView {
  id: string;
  name: string;
  active: boolean;
}

/** The shop's locations as last read from Shopify, by name. */
export async function listLocations(db: Database, shop: string): Promise<LocationView[]> {
  const rows = await db.location.findMany({ where: { shop }, orderBy: { name: "asc" } });
  return rows.map(({ locationId, name, active }) => ({ id: locationId, name, active }));
}
