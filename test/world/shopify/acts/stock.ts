import type { LevelRecord } from "../store/records";
import { type Shop, levelId } from "../store/shop";
import type { WorldEvents } from "../world-events";
import { locationOf, variantOf } from "./find";

/** What a merchant does to stock in the admin. */
export class StockActs {
  constructor(
    private readonly shop: Shop,
    private readonly events: WorldEvents,
  ) {}

  /** Sets what is available. The item by its own id or its variant's; the location by id or name (default: the first). */
  setStock(itemOrVariantId: string, location: string | undefined, available: number): LevelRecord {
    const { item } = variantOf(this.shop, itemOrVariantId);
    const at = locationOf(this.shop, location ?? this.shop.locations[0]?.name ?? "");
    const known = item.levels.find((one) => one.location === at);
    let level = known;
    if (!level) {
      const now = this.shop.now();
      const id = levelId(at.id, item.id);
      level = { id, location: at, item, available: 0, committed: 0, createdAt: now, updatedAt: now };
      item.levels.push(level);
    }
    level.available = available;
    level.updatedAt = this.shop.now();
    item.updatedAt = level.updatedAt;
    // Both are put together after the change, as Shopify does: they tell the same.
    if (!known) this.events.level(this.shop, level, "connect");
    this.events.level(this.shop, level);
    return level;
  }

  /** The item is no longer stocked at a location. */
  disconnect(itemOrVariantId: string, location: string): void {
    const { item } = variantOf(this.shop, itemOrVariantId);
    const at = locationOf(this.shop, location);
    const level = item.levels.find((one) => one.location === at);
    if (!level) return;
    item.levels = item.levels.filter((one) => one !== level);
    this.events.levelGone(this.shop, level);
  }
}
