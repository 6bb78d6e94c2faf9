import { gidNumber } from "../../gid";
import { amount } from "../../money";
import type { VariantRecord } from "../../store/records";
import { type PageArgs, connect } from "../connection";
import type { Context, Fields } from "../context";
import { imageFields, mediaOf } from "./media";
import { moneyV2 } from "./money";
import { ownedMetafields } from "./owned-metafields";

/** What can be sold of a variant: the sum over active locations. */
export function availableOf(variant: VariantRecord): number {
  return variant.item.levels.reduce((sum, level) => sum + (level.location.isActive ? level.available : 0), 0);
}

/** "Red / L", or "Default Title". */
export function variantTitle(variant: VariantRecord): string {
  return variant.values.join(" / ");
}

const variant: Fields<VariantRecord> = {
  ...ownedMetafields,
  legacyResourceId: ({ id }) => String(gidNumber(id)),
  title: variantTitle,
  displayName: (one) => `${one.product.title} - ${variantTitle(one)}`,
  position: (one) => one.product.variants.indexOf(one) + 1,
  selectedOptions: (one) =>
    one.product.options.map((option, index) => ({
      name: option.name,
      value: one.values[index] ?? "",
      optionValue: option.optionValues.find((value) => value.name === one.values[index]) ?? null,
    })),
  inventoryItem: (one) => one.item,
  inventoryQuantity: availableOf,
  sellableOnlineQuantity: availableOf,
  availableForSale: (one) => !one.item.tracked || one.inventoryPolicy === "CONTINUE" || availableOf(one) > 0,
  media: (one, args: PageArgs, context) => connect(one.image ? [mediaOf(one.image)] : [], args, context),
  contextualPricing: (one, { context: where }: { context: { country?: string | null } }, context) =>
    contextualPricing(one, where.country ?? undefined, context),
  translations: () => [],
};

function contextualPricing(one: VariantRecord, country: string | undefined, { shop }: Context) {
  const other = country ? one.contextualPrices?.[country] : undefined;
  const currency = other?.currency ?? shop.settings.currencyCode;
  return {
    price: moneyV2(amount(other?.amount ?? one.price), currency),
    compareAtPrice: !other && one.compareAtPrice ? moneyV2(amount(one.compareAtPrice), currency) : null,
    unitPrice: null,
  };
}

export const variantFields = { ProductVariant: variant, Image: imageFields };
