import { digestOf } from "../../store/shop";
import type { Shop } from "../../store/shop";
import type { Fields } from "../context";

const names = new Intl.DisplayNames(["en"], { type: "language" });

export const shopFields = {
  Shop: {
    name: (shop) => shop.settings.name,
    email: (shop) => `owner@${shop.settings.domain}`,
    contactEmail: (shop) => `owner@${shop.settings.domain}`,
    shopOwnerName: () => "Sample Owner",
    myshopifyDomain: (shop) => shop.settings.domain,
    url: (shop) => `https://${shop.settings.domain}`,
    primaryDomain: (shop) => ({
      id: shop.id.replace("/Shop/", "/Domain/"),
      host: shop.settings.domain,
      url: `https://${shop.settings.domain}`,
      sslEnabled: true,
    }),
    currencyCode: (shop) => shop.settings.currencyCode,
    enabledPresentmentCurrencies: (shop) => [shop.settings.currencyCode],
    ianaTimezone: (shop) => shop.settings.ianaTimezone,
    taxesIncluded: (shop) => shop.settings.taxesIncluded,
    plan: () => ({ displayName: "Basic", publicDisplayName: "Basic", partnerDevelopment: false, shopifyPlus: false }),
    updatedAt: (shop) => shop.createdAt,
  } satisfies Fields<Shop>,
  ShopLocale: {
    name: (locale) => names.of(locale.locale) ?? locale.locale,
  } satisfies Fields<{ locale: string }>,
  TaxonomyCategory: {
    id: (category) => `gid://shopify/TaxonomyCategory/${digestOf(category.fullName).slice(0, 8)}`,
    name: (category) => category.fullName.split(" > ").at(-1),
    level: (category) => category.fullName.split(" > ").length,
    isRoot: (category) => !category.fullName.includes(" > "),
    isLeaf: () => true,
    isArchived: () => false,
  } satisfies Fields<{ fullName: string }>,
  Collection: {} satisfies Fields<object>,
  Publication: {} satisfies Fields<object>,
};
