import type { ProductRecord } from "../../store/records";
import { gidNumber } from "../../gid";
import { amount } from "../../money";
import { type PageArgs, connect } from "../connection";
import type { Context, Fields } from "../context";
import { mediaOf } from "./media";
import { moneyV2 } from "./money";
import { ownedMetafields } from "./owned-metafields";
import { publicationFields } from "./publications";
import { translationsOf } from "./translations";
import { availableOf } from "./variant";

const product: Fields<ProductRecord> = {
  ...publicationFields,
  ...ownedMetafields,
  legacyResourceId: ({ id }) => String(gidNumber(id)),
  description: (one, { truncateAt }: { truncateAt?: number | null }) =>
    one.descriptionHtml.replace(/<[^>]*>/g, "").slice(0, truncateAt ?? undefined),
  bodyHtml: (one) => one.descriptionHtml,
  category: (one) => (one.category ? { fullName: one.category } : null),
  collections: (one, args: PageArgs, context) => connect(one.collections, args, context),
  inCollection: (one, { id }: { id: string }) => one.collections.some((collection) => collection.id === id),
  options: (one, { first }: { first?: number | null }) => one.options.slice(0, first ?? undefined),
  variants: (one, args: PageArgs, context) => connect(one.variants, args, context),
  variantsCount: (one) => ({ count: one.variants.length, precision: "EXACT" }),
  totalVariants: (one) => one.variants.length,
  hasOnlyDefaultVariant: (one) => one.variants.length === 1 && one.variants[0]?.values[0] === "Default Title",
  hasOutOfStockVariants: (one) => one.variants.some((variant) => availableOf(variant) <= 0),
  tracksInventory: (one) => one.variants.some((variant) => variant.item.tracked),
  totalInventory: (one) => one.variants.reduce((sum, variant) => sum + availableOf(variant), 0),
  isGiftCard: () => false,
  featuredMedia: (one) => (one.images[0] ? mediaOf(one.images[0]) : null),
  featuredImage: (one) => one.images[0] ?? null,
  media: (one, args: PageArgs, context) => connect(one.images.map(mediaOf), args, context),
  mediaCount: (one) => ({ count: one.images.length, precision: "EXACT" }),
  images: (one, args: PageArgs, context) => connect(one.images, args, context),
  translations: (one, { locale }: { locale: string }, context) => translationsOf(context, one.id, locale),
  priceRangeV2: (one, _: object, context) => priceRange(one, context),
};

function priceRange(one: ProductRecord, context: Context) {
  const prices = one.variants.map((variant) => amount(variant.price)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const currency = context.shop.settings.currencyCode;
  return {
    minVariantPrice: moneyV2(prices[0] ?? 0n, currency),
    maxVariantPrice: moneyV2(prices.at(-1) ?? 0n, currency),
  };
}

export const productFields = {
  Product: product,
  ProductOption: {
    values: (option) => option.optionValues.map((value) => value.name),
    translations: (option, { locale }: { locale: string }, context) => translationsOf(context, option.id, locale),
    linkedMetafield: () => null,
  } satisfies Fields<ProductRecord["options"][number]>,
  ProductOptionValue: {
    hasVariants: (value, _: object, context) =>
      context.shop.optionValues.get(value.id)?.product.variants.some((one) => one.values.includes(value.name)) ?? false,
    translations: (value, { locale }: { locale: string }, context) => translationsOf(context, value.id, locale),
    linkedMetafieldValue: () => null,
    swatch: () => null,
  } satisfies Fields<{ id: string; name: string }>,
};
