import { sku as skuSchema } from "../canonical/ids";
import { type CanonicalProduct, canonicalProduct } from "../canonical/product";
import type { ConnectionSettings } from "../connections/settings";
import { bilingual, optionText, withCopies } from "./languages";
import { plainTextOnce } from "./plain-text";
import { priceOf } from "./pricing";
import type { Language, ProductFacts, VariantFacts } from "./product-facts";

export interface MappingRules {
  /** The shop's currency, as Shopify writes it: "JOD". */
  currency: string;
  primaryLocale: string;
  settings: Pick<ConnectionSettings, "missingTranslation" | "missingSku" | "exchange" | "priceRounding">;
}

export type Mapped =
  | { ok: true; product: CanonicalProduct }
  /** Held back: the merchant has to mend something. The code's sentence is in i18n. */
  | { ok: false; code: string; params: Record<string, string | number> };

/**
 * One Shopify variant as the one thing the channel sells, complete, or why it is held back. Pure.
 * @param stockQty what `sellableQuantity` makes of the levels.
 */
export function mapVariant(
  product: ProductFacts,
  variant: VariantFacts,
  stockQty: number,
  rules: MappingRules,
): Mapped {
  const priced = priceOf(variant, rules);
  if (!priced.ok && priced.code === "catalog.currency_unsupported") return priced;
  const sku = skuOf(variant, rules);
  if (!sku.ok) return sku;
  if (!priced.ok) return priced;
  const titles = titlesOf(product, variant, rules);
  if (!titles.ok) return titles;

  const own = (text: string, key: string) => bilingual(text, key, product.translations, rules.primaryLocale);
  const html = withWanted(own(product.descriptionHtml, "body_html"), product.descriptionHtml, rules);
  const categories = categoryPaths(product, rules);
  const result = canonicalProduct.safeParse({
    sku: sku.value,
    externalId: variant.variantId,
    groupId: product.productId,
    barcode: variant.barcode?.trim() || null,
    titleEn: titles.value.en,
    titleAr: titles.value.ar,
    descriptionEn: plainTextOnce(html.en ?? "") || null,
    descriptionAr: plainTextOnce(html.ar ?? "") || null,
    categoryPathEn: categories.en,
    categoryPathAr: categories.ar,
    brand: product.vendor.trim() || null,
    priceFils: priced.price,
    compareAtPriceFils: priced.compareAtPrice,
    stockQty,
    imageUrls: imagesOf(product, variant),
  });
  if (result.success) return { ok: true, product: result.data };
  return held("catalog.unmappable", { field: String(result.error.issues[0]?.path[0] ?? "?") });
}

/** The SKU a variant asks for on the channel, whatever else is wrong with it; undefined: it has none. */
export function wantedSku(
  variant: VariantFacts,
  rules: { settings: Pick<ConnectionSettings, "missingSku"> },
): string | undefined {
  const own = variant.sku?.trim();
  if (own) return own;
  return rules.settings.missingSku === "generate" ? `shopify-${variant.variantId}` : undefined;
}

type Checked<T> = { ok: true; value: T } | Extract<Mapped, { ok: false }>;

function skuOf(variant: VariantFacts, rules: MappingRules): Checked<string> {
  const wanted = wantedSku(variant, rules);
  if (wanted === undefined) return held("catalog.sku_missing", {});
  const checked = skuSchema.safeParse(wanted);
  return checked.success ? { ok: true, value: checked.data } : held("catalog.sku_too_long", { length: wanted.length });
}

function titlesOf(
  product: ProductFacts,
  variant: VariantFacts,
  rules: MappingRules,
): Checked<Record<Language, string>> {
  const text = bilingual(product.title, "title", product.translations, rules.primaryLocale);
  const wanted = withWanted(text, product.title, rules);
  const { ar, en } = wanted;
  if (ar === undefined || en === undefined) {
    return held("catalog.translation_missing", { language: ar === undefined ? "ar" : "en" });
  }
  // Option values are copied whatever the setting says: "XL" and "42" are translated nowhere.
  const options = optionText(product, variant.options, rules.primaryLocale);
  const join = (title: string, values: string) => (values ? `${title} - ${values}` : title);
  return { ok: true, value: { ar: join(ar, options.ar), en: join(en, options.en) } };
}

function withWanted(text: ReturnType<typeof bilingual>, own: string, rules: MappingRules) {
  return rules.settings.missingTranslation === "copy" ? withCopies(text, own) : text;
}

/**
 * English: Shopify's taxonomy, else the merchant's own product type. Arabic: the product type where it is Arabic, else
 * the same as English, because the taxonomy has no Arabic.
 */
function categoryPaths(product: ProductFacts, rules: MappingRules): Record<Language, string[]> {
  const type = bilingual(product.productType, "product_type", product.translations, rules.primaryLocale);
  const ownType = withCopies(type, product.productType).en;
  const taxonomy = product.categoryPath.map((part) => part.trim()).filter((part) => part !== "");
  const en = taxonomy.length > 0 ? taxonomy : ownType ? [ownType] : [];
  return { en, ar: type.ar ? [type.ar] : en };
}

function imagesOf(product: ProductFacts, variant: VariantFacts): string[] {
  const urls = [variant.imageUrl, ...product.imageUrls].filter((url) => url !== null && URL.canParse(url));
  return [...new Set(urls as string[])];
}

function held(code: string, params: Record<string, string | number>): Extract<Mapped, { ok: false }> {
  return { ok: false, code, params };
}
