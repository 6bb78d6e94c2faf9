import { afterEach, describe, expect, it } from "vitest";

import { openShop, useShopifyWorld } from "../../test/support/catalog/shop-world";
import { sold } from "../../test/support/catalog/sold";
import { useDatabase } from "../../test/support/database";
import { Failure } from "../platform/failure";
import { refreshStaleProducts } from "./refresh";

const database = useDatabase();
const shopify = useShopifyWorld();

afterEach(() => shopify.world.behave());

const soap = { title: "Soap", variants: [{ sku: "SOAP", price: "1.750", stock: 3 }] };

async function synced(products: Parameters<typeof openShop>[2] = { products: [soap] }) {
  const shop = await openShop(database, shopify, products);
  await shop.sync();
  return shop;
}

describe("a change in the shop", () => {
  it("of any kind ends in the same catalogue on the channel", async () => {
    const shop = await synced({
      locations: [{ name: "Amman" }, { name: "Irbid" }],
      products: [
        soap,
        {
          title: "Shirt",
          options: ["Size"],
          variants: ["S", "M", "L"].map((size) => ({ sku: `SH-${size}`, options: [size], price: "9", stock: 2 })),
        },
        { title: "Lamp", variants: [{ price: "20", stock: { Irbid: 4 } }] },
      ],
    });
    const { catalog, stock } = shop.merchant;
    const named = (title: string) => {
      const found = [...shop.records.products.all].find((one) => one.title === title);
      if (!found) throw new Error(title);
      return found;
    };
    const steps: (() => void)[] = [
      () => catalog.editProduct(named("Soap").id, { title: "Laurel soap", descriptionHtml: "<p>Green</p>" }),
      () => catalog.translate(named("Laurel soap").id, "ar", { title: "صابون غار" }),
      () => catalog.setPrice(named("Shirt").variants[0]?.id ?? "", "8.125", "9"),
      () => catalog.setSku(named("Shirt").variants[1]?.id ?? "", "SH-MEDIUM"),
      () => catalog.setOptionValue(named("Shirt").variants[2]?.id ?? "", "Size", "Large"),
      () => catalog.removeVariant(named("Shirt").variants[0]?.id ?? ""),
      () => catalog.addVariant(named("Shirt").id, { sku: "SH-XL", options: ["XL"], price: "9.5", stock: 1 }),
      () => stock.setStock(named("Lamp").variants[0]?.id ?? "", "Amman", 6),
      () => catalog.setStatus(named("Lamp").id, "DRAFT"),
      () => catalog.setStatus(named("Lamp").id, "ACTIVE"),
      () => catalog.unpublish(named("Lamp").id),
      () => catalog.publish(named("Lamp").id),
      () => catalog.createProduct({ title: "Honey", variants: [{ sku: "HONEY", price: "12", stock: 9 }] }),
      () => catalog.deleteProduct(named("Laurel soap").id),
      () => catalog.setTracked(named("Honey").variants[0]?.id ?? "", false),
    ];
    for (const [at, step] of steps.entries()) {
      step();
      await shop.settle();
      expect(shop.channel, `after step ${at + 1}`).toEqual(sold(shop.records));
    }
  });

  it("is not lost when it happens while the product is being read", async () => {
    const shop = await synced();
    const [product] = shop.records.products.all;
    const edit = (title: string) => shop.merchant.catalog.editProduct(product?.id ?? "", { title });
    edit("First");
    await shop.take(shop.news());
    const admin = shop.openAdmin(shop.shop);
    let reads = 0;
    await refreshStaleProducts(
      shop.effects,
      () => ({
        async request(...args) {
          const answer = await admin.request(...args);
          reads += 1;
          if (reads > 1) return answer;
          edit("Second");
          await shop.take(shop.news());
          return answer;
        },
      }),
      shop.shop,
    );
    await shop.deliver();
    expect(reads).toBe(2);
    expect(shop.channel.get("SOAP")).toMatchObject({ titleEn: "Second" });
    expect(await database.db.staleProduct.count({ where: { shop: shop.shop } })).toBe(0);
  });

  it("is not lost when another worker reads the product first, and it happens after that", async () => {
    const shop = await synced();
    const [product] = shop.records.products.all;
    const edit = (title: string) => {
      shopify.clock.advance(1_000);
      shop.merchant.catalog.editProduct(product?.id ?? "", { title });
    };
    edit("First");
    await shop.take(shop.news());
    const admin = shop.openAdmin(shop.shop);
    let late = true;
    await shop.refresh(() => ({
      async request(...args) {
        const answer = await admin.request(...args);
        if (!late) return answer;
        late = false;
        await shop.refresh();
        edit("Second");
        await shop.take(shop.news());
        return answer;
      },
    }));
    await shop.deliver();
    expect(shop.channel.get("SOAP")).toMatchObject({ titleEn: "Second" });
  });

  it("of a product with many variants and locations is read page by page, whole", async () => {
    const cities = Array.from({ length: 13 }, (_, at) => ({ name: `City ${at}` }));
    const stock = Object.fromEntries(cities.map(({ name }, at) => [name, at]));
    const variants = Array.from({ length: 70 }, (_, at) => ({ sku: `V-${at}`, options: [`${at}`], price: "1", stock }));
    const shop = await synced({ locations: cities, products: [{ title: "Thread", options: ["Colour"], variants }] });
    expect(shop.channel).toEqual(sold(shop.records));
    const [product] = shop.records.products.all;
    shop.merchant.catalog.editProduct(product?.id ?? "", { title: "Fine thread" });
    await shop.settle();
    expect(shop.channel.size).toBe(70);
    expect(shop.channel).toEqual(sold(shop.records));
  }, 60_000);

  it("that spoils its transaction holds up no other, and is tried again", async () => {
    const shop = await synced({ products: [soap, { title: "Lamp", variants: [{ sku: "LAMP", price: "20" }] }] });
    const [first, second] = shop.records.products.all;
    const bad = first?.id.split("/").at(-1) ?? "";
    // No database takes that letter.
    shop.merchant.catalog.editProduct(first?.id ?? "", { title: "Bad \u0000" });
    shop.merchant.catalog.editProduct(second?.id ?? "", { title: "Good" });
    await shop.settle();
    expect(shop.channel.get("LAMP")).toMatchObject({ titleEn: "Good" });
    expect(await database.db.staleProduct.findMany({ where: { shop: shop.shop } })).toMatchObject([{ productId: bad }]);
    shop.merchant.catalog.editProduct(first?.id ?? "", { title: "Mended" });
    await shop.settle();
    expect(shop.channel.get("SOAP")).toMatchObject({ titleEn: "Mended" });
    expect(await database.db.staleProduct.count({ where: { shop: shop.shop } })).toBe(0);
  });

  it.each(["retryable", "final"] as const)(
    "of a product that Shopify has no answer for (%s) holds up no other, and is tried again",
    async (kind) => {
      const shop = await synced({ products: [soap, { title: "Lamp", variants: [{ sku: "LAMP", price: "20" }] }] });
      const [first, second] = shop.records.products.all;
      shop.merchant.catalog.editProduct(first?.id ?? "", { title: "Odd" });
      shop.merchant.catalog.editProduct(second?.id ?? "", { title: "Good" });
      shopify.clock.advance(1_000);
      await shop.take(shop.news());
      const admin = shop.openAdmin(shop.shop);
      await shop.refresh(() => ({
        request(document, variables, options) {
          if (!JSON.stringify(variables).includes(first?.id ?? "")) return admin.request(document, variables, options);
          const code = kind === "final" ? "shopify.invalid_query" : "shopify.unavailable";
          return Promise.reject(new Failure({ kind, code, message: "Internal error" }));
        },
      }));
      await shop.deliver();
      expect(shop.channel.get("LAMP")).toMatchObject({ titleEn: "Good" });
      expect(shop.channel.get("SOAP")).toMatchObject({ titleEn: "Soap" });
      expect(await database.db.staleProduct.count({ where: { shop: shop.shop } })).toBe(1);
      await shop.refresh();
      await shop.deliver();
      expect(shop.channel.get("SOAP")).toMatchObject({ titleEn: "Odd" });
    },
  );

  it("waits with its mark while Shopify does not answer", async () => {
    const shop = await synced();
    const [product] = shop.records.products.all;
    shop.merchant.catalog.editProduct(product?.id ?? "", { title: "Later" });
    shopify.clock.advance(1_000);
    await shop.take(shop.news());
    shopify.world.misbehave({ serverError: { operation: "CatalogProducts", times: 100 } });
    await expect(shop.refresh()).rejects.toMatchObject({ kind: "retryable" });
    shopify.world.behave();
    await shop.refresh();
    await shop.deliver();
    expect(shop.channel.get("SOAP")).toMatchObject({ titleEn: "Later" });
  });

  it("in a shop without a connection is forgotten: connecting reads everything", async () => {
    const shop = await synced();
    await database.db.connection.updateMany({ where: { shop: shop.shop }, data: { state: "disconnected" } });
    const [product] = shop.records.products.all;
    shop.merchant.catalog.editProduct(product?.id ?? "", { title: "Unheard" });
    await shop.take(shop.news());
    await shop.refresh();
    expect(await database.db.staleProduct.count({ where: { shop: shop.shop } })).toBe(0);
  });
});

it("fifty products are read in one query that Shopify can afford", async () => {
  const products = Array.from({ length: 50 }, (_, at) => ({
    title: `P${at}`,
    variants: [{ sku: `P-${at}`, price: "1" }],
  }));
  const shop = await synced({ products });
  const before = shopify.world.calls.all("CatalogProducts").length;
  for (const product of shop.records.products.all) shop.merchant.catalog.editProduct(product.id, { vendor: "Bayt" });
  await shop.settle();
  expect(shopify.world.calls.all("CatalogProducts").length - before).toBe(1);
  expect(shop.channel).toEqual(sold(shop.records));
});
