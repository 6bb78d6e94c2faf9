import { describe, expect, it } from "vitest";

import { openShop, useShopifyWorld } from "../../test/support/catalog/shop-world";
import { useDatabase } from "../../test/support/database";
import { saveSettings } from "../connections/save-settings";
import { applyCollectionWebhook } from "./collection-webhooks";
import { setOffered } from "./exclude";
import { remapConnection } from "./remap";
import { cancelSync } from "./sync-start";

const database = useDatabase();
const shopify = useShopifyWorld();

const shelves = [
  { title: "Soap", tags: ["bath"], vendor: "Ajloun", collections: ["Home", "Gifts"] },
  { title: "Oil", tags: ["pantry"], vendor: "Ajloun", productType: "Oils", collections: ["Pantry"] },
  { title: "Lamp", vendor: "Bayt", collections: ["Home"] },
];

async function opened(given: object = {}, seed: object = {}) {
  const shop = await openShop(
    database,
    shopify,
    {
      products: shelves.map((one) => ({ ...one, variants: [{ sku: one.title.toUpperCase(), price: "5", stock: 4 }] })),
      ...seed,
    },
    given,
  );
  const { shop: domain } = shop;
  const numberOf = (title: string) =>
    shop.records.collections
      .find((one) => one.title === title)
      ?.id.split("/")
      .at(-1) ?? "";
  const productOf = (title: string) => {
    const found = [...shop.records.products.all].find((one) => one.title === title);
    if (!found) throw new Error(title);
    return found;
  };
  return {
    ...shop,
    numberOf,
    productOf,
    sold: () => [...shop.channel.keys()].sort(),
    reasonOf: async (sku: string) =>
      (await database.db.listing.findFirst({ where: { shop: domain, sku }, select: { state: true, reason: true } })) ??
      undefined,
    /** What a merchant saves on the settings page, and what follows from it. */
    async decide(settings: object) {
      const saved = await saveSettings(shop.effects, domain, "hkj", settings);
      expect(saved).toMatchObject({ ok: true });
      await shop.remap();
    },
  };
}

const only = (by: string, value: string) => ({ effect: "only", by, value });
const never = (by: string, value: string) => ({ effect: "never", by, value });

describe("a rule about what is offered", () => {
  it("applies itself, and says on the item why it left", async () => {
    const shop = await opened();
    await shop.sync();
    expect(shop.sold()).toEqual(["LAMP", "OIL", "SOAP"]);
    await shop.decide({ selection: [only("vendor", "Ajloun"), never("tag", "pantry")] });
    expect(shop.sold()).toEqual(["SOAP"]);
    expect(await shop.reasonOf("OIL")).toEqual({ state: "removed", reason: "catalog.not_selected" });
    await shop.decide({ selection: [] });
    expect(shop.sold()).toEqual(["LAMP", "OIL", "SOAP"]);
  });

  it("leaves no row for what was never offered", async () => {
    const shop = await opened({ selection: [only("type", "oils")] });
    await shop.sync();
    expect(await database.db.listing.count({ where: { shop: shop.shop } })).toBe(1);
  });

  it("holds for a product that is changed to fit, or to fit no more", async () => {
    const shop = await opened({ selection: [only("tag", "bath")] });
    await shop.sync();
    shop.merchant.catalog.editProduct(shop.productOf("Lamp").id, { tags: ["bath"] });
    shop.merchant.catalog.editProduct(shop.productOf("Soap").id, { tags: [] });
    await shop.settle();
    expect(shop.sold()).toEqual(["LAMP"]);
  });

  it("by collection is asked of Shopify in an export and in a read alike", async () => {
    const shop = await opened();
    await shop.sync();
    await shop.decide({ selection: [only("collection", shop.numberOf("Home"))] });
    expect(shop.sold()).toEqual(["LAMP", "SOAP"]);
    const { title } = shop.merchant.catalog.editProduct(shop.productOf("Soap").id, { title: "Laurel soap" });
    shop.merchant.catalog.editProduct(shop.productOf("Oil").id, { title: "Olive oil" });
    await shop.settle();
    expect(shop.sold()).toEqual(["LAMP", "SOAP"]);
    expect(shop.channel.get("SOAP")).toMatchObject({ titleEn: title });
  });
});

