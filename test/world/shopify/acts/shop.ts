import type { LocationRecord } from "../store/records";
import type { Shop, ShopSettings } from "../store/shop";
import type { WorldEvents } from "../world-events";
import { locationOf } from "./find";

/** What a merchant does in the settings of the admin. Locations by id or name. */
export class ShopActs {
  constructor(
    private readonly shop: Shop,
    private readonly events: WorldEvents,
  ) {}

  change(settings: Partial<Pick<ShopSettings, "name" | "currencyCode" | "ianaTimezone" | "taxesIncluded">>): void {
    Object.assign(this.shop.settings, settings);
    this.events.shopChanged(this.shop);
  }

  addLocation(name: string): LocationRecord {
    const at = this.shop.now();
    const id = this.shop.newId("Location");
    const location = { id, name, isActive: true, fulfillsOnlineOrders: true, createdAt: at, updatedAt: at };
    this.shop.locations.push(location);
    this.events.location(this.shop, "create", location);
    return location;
  }

  renameLocation(location: string, name: string): LocationRecord {
    return this.#location(location, { name }, "update");
  }

  deactivateLocation(location: string): LocationRecord {
    return this.#location(location, { isActive: false }, "deactivate");
  }

  activateLocation(location: string): LocationRecord {
    return this.#location(location, { isActive: true }, "activate");
  }

  addLocale(locale: string): void {
    this.shop.settings.locales.push({ locale, primary: false, published: true });
    this.events.locale(this.shop, "create", locale);
  }

  removeLocale(locale: string): void {
    const { settings } = this.shop;
    settings.locales = settings.locales.filter((one) => one.primary || one.locale !== locale);
    this.events.locale(this.shop, "destroy", locale);
  }

  #location(idOrName: string, change: Partial<LocationRecord>, verb: "update" | "activate" | "deactivate") {
    const location = locationOf(this.shop, idOrName);
    Object.assign(location, change, { updatedAt: this.shop.now() });
    this.events.location(this.shop, verb, location);
    return location;
  }
}
