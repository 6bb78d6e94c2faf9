import { describe, expect, it } from "vitest";

import { openShop, useShopifyWorld } from "../../test/support/catalog/shop-world";
import { useDatabase } from "../../test/support/database";

const database = useDatabase();
const shopify = useShopifyWorld();

async function synced() {
  const products = [
    { title: "Soap", variants: [{ sku: "SOAP", price: "1.75", stock: 3 }] },
    { title: "Draft", status: "DRAFT" as const, variants: [{ sku: "DRAFT", price: "1", stock: 3 }] },
  ];
  const shop = await openShop(database, shopify, { products });
  await shop.sync();
  const admin = shop.openAdmin(shop.shop);
  let calls = 0;
  const counting = () => ({
    request: ((...args) => {
      calls += 1;
      return admin.request(...args);
    }) as typeof admin.request,
  });
  const idOf = (title: string) => [...shop.records.products.all].find((one) => one.title === title)?.id ?? "";
  const soap = idOf("Soap");
  return {
    ...shop,
    idOf,
    edit: (title: string) => shop.merchant.catalog.editProduct(soap, { title }),
    /** Hears it and does what follows. @returns how many calls to the Admin API it took. */
    async hears(deliveries: Parameters<typeof shop.take>[0]) {
      const before = calls;
      await shop.take(deliveries);
      await shop.refresh(counting);
      return calls - before;
    },
  };
}

describe("a webhook", () => {
  it("about the stock of a known item takes no call to Shopify", async () => {
    const shop = await synced();
    const [variant] = shop.records.variants.all;
    for (const available of [7, 6, 5]) {
      shopify.clock.advance(10);
      shop.merchant.stock.setStock(variant?.id ?? "", undefined, available);
    }
    expect(await shop.hears(shop.news())).toBe(0);
    await shop.deliver();
    expect(shop.channel.get("SOAP")).toMatchObject({ stockQty: 5 });
  });

  it("about a change takes one, and those about changes before the reading none", async () => {
    const shop = await synced();
    for (const title of ["A", "B", "C"]) shop.edit(title);
    const news = shop.news();
    shopify.clock.advance(10_000);
    expect(await shop.hears(news)).toBe(1);
    expect(await shop.hears([...news, ...news].reverse())).toBe(0);
    const events = await shop.deliver();
    expect(events).toHaveLength(1);
  });

  it("that changed nothing we send is read once, and not again when it is repeated", async () => {
    const shop = await synced();
    shop.edit("Soap");
    const news = shop.news();
    shopify.clock.advance(10_000);
    expect(await shop.hears(news)).toBe(1);
    expect(await shop.hears(news)).toBe(0);
    expect(await shop.deliver()).toEqual([]);
  });

  it("about a change after the reading is read, even when updated_at did not move", async () => {
    const shop = await synced();
    shop.edit("A");
    shopify.clock.advance(10_000);
    const news = shop.news();
    await shop.hears(news);
    const later = news.map((one) => ({ ...one, triggeredAt: shopify.clock.now() }));
    expect(await shop.hears(later)).toBe(1);
  });

  it("so close to the reading that clocks could differ is read", async () => {
    const shop = await synced();
    shop.edit("A");
    const news = shop.news();
    shopify.clock.advance(1_000);
    await shop.hears(news);
    expect(await shop.hears(news)).toBe(1);
  });

  it("that does not say when it was triggered is read", async () => {
    const shop = await synced();
    shop.edit("A");
    const news = shop.news();
    shopify.clock.advance(10_000);
    await shop.hears(news);
    expect(await shop.hears(news.map((one) => ({ ...one, triggeredAt: null })))).toBe(1);
  });

  it("about a draft that no channel has takes no call", async () => {
    const shop = await synced();
    shop.merchant.catalog.editProduct(shop.idOf("Draft"), { vendor: "Bayt" });
    expect(await shop.hears(shop.news())).toBe(0);
    shop.merchant.catalog.setStatus(shop.idOf("Draft"), "ACTIVE");
    expect(await shop.hears(shop.news())).toBe(1);
    await shop.deliver();
    expect(shop.channel.has("DRAFT")).toBe(true);
  });

  it("about a product that became a draft is read while an export that saw it active is under way", async () => {
    const shop = await synced();
    await shop.start("reconcile");
    shop.merchant.catalog.editProduct(shop.idOf("Draft"), { vendor: "Bayt" });
    expect(await shop.hears(shop.news())).toBe(1);
  });

  it("about a product that another channel has not read yet is read", async () => {
    const shop = await synced();
    shop.edit("A");
    const news = shop.news();
    shopify.clock.advance(10_000);
    await shop.hears(news);
    const createdAt = shopify.clock.now();
    const row = { shop: shop.shop, channel: "other", state: "active", token: shop.shop, createdAt };
    await database.db.connection.create({ data: row });
    expect(await shop.hears(news)).toBe(1);
  });
});