describe("a change of a collection", () => {
  it("that a rule names changes what is offered, though no product says anything", async () => {
    const shop = await opened();
    await shop.sync();
    await shop.decide({ selection: [only("collection", shop.numberOf("Home"))] });
    shop.merchant.collections.add("Home", shop.productOf("Oil").id);
    shop.merchant.collections.remove("Home", shop.productOf("Lamp").id);
    const news = shop.news();
    expect(news.map(({ topic }) => topic)).toEqual(["collections/update", "collections/update"]);
    const before = await shop.queued("catalog.remap");
    await shop.take(news);
    expect(await shop.queued("catalog.remap")).toBe(before + 1);
    await shop.remap();
    expect(shop.sold()).toEqual(["OIL", "SOAP"]);
  });

  it("that no rule names is nothing to anybody", async () => {
    const shop = await opened({ selection: [never("tag", "x")] });
    shop.merchant.collections.add("Home", shop.productOf("Oil").id);
    await shop.take(shop.news());
    expect(await shop.queued("catalog.remap")).toBe(0);
  });

  it("that cannot be read is put aside", async () => {
    const shop = await opened();
    const delivery = { shop: shop.shop, topic: "collections/update", payload: {}, triggeredAt: null };
    const now = shop.effects.clock.now();
    const fate = await database.db.$transaction((tx) =>
      applyCollectionWebhook(tx, { ...delivery, receivedAt: now }, now),
    );
    expect(fate).toBe("unreadable");
  });

  it("deleted from the shop takes what only it let in", async () => {
    const shop = await opened();
    await shop.sync();
    await shop.decide({ selection: [only("collection", shop.numberOf("Gifts"))] });
    expect(shop.sold()).toEqual(["SOAP"]);
    shop.merchant.collections.delete("Gifts");
    const before = await shop.queued("catalog.remap");
    await shop.take(shop.news());
    expect(await shop.queued("catalog.remap")).toBe(before + 1);
    await shop.remap();
    expect(shop.sold()).toEqual([]);
  });
});

describe("a reading that was asked for under older rules", () => {
  it("changes nothing: what it cannot know is not guessed", async () => {
    const shop = await opened();
    await shop.sync();
    shop.merchant.catalog.editProduct(shop.productOf("Soap").id, { title: "Laurel soap" });
    await shop.take(shop.news());
    const admin = shop.openAdmin(shop.shop);
    const home = shop.numberOf("Home");
    await shop.refresh(() => ({
      async request(...args) {
        const answer = await admin.request(...args);
        await saveSettings(shop.effects, shop.shop, "hkj", { selection: [only("collection", home)] });
        return answer;
      },
    }));
    await shop.deliver();
    expect(shop.channel.get("SOAP")).toMatchObject({ titleEn: "Soap" });
    await shop.remap();
    expect(shop.channel.get("SOAP")).toMatchObject({ titleEn: "Laurel soap" });
    expect(shop.sold()).toEqual(["LAMP", "SOAP"]);
  });

  it("is followed by another run, when the export was under way", async () => {
    const shop = await opened();
    await shop.sync();
    const runId = await shop.start("manual");
    await database.db.syncRun.update({ where: { id: runId }, data: { state: "exporting" } });
    await saveSettings(shop.effects, shop.shop, "hkj", { selection: [only("collection", shop.numberOf("Home"))] });
    const before = await shop.queued("catalog.remap");
    await remapConnection(shop.effects, shop);
    expect(await shop.queued("catalog.remap")).toBe(before + 1);
  });

  it("is followed by another run at once, when the one that waited was cancelled", async () => {
    const shop = await opened();
    await shop.sync();
    const runId = await shop.start("manual");
    await saveSettings(shop.effects, shop.shop, "hkj", { selection: [only("collection", shop.numberOf("Home"))] });
    await database.db.$transaction((tx) => cancelSync(tx, shop.shop, runId));
    await shop.remap();
    expect(shop.sold()).toEqual(["LAMP", "SOAP"]);
  });
});

