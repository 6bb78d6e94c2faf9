import type { OptionRecord, OptionValueRecord, ProductRecord, TranslationRecord } from "../../store/records";
import { type Shop, digestOf } from "../../store/shop";
import { type PageArgs, connect } from "../connection";
import type { Context, Fields } from "../context";

interface Resource {
  id: string;
  record: ProductRecord | OptionRecord | OptionValueRecord;
}

/** Translations of one resource. Outdated ones are still answered, marked so, as Shopify does. */
export function translationsOf({ shop }: Context, resourceId: string, locale: string): object[] {
  const known = shop.translations.get(resourceId);
  if (!known) return [];
  const content = contentOf(shop, resourceId);
  return known.filter((one) => one.locale === locale).map((one) => withState(one, content));
}

function withState(translation: TranslationRecord, content: readonly { key: string; digest: string }[]) {
  const current = content.find(({ key }) => key === translation.key);
  return { ...translation, outdated: current?.digest !== translation.digest, market: null };
}

/** What can be translated on a resource: the texts that are there, and the product type even when it is empty. */
export function contentOf(
  shop: Shop,
  resourceId: string,
): { key: string; value: string; digest: string; type: string }[] {
  const record = shop.find(resourceId);
  if (!record) return [];
  const texts =
    "descriptionHtml" in record
      ? productTexts(record as ProductRecord)
      : [["name", (record as OptionRecord).name, "SINGLE_LINE_TEXT_FIELD"] as const];
  return texts
    .filter(([key, value]) => value || key === "product_type")
    .map(([key, value, type]) => ({ key, value, digest: digestOf(value), type, locale: shop.settings.primaryLocale }));
}

function productTexts(product: ProductRecord) {
  return [
    ["title", product.title, "SINGLE_LINE_TEXT_FIELD"],
    ["body_html", product.descriptionHtml, "HTML"],
    ["handle", product.handle, "URI"],
    ["product_type", product.productType, "SINGLE_LINE_TEXT_FIELD"],
    ["meta_title", product.seo.title ?? "", "MULTI_LINE_TEXT_FIELD"],
    ["meta_description", product.seo.description ?? "", "MULTI_LINE_TEXT_FIELD"],
  ] as const;
}

/** A resource that can be translated, undefined for an id that names none. */
export function translatable(shop: Shop, id: string): Resource | undefined {
  if (!/\/(Product|ProductOption|ProductOptionValue)\/\d+$/.test(id)) return undefined;
  const record = shop.find(id);
  return record ? { id, record: record as Resource["record"] } : undefined;
}

export const translationFields = {
  TranslatableResource: {
    resourceId: (resource) => resource.id,
    translatableContent: (resource, _: object, { shop }) => contentOf(shop, resource.id),
    translations: (resource, { locale, outdated }: { locale: string; outdated?: boolean | null }, context) =>
      translationsOf(context, resource.id, locale).filter(
        (one) => outdated === null || outdated === undefined || (one as { outdated: boolean }).outdated === outdated,
      ),
    nestedTranslatableResources: (resource, args: PageArgs & { resourceType?: string | null }, context) =>
      connect(nested(resource, args.resourceType ?? undefined), args, context),
  } satisfies Fields<Resource>,
};

function nested({ record }: Resource, type: string | undefined): Resource[] {
  if (!("options" in record)) return "optionValues" in record ? only(record.optionValues, "VALUE", type) : [];
  return [
    ...only(record.options, "OPTION", type),
    ...only(type ? record.options.flatMap((option) => option.optionValues) : [], "VALUE", type),
  ];
}

function only(records: readonly (OptionRecord | OptionValueRecord)[], kind: string, type: string | undefined) {
  const wanted = { OPTION: "PRODUCT_OPTION", VALUE: "PRODUCT_OPTION_VALUE" }[kind];
  return type && type !== wanted ? [] : records.map((record) => ({ id: record.id, record }));
}
