import { describe, expect, it } from "vitest";

import { LONG_AGO, option, product, translations, variant } from "../../test/support/catalog/facts";
import { readSettings } from "../connections/settings";
import { type MappingRules, mapVariant } from "./map-variant";
import type { ProductFacts, VariantFacts } from "./product-facts";

const rules: MappingRules = {
  currency: "JOD",
  primaryLocale: "en",
  settings: readSettings({}),
};
const holding: MappingRules = {
  ...rules,
  settings: readSettings({ missingTranslation: "hold", missingSku: "hold" }),
};

function map(p: Partial<ProductFacts>, v: Partial<VariantFacts> = {}, given: Partial<MappingRules> = {}, stock = 3) {
  const one = variant("11", v);
  return mapVariant(product("1", { ...p, variants: [one] }), one, stock, { ...rules, ...given });
}

function mapped(...args: Parameters<typeof map>) {
  const result = map(...args);
  if (!result.ok) throw new Error(result.code);
  return result.product;
}

describe("a variant becomes one canonical product", () => {
  it("with every fact the shop knows of it", () => {
    const one = variant("11", {
      sku: " OLV-750 ",
      barcode: "6251234567890",
      price: "6.25",
      compareAtPrice: "7.5",
      imageUrl: "https://cdn.test/v.jpg",
      options: [option("Size", "750 ml", "٧٥٠ مل")],
    });
    const facts = product("1", {
      title: "Olive oil",
      descriptionHtml: "<p>Cold pressed &amp; <b>fruity</b></p>",
      vendor: "Ajloun",
      categoryPath: ["Food, Beverages & Tobacco", "Food Items"],
      productType: "Oils",
      onlyDefaultVariant: false,
      translations: translations({ title: "زيت زيتون", body_html: "<p>معصور على البارد</p>", product_type: "زيوت" }),
      imageUrls: ["https://cdn.test/p.jpg", "https://cdn.test/v.jpg", "not an address"],
      variants: [one],
    });
    expect(mapVariant(facts, one, 40, rules)).toEqual({
      ok: true,
      product: {
        sku: "OLV-750",
        externalId: "11",
        groupId: "1",
        barcode: "6251234567890",
        titleEn: "Olive oil - 750 ml",
        titleAr: "زيت زيتون - ٧٥٠ مل",
        descriptionEn: "Cold pressed & fruity",
        descriptionAr: "معصور على البارد",
        categoryPathEn: ["Food, Beverages & Tobacco", "Food Items"],
        categoryPathAr: ["زيوت"],
        brand: "Ajloun",
        priceFils: 6250,
        compareAtPriceFils: 7500,
        stockQty: 40,
        imageUrls: ["https://cdn.test/v.jpg", "https://cdn.test/p.jpg"],
      },
    });
  });

  it.each([
    ["6.25", 6250],
    ["6.250", 6250],
    ["0.005", 5],
    ["1234", 1_234_000],
  ])("at the exact price: %s is %i fils", (price, fils) => {
    expect(mapped({}, { price }).priceFils).toBe(fils);
  });

  it("keeps a compare-at price only where it says that there is a saving", () => {
    expect(mapped({}, { price: "5", compareAtPrice: "5" }).compareAtPriceFils).toBeNull();
    expect(mapped({}, { price: "5", compareAtPrice: "4" }).compareAtPriceFils).toBeNull();
    expect(mapped({}, { price: "5", compareAtPrice: "6.1" }).compareAtPriceFils).toBe(6100);
  });

  it("makes a SKU of its id where it has none", () => {
    expect(mapped({}, { sku: null }).sku).toBe("shopify-11");
    expect(mapped({}, { sku: "  " }).sku).toBe("shopify-11");
  });
});

describe("titles", () => {
  const options = [option("Size", "Small", "صغير"), option("Color", "Red")];

  it("name all option values, and copy one that is not translated", () => {
    const titles = mapped(
      { title: "Shirt", onlyDefaultVariant: false, translations: translations({ title: "قميص" }) },
      { options },
    );
    expect(titles).toMatchObject({ titleEn: "Shirt - Small / Red", titleAr: "قميص - صغير / Red" });
  });

  it("drop the default value of a lone variant", () => {
    expect(mapped({ title: "Soap" }).titleEn).toBe("Soap");
  });

  it("come from the shop's own text in Arabic and the translation in English when the shop is Arabic", () => {
    const facts = { title: "زيت زيتون", translations: translations({}, { title: "Olive oil" }) };
    expect(mapped(facts, {}, { primaryLocale: "ar" })).toMatchObject({ titleAr: "زيت زيتون", titleEn: "Olive oil" });
  });

  it("come both from translations in a shop of a third language", () => {
    const facts = {
      title: "Huile d'olive",
      translations: translations({ title: "زيت زيتون" }, { title: "Olive oil" }),
    };
    expect(mapped(facts, {}, { primaryLocale: "fr-CA" })).toMatchObject({ titleAr: "زيت زيتون", titleEn: "Olive oil" });
  });

  it("copy the other language where one is missing, or the shop's own where both are", () => {
    const untranslated = { title: "Soap", translations: translations() };
    expect(mapped(untranslated)).toMatchObject({ titleEn: "Soap", titleAr: "Soap" });
    expect(mapped(untranslated, {}, { primaryLocale: "fr" })).toMatchObject({ titleEn: "Soap", titleAr: "Soap" });
    const onlyArabic = { title: "Savon", translations: translations({ title: "صابون" }) };
    expect(mapped(onlyArabic, {}, { primaryLocale: "fr" })).toMatchObject({ titleEn: "صابون", titleAr: "صابون" });
  });
});

describe("a variant is held back", () => {
  it.each([
    ["another currency", {}, {}, { currency: "USD" }, "catalog.currency_unsupported"],
    ["a currency not read yet", {}, {}, { currency: "" }, "catalog.currency_unsupported"],
    ["a fourth decimal", {}, { price: "1.2345" }, {}, "catalog.price_invalid"],
    ["a price that is no number", {}, { price: "free" }, {}, "catalog.price_invalid"],
    ["a negative price", {}, { price: "-1" }, {}, "catalog.price_invalid"],
    ["no price", {}, { price: "0.00" }, {}, "catalog.price_missing"],
    ["an endless SKU", {}, { sku: "x".repeat(256) }, {}, "catalog.sku_too_long"],
    ["no SKU, when the merchant wants those held", {}, { sku: "" }, holding, "catalog.sku_missing"],
    [
      "no Arabic title, when the merchant wants those held",
      { translations: translations() },
      {},
      holding,
      "catalog.translation_missing",
    ],
  ])("for %s", (_, p, v, r, code) => {
    expect(map(p, v, r)).toMatchObject({ ok: false, code });
  });

  it("names the missing language", () => {
    const facts = { title: "زيت", translations: translations() };
    expect(map(facts, {}, { ...holding, primaryLocale: "ar" })).toMatchObject({ params: { language: "en" } });
  });

  it("but not for option values that are translated nowhere", () => {
    const options = [option("Size", "XL")];
    expect(map({ onlyDefaultVariant: false, updatedAt: LONG_AGO }, { options }, holding)).toMatchObject({ ok: true });
  });
});