describe("a single product", () => {
  it("is taken out and offered again by the merchant, whatever the rules say", async () => {
    const shop = await opened({ selection: [only("tag", "bath")] });
    await shop.sync();
    const productId = shop.productOf("Soap").id.split("/").at(-1) ?? "";
    expect(await setOffered(shop.effects, shop, [productId], false)).toBe(1);
    await shop.settle();
    expect(shop.sold()).toEqual([]);
    expect(await shop.reasonOf("SOAP")).toEqual({ state: "removed", reason: "catalog.excluded" });
    expect(await setOffered(shop.effects, shop, [productId], false)).toBe(0);
    expect(await setOffered(shop.effects, shop, [productId], true)).toBe(1);
    await shop.settle();
    expect(shop.sold()).toEqual(["SOAP"]);
  });

  it("stays out when the settings are saved, and through a full sync", async () => {
    const shop = await opened();
    await shop.sync();
    await setOffered(shop.effects, shop, [shop.productOf("Soap").id.split("/").at(-1) ?? ""], false);
    await shop.decide({ stockBuffer: 1 });
    expect(shop.sold()).toEqual(["LAMP", "OIL"]);
  });

  it("is one of a bounded number; beyond it nothing is changed", async () => {
    const shop = await opened();
    const many = Array.from({ length: 2_001 }, (_, at) => String(at + 1));
    await expect(setOffered(shop.effects, shop, many, false)).rejects.toMatchObject({
      code: "catalog.too_many_excluded",
    });
    expect(await setOffered(shop.effects, shop, many.slice(1), false)).toBe(2_000);
  });
});

describe("a shop that does not sell in dinars", () => {
  const jordan = { JO: { amount: "3.55", currency: "JOD" } };
  const dollars = {
    currency: "USD",
    products: [
      { title: "Soap", variants: [{ sku: "SOAP", price: "5.00", stock: 4, contextualPrices: jordan }] },
      { title: "Lamp", variants: [{ sku: "LAMP", price: "19.99", stock: 4 }] },
    ],
  };

  it("sells at the market's price for Jordan, and holds what has none until there is a rate", async () => {
    const shop = await opened({}, dollars);
    await shop.sync();
    expect(shop.channel.get("SOAP")).toMatchObject({ priceFils: 3550 });
    expect(await shop.reasonOf("LAMP")).toEqual({ state: "skipped", reason: "catalog.currency_unsupported" });
    await shop.decide({ exchange: { currency: "USD", rate: "0.709" }, priceRounding: { step: 50, direction: "up" } });
    expect(shop.channel.get("LAMP")).toMatchObject({ priceFils: 14_200 });
    expect(shop.channel.get("SOAP")).toMatchObject({ priceFils: 3550 });
  });

  it("is read by id with the same prices, all pages of variants included", async () => {
    const variants = Array.from({ length: 14 }, (_, at) => ({
      sku: `S-${at}`,
      options: [`No ${at}`],
      price: "5.00",
      stock: 1,
      contextualPrices: jordan,
    }));
    const shop = await opened({}, { currency: "USD", products: [{ title: "Soap", options: ["No"], variants }] });
    await shop.sync();
    shop.merchant.catalog.editProduct(shop.productOf("Soap").id, { title: "Laurel soap" });
    await shop.settle();
    const prices = [...shop.channel.values()].map(({ priceFils, titleEn }) => [priceFils, titleEn.split(" - ")[0]]);
    expect(prices).toEqual(Array.from({ length: 14 }, () => [3550, "Laurel soap"]));
  });
});
