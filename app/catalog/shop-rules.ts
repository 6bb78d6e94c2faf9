import type { Transaction } from "../platform/db";

/** Facts of the shop that mapping needs, as last read (catalog/shop-facts.ts). */
export interface ShopRules {
  currency: string;
  primaryLocale: string;
  closedLocations: ReadonlySet<string>;
}

export async function shopRules(tx: Transaction, shop: string): Promise<ShopRules> {
  const row = await tx.shop.findUnique({
    where: { domain: shop },
    select: { currency: true, primaryLocale: true },
  });
  const closed = await tx.location.findMany({ where: { shop, active: false }, select: { locationId: true } });
  return {
    currency: row?.currency ?? "",
    primaryLocale: row?.primaryLocale ?? "en",
    closedLocations: new Set(closed.map(({ locationId }) => locationId)),
  };
}
