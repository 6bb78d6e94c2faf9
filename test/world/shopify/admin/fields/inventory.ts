import { gidNumber } from "../../gid";
import type { ItemRecord, LevelRecord, LocationRecord } from "../../store/records";
import { type PageArgs, connect } from "../connection";
import type { Fields } from "../context";
import { NotModelled } from "../errors";

const quantities: Record<string, (level: LevelRecord) => number> = {
  available: (level) => level.available,
  committed: (level) => level.committed,
  on_hand: (level) => level.available + level.committed,
  incoming: () => 0,
  reserved: () => 0,
  damaged: () => 0,
  safety_stock: () => 0,
  quality_control: () => 0,
};

const item: Fields<ItemRecord> = {
  legacyResourceId: ({ id }) => String(gidNumber(id)),
  sku: (one) => one.variant.sku,
  duplicateSkuCount: (one, _: object, { shop }) =>
    one.variant.sku ? shop.variants.all.filter((other) => other.sku === one.variant.sku).length - 1 : 0,
  inventoryLevels: (one, args: PageArgs & { includeInactive?: boolean | null }, context) =>
    connect(
      one.levels.filter((level) => args.includeInactive || level.location.isActive),
      args,
      context,
    ),
  inventoryLevel: (one, { locationId }: { locationId: string }) =>
    one.levels.find(({ location }) => location.id === locationId) ?? null,
  locationsCount: (one) => ({ count: one.levels.length, precision: "EXACT" }),
  variants: (one, args: PageArgs, context) => connect([one.variant], args, context),
};

export const inventoryFields = {
  InventoryItem: item,
  InventoryLevel: {
    isActive: (level) => level.location.isActive,
    canDeactivate: (level) => level.available === 0,
    quantities: (level, { names }: { names: string[] }) =>
      names.map((name) => {
        const of = quantities[name];
        if (!of) throw new NotModelled(`the inventory quantity "${name}"`);
        return {
          name,
          quantity: of(level),
          updatedAt: level.updatedAt,
          id: `${level.id.replace("/InventoryLevel/", "/InventoryQuantity/")}&name=${name}`,
        };
      }),
  } satisfies Fields<LevelRecord>,
  Location: {
    legacyResourceId: ({ id }) => String(gidNumber(id)),
    isFulfillmentService: () => false,
    isPrimary: (location, _: object, { shop }) => shop.locations[0] === location,
    shipsInventory: () => true,
    address: () => ({ address1: null, city: "Amman", country: "Jordan", countryCode: "JO", formatted: ["Amman"] }),
  } satisfies Fields<LocationRecord>,
};
