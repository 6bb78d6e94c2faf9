import type { ProductRecord, VariantRecord } from "../shopify/store/records";
import type { Shop } from "../shopify/store/shop";

/** What HKJ must show of one thing the shop sells. */
export interface Shown {
  sku: string;
  external_id: string;
  barcode: string | null;
  title_en: string;
  title_ar: string;
  price_fils: number;
  stock_qty: number;
}

/** What a merchant may have decided; the defaults are the app's. */
export interface WindowRules {
  /** Kept back of everything that is counted. */
  buffer?: number;
  /** Promised of things that never run out: not tracked, or sold on when out of stock. */
  endless?: number;
  /** Names of the locations that count; all of them without it. */
  locations?: readonly string[];
  /** One of these must fit, where there are any; none of the others may. */
  only?: readonly WindowRule[];
  never?: readonly WindowRule[];
  /** Gids of products that were taken out by hand. */
  takenOut?: readonly string[];
}

/** A collection by its title, the others by their text. */
export type WindowRule = { collection: string } | { tag: string } | { vendor: string } | { type: string };

/**
 * What the shop sells by the app's promises and settings, read from the shop itself and written down here a second
 * time, on purpose in other words than the app's: what the demo compares HKJ's catalogue with.
 */
export function shopWindow(shop: Shop, at: Date, rules: WindowRules = {}): Map<string, Shown> {
  const window = new Map<string, Shown>();
  if (shop.settings.currencyCode !== "JOD") return window;
  const online = shop.publications.find((publication) => publication.name === "Online Store");
  for (const variant of [...shop.variants.all].sort(byId)) {
    const { product } = variant;
    const published = online && product.publishedOn.get(online.id);
    if (product.status !== "ACTIVE" || published === undefined || new Date(published) > at) continue;
    if (!isChosen(product, rules)) continue;
    const price = wholeFils(variant.price);
    const sku = variant.sku?.trim() || `shopify-${number(variant.id)}`;
    // Of two with one SKU the older has it; nothing is given away; a price in parts of a fils is no price.
    if (price === undefined || price <= 0 || window.has(sku)) continue;
    window.set(sku, {
      sku,
      external_id: number(variant.id),
      barcode: variant.barcode?.trim() || null,
      title_en: title(shop, variant, "en"),
      title_ar: title(shop, variant, "ar"),
      price_fils: price,
      stock_qty: stock(variant, rules),
    });
  }
  return window;
}

function number(id: string): string {
  return id.split("/").at(-1) ?? id;
}

function byId(a: VariantRecord, b: VariantRecord): number {
  return Number(BigInt(number(a.id)) - BigInt(number(b.id)));
}

function wholeFils(decimal: string): number | undefined {
  const [whole = "", fraction = ""] = decimal.split(".");
  if (!/^\d+$/.test(whole) || !/^\d*$/.test(fraction) || Number(fraction.slice(3)) > 0) return undefined;
  return Number(whole + fraction.slice(0, 3).padEnd(3, "0"));
}

function isChosen(product: ProductRecord, { only = [], never = [], takenOut = [] }: WindowRules): boolean {
  const equal = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
  const fits = (rule: WindowRule): boolean => {
    if ("collection" in rule) return product.collections.some(({ title: name }) => name === rule.collection);
    if ("tag" in rule) return product.tags.some((tag) => equal(tag, rule.tag));
    return "vendor" in rule ? equal(product.vendor, rule.vendor) : equal(product.productType, rule.type);
  };
  if (takenOut.includes(product.id) || never.some(fits)) return false;
  return only.length === 0 || only.some(fits);
}

function stock(
  { item, inventoryPolicy }: VariantRecord,
  { buffer = 0, endless = 999, locations }: WindowRules,
): number {
  if (!item.tracked || inventoryPolicy === "CONTINUE") return endless;
  const counted = item.levels.filter(
    ({ location }) => location.isActive && (!locations || locations.includes(location.name)),
  );
  const lying = counted.reduce((sum, level) => sum + level.available, -buffer);
  return Math.max(0, lying);
}

function title(shop: Shop, variant: VariantRecord, language: "en" | "ar"): string {
  const { product } = variant;
  const name = wording(shop, product.id, "title", product.title, language);
  if (isLone(product)) return name;
  const values = product.options.map((option, index) => {
    const own = variant.values[index] ?? "";
    const value = option.optionValues.find((known) => known.name === own);
    return value ? wording(shop, value.id, "name", own, language) : own;
  });
  return `${name} - ${values.join(" / ")}`;
}

function isLone({ options }: ProductRecord): boolean {
  const [only, ...more] = options;
  return more.length === 0 && only?.name === "Title" && only.optionValues.every(({ name }) => name === "Default Title");
}

/** The text in a language; where the shop has none, in the other; else as it is. */
function wording(shop: Shop, resource: string, key: string, own: string, language: "en" | "ar"): string {
  const say = (wanted: "en" | "ar") => {
    if (shop.settings.primaryLocale.startsWith(wanted)) return own.trim();
    return shop.translations
      .get(resource)
      ?.find((translation) => translation.locale === wanted && translation.key === key)
      ?.value.trim();
  };
  return say(language) || say(language === "en" ? "ar" : "en") || own.trim();
}
