import { type CanonicalProduct, canonicalProduct } from "../../../app/canonical/product";
import type { ProductRecord, Shop, VariantRecord } from "../../world/shopify";

/**
 * What a channel must have of a shop, worked out from the stand-in's own records, apart from the app's mapping: English
 * shop, Arabic translations or copies, dinars, all locations.
 */
export function sold(shop: Shop): Map<string, CanonicalProduct> {
  const catalogue = new Map<string, CanonicalProduct>();
  for (const product of shop.products.all) {
    if (product.status !== "ACTIVE" || product.publishedOn.size === 0) continue;
    for (const variant of product.variants) {
      const item = itemOf(shop, product, variant);
      catalogue.set(item.sku, item);
    }
  }
  return catalogue;
}

function itemOf(shop: Shop, product: ProductRecord, variant: VariantRecord): CanonicalProduct {
  const arabic = (owner: string, key: string) =>
    shop.translations.get(owner)?.find((one) => one.locale === "ar" && one.key === key)?.value;
  const lone = product.options.length === 1 && product.options[0]?.name === "Title";
  const values = lone ? [] : variant.values;
  const translated = values.map((value, at) => {
    const known = product.options[at]?.optionValues.find(({ name }) => name === value);
    return (known && arabic(known.id, "name")) ?? value;
  });
  const title = (text: string, options: string[]) =>
    [text, ...(options.length ? [options.join(" / ")] : [])].join(" - ");
  const path = product.category?.split(" > ") ?? (product.productType ? [product.productType] : []);
  const arabicType = arabic(product.id, "product_type");
  const fils = (price: string) => {
    const [dinars = "", rest = ""] = price.split(".");
    return Number(`${dinars}${rest.padEnd(3, "0").slice(0, 3)}`);
  };
  const before = variant.compareAtPrice === null ? 0 : fils(variant.compareAtPrice);
  const endless = !variant.item.tracked || variant.inventoryPolicy === "CONTINUE";
  const stock = variant.item.levels.reduce((sum, level) => sum + level.available, 0);
  return canonicalProduct.parse({
    sku: variant.sku?.trim() || `shopify-${number(variant.id)}`,
    externalId: number(variant.id),
    groupId: number(product.id),
    barcode: variant.barcode || null,
    titleEn: title(product.title, values),
    titleAr: title(arabic(product.id, "title") ?? product.title, translated),
    descriptionEn: words(product.descriptionHtml),
    descriptionAr: words(arabic(product.id, "body_html") ?? product.descriptionHtml),
    categoryPathEn: path,
    categoryPathAr: arabicType ? [arabicType] : path,
    brand: product.vendor || null,
    priceFils: fils(variant.price),
    compareAtPriceFils: before > fils(variant.price) ? before : null,
    stockQty: endless ? 999 : Math.max(0, stock),
    imageUrls: [
      ...new Set([...(variant.image ? [variant.image.url] : []), ...product.images.slice(0, 5).map(({ url }) => url)]),
    ],
  });
}

/** Good enough for the descriptions of these tests: inline tags and paragraphs, a few entities. */
function words(html: string): string | null {
  const text = html
    .replace(/<\/(p|div|h\d|li|ul)>|<br ?\/?>/g, "\n")
    .replace(/<li[^>]*>/g, "\n- ")
    .replace(/<[^>]+>/g, "")
    .replace(/&nbsp;/g, " ")
    .replace(/&amp;/g, "&");
  const lines = text.split("\n").map((line) => line.replace(/\s+/g, " ").trim());
  return lines.filter(Boolean).join("\n") || null;
}

function number(gid: string): string {
  return gid.split("/").at(-1) ?? "";
}
