import type { CollectionRecord } from "../store/records";
import type { Shop } from "../store/shop";
import type { WorldEvents } from "../world-events";
import { productOf } from "./find";

/** What a merchant does with collections, on the collection's own page. Collections are named by their titles. */
export class CollectionActs {
  constructor(
    private readonly shop: Shop,
    private readonly events: WorldEvents,
  ) {}

  /** The products themselves say nothing of it, not even by their updated_at. */
  add(title: string, productId: string): CollectionRecord {
    const collection = this.#named(title);
    const product = productOf(this.shop, productId);
    if (!product.collections.includes(collection)) product.collections.push(collection);
    return this.#changed(collection);
  }

  remove(title: string, productId: string): CollectionRecord {
    const collection = this.#named(title);
    const product = productOf(this.shop, productId);
    product.collections = product.collections.filter((one) => one !== collection);
    return this.#changed(collection);
  }

  delete(title: string): void {
    const collection = this.#named(title);
    this.shop.collections.splice(this.shop.collections.indexOf(collection), 1);
    for (const product of this.shop.products.all) {
      product.collections = product.collections.filter((one) => one !== collection);
    }
    this.events.collection(this.shop, "delete", collection);
  }

  #changed(collection: CollectionRecord): CollectionRecord {
    collection.updatedAt = this.shop.now();
    this.events.collection(this.shop, "update", collection);
    return collection;
  }

  #named(title: string): CollectionRecord {
    const found = this.shop.collections.find((one) => one.title === title);
    if (!found) throw new Error(`no collection ${title}`);
    return found;
  }
}
