import { describe, expect, it } from "vitest";

import { refreshStaleProducts } from "../../app/catalog/refresh";
import { IMPORT_FROM } from "../../app/delivery/import-file";
import { type HkjHouse, openHkjHouse } from "../support/catalog/hkj-house";
import { useShopifyWorld } from "../support/catalog/shop-world";
import { useDatabase } from "../support/database";
import { useHkj } from "../support/hkj-world";

const database = useDatabase();
const shopify = useShopifyWorld();
const hkj = useHkj();

const SIZES = 30;

/** A shop whose first sync has written a file, which nobody has uploaded yet. */
async function written(): Promise<HkjHouse> {
  const products = Array.from({ length: IMPORT_FROM / SIZES + 1 }, (_, product) => ({
    title: `Shirt ${product}`,
    options: ["Size"],
    variants: Array.from({ length: SIZES }, (__, size) => ({
      sku: `SHIRT-${product}-${size}`,
      options: [String(size)],
      price: "8.000",
      stock: 1,
    })),
  }));
  const house = await openHkjHouse(database, shopify, hkj.world, { products });
  const runId = await house.start("first");
  const files = () => database.db.importFile.count({ where: { shop: house.shop } });
  for (let steps = 0; (await files()) === 0; steps += 1) {
    if (steps > 50) throw new Error("no file is written");
    await house.step(runId);
    shopify.clock.advance(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return house;
}

/** Reads what changed in the shop, and delivers nothing. */
async function hear(house: HkjHouse): Promise<void> {
  await house.take(house.news());
  await refreshStaleProducts(house.effects, house.openAdmin, house.shop);
}

const variantOf = (house: HkjHouse, sku: string) => {
  const found = house.records.variants.all.find((variant) => variant.sku === sku);
  if (!found) throw new Error(`the shop has no ${sku}`);
  return found;
};
const atHkj = (house: HkjHouse) => new Map(hkj.world.catalog(house.account).map((product) => [product.sku, product]));
const uploaded = (house: HkjHouse) => [...house.account.batches.values()].map(({ total_rows: rows }) => rows);

describe("a file that is uploaded by the process that wrote it", () => {
  it("is followed by what changed after it was written", async () => {
    const house = await written();
    house.merchant.catalog.setPrice(variantOf(house, "SHIRT-1-1").id, "9.500");
    await hear(house);
    await house.deliver();
    expect(atHkj(house).get("SHIRT-1-1")).toMatchObject({ price_fils: 9_500 });
    expect(house.wrong()).toEqual([]);
  });

  it("undoes no change that went out before it, in a batch of what had to be sent again", async () => {
    const house = await written();
    for (const sku of ["SHIRT-1-1", "SHIRT-1-2"]) house.merchant.catalog.setPrice(variantOf(house, sku).id, "9.500");
    await hear(house);
    // A process died while it sent the one.
    const { shop } = house;
    const { id } = await database.db.outboxEvent.findFirstOrThrow({ where: { shop }, orderBy: { id: "asc" } });
    await database.db.outboxEvent.update({ where: { id }, data: { state: "sending", attempts: 1 } });
    await house.deliver();
    expect(hkj.world.received(house.account).some(({ envelope }) => String(envelope["event_id"]).endsWith("-v2"))).toBe(
      true,
    );
    for (const sku of ["SHIRT-1-1", "SHIRT-1-2"]) expect(atHkj(house).get(sku)).toMatchObject({ price_fils: 9_500 });
    expect(house.wrong()).toEqual([]);
  });

  it("is read anew when a listing has given up its SKU: the channel never sees the old one", async () => {
    const house = await written();
    house.merchant.catalog.setSku(variantOf(house, "SHIRT-1-1").id, "RENAMED");
    await hear(house);
    await house.deliver();
    expect(atHkj(house).has("SHIRT-1-1")).toBe(false);
    expect(atHkj(house).has("RENAMED")).toBe(true);
    expect(house.wrong()).toEqual([]);
  });

  it("is read anew when a listing is not sold any more", async () => {
    const house = await written();
    house.merchant.catalog.removeVariant(variantOf(house, "SHIRT-1-1").id);
    await hear(house);
    await house.deliver();
    expect(atHkj(house).has("SHIRT-1-1")).toBe(false);
    expect(uploaded(house)).toEqual([atHkj(house).size]);
    expect(house.wrong()).toEqual([]);
  });
});
