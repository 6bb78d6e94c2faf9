import { createHash } from "node:crypto";

import { gid, gidType } from "../gid";
import { timestamp } from "../time";
import { OUT_OF_STOCK } from "../orders/out-of-stock";
import type { OrderInput, UserError } from "../orders/input";
import { CachedList } from "./cached-list";
import type {
  BulkRecord,
  CollectionRecord,
  CustomerRecord,
  FeedbackRecord,
  FulfillmentOrderRecord,
  FulfillmentRecord,
  ItemRecord,
  LocationRecord,
  MetafieldDefinitionRecord,
  MetafieldRecord,
  OptionRecord,
  OptionValueRecord,
  OrderRecord,
  ProductRecord,
  PublicationRecord,
  TranslationRecord,
  VariantRecord,
} from "./records";

export interface ShopSettings {
  domain: string;
  name: string;
  currencyCode: string;
  ianaTimezone: string;
  taxesIncluded: boolean;
  primaryLocale: string;
  locales: { locale: string; primary: boolean; published: boolean }[];
}

/** Everything one shop holds, in memory. Records are shared, never copied: who changes one changes the shop. */
export class Shop {
  readonly id: string;
  readonly createdAt: string;
  readonly products = new CachedList<ProductRecord>();
  readonly variants = new CachedList<VariantRecord>();
  readonly items = new CachedList<ItemRecord>();
  readonly orders = new CachedList<OrderRecord>();
  readonly customers = new CachedList<CustomerRecord>();
  readonly options = new Map<string, { option: OptionRecord; product: ProductRecord }>();
  readonly optionValues = new Map<string, { value: OptionValueRecord; product: ProductRecord }>();
  readonly fulfillments = new Map<string, FulfillmentRecord>();
  readonly fulfillmentOrders = new Map<string, FulfillmentOrderRecord>();
  readonly bulkOperations = new Map<string, BulkRecord>();
  readonly locations: LocationRecord[] = [];
  readonly publications: PublicationRecord[] = [];
  readonly collections: CollectionRecord[] = [];
  readonly definitions: MetafieldDefinitionRecord[] = [];
  /** By the id of the thing they hang on. */
  readonly metafields = new Map<string, MetafieldRecord[]>();
  readonly translations = new Map<string, TranslationRecord[]>();
  /** Owner by namespace, key and value, for the look-up by custom id. */
  readonly metafieldOwners = new Map<string, string>();
  /** What the app said of a product, by product: the last of it. */
  readonly feedback = new Map<string, FeedbackRecord>();
  /** The app is configured as a sales channel. */
  salesChannel = true;
  /** How orderCreate refuses for want of stock. */
  outOfStockAnswer: UserError = OUT_OF_STOCK.met;
  /** What orderCreate refuses beyond the rules that are known; nothing unless a test says so. */
  refusesOrder: (input: OrderInput) => UserError[] | undefined = () => undefined;
  orderCount = 1000;
  #lastId = 7_100_000_000_000;

  constructor(
    readonly settings: ShopSettings,
    readonly clock: { now(): Date },
  ) {
    this.id = this.newId("Shop");
    this.createdAt = this.now();
  }

  newId(type: string): string {
    this.#lastId += 32;
    return gid(type, this.#lastId);
  }

  now(): string {
    return timestamp(this.clock.now());
  }

  /** The record behind a gid, whatever its type; undefined when the shop has none. */
  find(id: string): object | undefined {
    switch (gidType(id.split("?")[0] ?? id)) {
      case "Product":
        return this.products.get(id);
      case "ProductVariant":
        return this.variants.get(id);
      case "InventoryItem":
        return this.items.get(id);
      case "InventoryLevel":
        return this.level(id);
      case "ProductOption":
        return this.options.get(id)?.option;
      case "ProductOptionValue":
        return this.optionValues.get(id)?.value;
      case "Order":
        return this.orders.get(id);
      case "Customer":
        return this.customers.get(id);
      case "Fulfillment":
        return this.fulfillments.get(id);
      case "FulfillmentOrder":
        return this.fulfillmentOrders.get(id);
      case "Location":
        return this.locations.find((location) => location.id === id);
      case "Collection":
        return this.collections.find((collection) => collection.id === id);
      case "Publication":
        return this.publications.find((publication) => publication.id === id);
      case "BulkOperation":
        return this.bulkOperations.get(id);
      case "MetafieldDefinition":
        return this.definitions.find((definition) => definition.id === id);
      default:
        return undefined;
    }
  }

  translate(resourceId: string, locale: string, key: string, value: string, original: string): void {
    const digest = digestOf(original);
    const others = (this.translations.get(resourceId) ?? []).filter((one) => one.key !== key || one.locale !== locale);
    this.translations.set(resourceId, [...others, { key, locale, value, digest, updatedAt: this.now() }]);
  }

  private level(id: string) {
    const item = this.items.get(gid("InventoryItem", /inventory_item_id=(\d+)/.exec(id)?.[1] ?? ""));
    return item?.levels.find((level) => level.id === id);
  }
}

/** Level ids name their location and item, as the webhooks' admin_graphql_api_id does. */
export function levelId(locationId: string, itemId: string): string {
  return `${locationId.replace("/Location/", "/InventoryLevel/")}?inventory_item_id=${itemId.split("/").at(-1) ?? ""}`;
}

/** Shopify's digest of a translatable text: SHA-256 of it, in hex. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
