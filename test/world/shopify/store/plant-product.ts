import { amount, money } from "../money";
import type { ProductSeed, VariantSeed } from "../seed";
import { plantTranslations } from "./plant-translations";
import type {
  CollectionRecord,
  ImageRecord,
  ItemRecord,
  LevelRecord,
  OptionRecord,
  ProductRecord,
  VariantRecord,
} from "./records";
import { type Shop, levelId } from "./shop";

/** A product with its variants, stock and translations, as if a merchant had made it. Tells nobody. */
export function plantProduct(shop: Shop, seed: ProductSeed): ProductRecord {
  const at = shop.now();
  const product: ProductRecord = {
    id: shop.newId("Product"),
    title: seed.title,
    handle: seed.handle ?? handleOf(seed.title),
    descriptionHtml: seed.descriptionHtml ?? "",
    vendor: seed.vendor ?? shop.settings.name,
    productType: seed.productType ?? "",
    seo: { title: seed.seo?.title ?? null, description: seed.seo?.description ?? null },
    category: seed.category ?? null,
    tags: sortedTags(seed.tags ?? []),
    status: seed.status ?? "ACTIVE",
    options: [],
    variants: [],
    images: (seed.images ?? []).map(({ url, alt }) => newImage(shop, url, alt ?? null)),
    collections: (seed.collections ?? []).map((title) => collection(shop, title)),
    publishedOn: new Map(seed.published === false ? [] : shop.publications.map(({ id }) => [id, at])),
    createdAt: at,
    updatedAt: at,
  };
  const names = seed.options?.length ? seed.options : ["Title"];
  product.options = names.map((name, index) => newOption(shop, product, name, index + 1));
  for (const variant of seed.variants) plantVariant(shop, product, variant);
  shop.products.add(product);
  plantTranslations(shop, product, seed.translations ?? {});
  return product;
}

/** Another variant of a product, with an inventory item and a level at every location that stocks it. */
export function plantVariant(shop: Shop, product: ProductRecord, seed: VariantSeed): VariantRecord {
  const at = shop.now();
  const currency = shop.settings.currencyCode;
  const bare: Omit<VariantRecord, "item"> = {
    id: shop.newId("ProductVariant"),
    product,
    sku: seed.sku ?? null,
    barcode: seed.barcode ?? null,
    price: money(amount(seed.price), currency),
    compareAtPrice: seed.compareAtPrice ? money(amount(seed.compareAtPrice), currency) : null,
    inventoryPolicy: seed.policy ?? "DENY",
    taxable: seed.taxable ?? true,
    values: product.options.map((_, index) => seed.options?.[index] ?? "Default Title"),
    image: seed.image ? imageOf(shop, product, seed.image) : null,
    contextualPrices: seed.contextualPrices ?? null,
    createdAt: at,
    updatedAt: at,
  };
  const variant = withItem(shop, bare, seed);
  for (const [index, name] of variant.values.entries()) addOptionValue(shop, product, index, name);
  product.variants.push(variant);
  shop.variants.add(variant);
  shop.items.add(variant.item);
  return variant;
}

/** The value of an option by its name, made when it is new. */
export function addOptionValue(shop: Shop, product: ProductRecord, optionIndex: number, name: string): void {
  const option = product.options[optionIndex];
  if (!option || option.optionValues.some((value) => value.name === name)) return;
  const value = { id: shop.newId("ProductOptionValue"), name };
  option.optionValues.push(value);
  shop.optionValues.set(value.id, { value, product });
}

/** Shopify keeps tags trimmed, once each, sorted. */
export function sortedTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.trim()).filter(Boolean))].sort((a, b) => (a < b ? -1 : 1));
}

function withItem(shop: Shop, bare: Omit<VariantRecord, "item">, seed: VariantSeed): VariantRecord {
  const item: Omit<ItemRecord, "variant"> = {
    id: shop.newId("InventoryItem"),
    tracked: seed.tracked ?? true,
    requiresShipping: seed.requiresShipping ?? true,
    createdAt: bare.createdAt,
    updatedAt: bare.updatedAt,
    levels: [],
  };
  const variant: VariantRecord = Object.assign(bare, { item: item as ItemRecord });
  variant.item.variant = variant;
  variant.item.levels = stock(shop, seed, variant);
  return variant;
}

function stock(shop: Shop, seed: VariantSeed, variant: VariantRecord): LevelRecord[] {
  const at = shop.now();
  const wanted = typeof seed.stock === "object" ? seed.stock : { [shop.locations[0]?.name ?? ""]: seed.stock ?? 0 };
  return shop.locations
    .filter((location) => location.name in wanted)
    .map((location) => ({
      id: levelId(location.id, variant.item.id),
      location,
      item: variant.item,
      available: wanted[location.name] ?? 0,
      committed: 0,
      createdAt: at,
      updatedAt: at,
    }));
}

function newOption(shop: Shop, product: ProductRecord, name: string, position: number): OptionRecord {
  const option: OptionRecord = { id: shop.newId("ProductOption"), name, position, optionValues: [] };
  shop.options.set(option.id, { option, product });
  return option;
}

function newImage(shop: Shop, url: string, alt: string | null): ImageRecord {
  return { id: shop.newId("MediaImage"), imageId: shop.newId("ProductImage"), url, alt, createdAt: shop.now() };
}

function imageOf(shop: Shop, product: ProductRecord, url: string): ImageRecord {
  const known = product.images.find((image) => image.url === url);
  if (known) return known;
  const image = newImage(shop, url, null);
  product.images.push(image);
  return image;
}

function collection(shop: Shop, title: string): CollectionRecord {
  const known = shop.collections.find((one) => one.title === title);
  if (known) return known;
  const made = { id: shop.newId("Collection"), title, handle: handleOf(title), updatedAt: shop.now() };
  shop.collections.push(made);
  return made;
}

function handleOf(title: string): string {
  return (
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "") || "product"
  );
}
