import { amount, money } from "../money";
import type { ProductSeed, ProductTranslationSeed, VariantSeed } from "../seed";
import { addOptionValue, plantProduct, plantVariant, sortedTags } from "../store/plant-product";
import { plantTranslations } from "../store/plant-translations";
import type { ProductRecord, ProductStatus, VariantRecord } from "../store/records";
import type { Shop } from "../store/shop";
import type { WorldEvents } from "../world-events";
import { productOf, variantOf } from "./find";

export interface ProductEdit {
  title?: string;
  descriptionHtml?: string;
  vendor?: string;
  productType?: string;
  category?: string | null;
  tags?: readonly string[];
}

/** What a merchant does to the catalogue in the admin. Ids may be gids or bare numbers. */
export class CatalogActs {
  constructor(
    private readonly shop: Shop,
    private readonly events: WorldEvents,
  ) {}

  createProduct(seed: ProductSeed): ProductRecord {
    const product = plantProduct(this.shop, seed);
    this.events.product(this.shop, "create", product);
    return product;
  }

  editProduct(productId: string, edit: ProductEdit): ProductRecord {
    const { tags, ...rest } = edit;
    const product = productOf(this.shop, productId);
    Object.assign(product, rest, tags ? { tags: sortedTags(tags) } : {});
    return this.#changed(product);
  }

  deleteProduct(productId: string): void {
    const product = productOf(this.shop, productId);
    this.shop.products.delete(product.id);
    for (const variant of product.variants) this.#forget(variant);
    for (const option of product.options) {
      this.shop.options.delete(option.id);
      for (const value of option.optionValues) this.shop.optionValues.delete(value.id);
    }
    this.events.productDeleted(this.shop, product.id);
  }

  setStatus(productId: string, status: ProductStatus): ProductRecord {
    const product = productOf(this.shop, productId);
    product.status = status;
    return this.#changed(product);
  }

  publish(productId: string): ProductRecord {
    const product = productOf(this.shop, productId);
    for (const { id } of this.shop.publications) product.publishedOn.set(id, this.shop.now());
    return this.#changed(product);
  }

  unpublish(productId: string): ProductRecord {
    const product = productOf(this.shop, productId);
    product.publishedOn.clear();
    return this.#changed(product);
  }

  addVariant(productId: string, seed: VariantSeed): VariantRecord {
    const product = productOf(this.shop, productId);
    const variant = plantVariant(this.shop, product, seed);
    this.#changed(product);
    for (const level of variant.item.levels) this.events.level(this.shop, level);
    return variant;
  }

  removeVariant(variantId: string): void {
    const variant = variantOf(this.shop, variantId);
    const { product } = variant;
    product.variants.splice(product.variants.indexOf(variant), 1);
    this.#forget(variant);
    this.#changed(product);
  }

  setSku(variantId: string, sku: string | null): VariantRecord {
    return this.#variant(variantId, { sku });
  }

  setBarcode(variantId: string, barcode: string | null): VariantRecord {
    return this.#variant(variantId, { barcode });
  }

  /** Decimal strings in the shop's currency. */
  setPrice(variantId: string, price: string, compareAtPrice?: string | null): VariantRecord {
    const written = (decimal: string): string => money(amount(decimal), this.shop.settings.currencyCode);
    const before = compareAtPrice && { compareAtPrice: written(compareAtPrice) };
    return this.#variant(variantId, {
      price: written(price),
      ...(before || (before === null && { compareAtPrice: null })),
    });
  }

  setPolicy(variantId: string, inventoryPolicy: "DENY" | "CONTINUE"): VariantRecord {
    return this.#variant(variantId, { inventoryPolicy });
  }

  setTracked(variantId: string, tracked: boolean): VariantRecord {
    const variant = variantOf(this.shop, variantId);
    variant.item.tracked = tracked;
    return this.#variant(variantId, {});
  }

  /** Renames an option value; the variants that have it follow. */
  setOptionValue(variantId: string, optionName: string, value: string): VariantRecord {
    const variant = variantOf(this.shop, variantId);
    const index = variant.product.options.findIndex(({ name }) => name === optionName);
    if (index < 0) throw new Error(`no option ${optionName}`);
    addOptionValue(this.shop, variant.product, index, value);
    variant.values[index] = value;
    return this.#variant(variantId, {});
  }

  /** Translates a product, its options and their values. Shopify tells nobody of it but by products/update. */
  translate(productId: string, locale: string, translation: ProductTranslationSeed): ProductRecord {
    const product = productOf(this.shop, productId);
    plantTranslations(this.shop, product, { [locale]: translation });
    return this.#changed(product);
  }

  #variant(variantId: string, change: Partial<VariantRecord>): VariantRecord {
    const variant = variantOf(this.shop, variantId);
    Object.assign(variant, change, { updatedAt: this.shop.now() });
    this.#changed(variant.product);
    return variant;
  }

  #changed(product: ProductRecord): ProductRecord {
    product.updatedAt = this.shop.now();
    this.events.product(this.shop, "update", product);
    return product;
  }

  #forget(variant: VariantRecord): void {
    this.shop.variants.delete(variant.id);
    this.shop.items.delete(variant.item.id);
  }
}
