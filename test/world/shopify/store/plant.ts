import type { ShopSeed } from "../seed";
import { plantProduct } from "./plant-product";
import { Shop } from "./shop";

/** A shop as its seed says. */
export function plantShop(seed: ShopSeed, appName: string, clock: { now(): Date }): Shop {
  const primary = seed.primaryLocale ?? "en";
  const others = seed.otherLocales ?? ["ar"];
  const shop = new Shop(
    {
      domain: seed.domain,
      name: seed.name ?? seed.domain.replace(/\.myshopify\.com$/, ""),
      currencyCode: seed.currency ?? "JOD",
      ianaTimezone: seed.ianaTimezone ?? "Asia/Amman",
      taxesIncluded: seed.taxesIncluded ?? true,
      primaryLocale: primary,
      locales: [primary, ...others].map((locale) => ({ locale, primary: locale === primary, published: true })),
    },
    clock,
  );
  shop.publications.push(
    { id: shop.newId("Publication"), name: "Online Store", own: false },
    { id: shop.newId("Publication"), name: appName, own: true },
  );
  for (const { name, active = true, fulfillsOnlineOrders = true } of seed.locations ?? [{ name: "Shop location" }]) {
    const at = shop.now();
    const id = shop.newId("Location");
    shop.locations.push({ id, name, isActive: active, fulfillsOnlineOrders, createdAt: at, updatedAt: at });
  }
  for (const product of seed.products ?? []) plantProduct(shop, product);
  return shop;
}
