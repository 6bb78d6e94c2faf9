import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import { describe, expect, it } from "vitest";

import { productsFromCsv } from "./index";
import { amount } from "./money";

const REAL = path.resolve("../shared/data/shopify-product-csvs");

describe("a Shopify product export", () => {
  it("gathers the rows of a product: variants, images, and what only the first row says", () => {
    const csv = `\uFEFFHandle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option1 Linked To,Option2 Name,Option2 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Variant Barcode,Image Src,Image Position,Variant Image,Status
shirt,قميص أزرق,"<p>قطن، ""ناعم""
سطر ثان</p>",متجر,Apparel > Shirts,Shirts,"قطن, صيف",true,اللون,أزرق,,المقاس,S,'0001,shopify,4,continue,12.5,15,'0625,https://i.example/b.jpg,2,,active
shirt,,,,,,,,,أزرق,,,M,SH-M,shopify,-2,deny,12.50,,,https://i.example/a.jpg,1,https://i.example/a.jpg,
shirt,,,,,,,,,,,,,,,,,,,,https://i.example/c.jpg,3,,
`;
    expect(productsFromCsv(csv)).toEqual([
      {
        handle: "shirt",
        title: "قميص أزرق",
        descriptionHtml: '<p>قطن، "ناعم"\nسطر ثان</p>',
        vendor: "متجر",
        productType: "Shirts",
        category: "Apparel > Shirts",
        tags: ["قطن", "صيف"],
        status: "ACTIVE",
        published: true,
        options: ["اللون", "المقاس"],
        variants: [
          expect.objectContaining({
            options: ["أزرق", "S"],
            sku: "0001",
            barcode: "0625",
            price: "12.5",
            stock: 4,
            policy: "CONTINUE",
          }),
          expect.objectContaining({
            options: ["أزرق", "M"],
            sku: "SH-M",
            compareAtPrice: null,
            stock: -2,
            policy: "DENY",
          }),
        ],
        images: ["a", "b", "c"].map((name) => ({ url: `https://i.example/${name}.jpg`, alt: null })),
      },
    ]);
  });

  it("may lack columns, and carry drafts, unpublished products and odd prices", () => {
    const csv = `Handle,Title,Published,Option1 Name,Option1 Value,Variant Price,Status
one,One,FALSE,Title,Default Title,"1,234.50",draft
two,Two,,Title,Default Title,"JOD 5,5",archived
three,Three,TRUE,Title,Default Title,٣٫٧٥٠,
`;
    const [one, two, three] = productsFromCsv(csv);
    expect(one).toMatchObject({
      published: false,
      status: "DRAFT",
      variants: [{ price: "1234.50", sku: null, stock: 0, tracked: false }],
    });
    expect(two).toMatchObject({ published: true, status: "ARCHIVED", variants: [{ price: "5.5" }] });
    expect(three).toMatchObject({ status: "ACTIVE", variants: [{ price: "3.750" }], images: [], tags: [] });
    expect(productsFromCsv("")).toEqual([]);
    expect(productsFromCsv("Handle,Title\n")).toEqual([]);
  });

  it.skipIf(!existsSync(REAL))("is read in full from real shops' files (skipped where they are not at hand)", () => {
    const counts = readdirSync(REAL)
      .sort()
      .map((name) => {
        const products = productsFromCsv(readFileSync(path.join(REAL, name), "utf8"));
        expect(products.every((one) => one.title && one.variants.every(({ price }) => amount(price ?? "") > 0n))).toBe(
          true,
        );
        return [products.length, products.flatMap(({ variants }) => variants).length];
      });
    expect(counts).toEqual([
      [20, 22],
      [20, 21],
      [20, 23],
    ]);
  });
});
