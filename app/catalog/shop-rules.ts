import type { Statements } from "../platform/db";

/** Facts of the shop that mapping needs, as last read (catalog/shop-facts.ts). */
export interface ShopRules {
  currency: string;
  primaryLocale: string;
  closedLocations: ReadonlySet<string>;
}

/** The shop's rules as stored; of a shop that was not read yet no currency, and English. */
export async function shopRules(tx: Statements, shop: string): Promise<ShopRules> {
  const [row] = await tx.$queryRaw<{ currency: string; primaryLocale: string; closed: string[] }[]>`
    select s."currency", s."primaryLocale", array(
      select l."locationId" from "Location" l where l."shop" = s."domain" and not l."active") as "closed"
    from "Shop" s where s."domain" = ${shop}`;
  return {
    currency: row?.currency ?? "",
    primaryLocale: row?.primaryLocale ?? "en",
    closedLocations: new Set(row?.closed),
  };
}
