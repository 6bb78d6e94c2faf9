import { describe, expect, it } from "vitest";

import { productsOf } from "./export-products";
import type { ProductFacts } from "./product-facts";

const texts = { ar: [{ key: "title", value: "زيت" }], en: [] };
const oil = {
  id: "gid://shopify/Product/1",
  title: "Oil",
  descriptionHtml: "",
  vendor: "",
  productType: "",
  tags: [],
  status: "ACTIVE",
  publishedAt: null,
  updatedAt: "2026-11-01T08:00:00Z",
  hasOnlyDefaultVariant: true,
  category: null,
  variantsCount: { count: 1 },
  ...texts,
};
const variant = {
  id: "gid://shopify/ProductVariant/11",
  sku: null,
  barcode: null,
  price: "5.00",
  compareAtPrice: null,
  inventoryPolicy: "DENY",
  image: null,
  selectedOptions: [{ name: "Title", value: "Default Title", optionValue: { ar: [], en: [] } }],
  inventoryItem: { id: "gid://shopify/InventoryItem/711", tracked: true, requiresShipping: true },
  __parentId: oil.id,
};
const level = {
  id: "gid://shopify/InventoryLevel/9?inventory_item_id=711",
  updatedAt: "2026-11-01T08:00:00Z",
  location: { id: "gid://shopify/Location/900" },
  quantities: [{ quantity: 4 }],
  __parentId: variant.id,
};
const video = { id: "gid://shopify/Video/5", __parentId: oil.id };
const photo = { id: "gid://shopify/MediaImage/6", image: { url: "https://cdn.test/6.jpg" }, __parentId: oil.id };

async function read(...lines: unknown[]) {
  async function* stream() {
    yield lines;
  }
  const products: ProductFacts[] = [];
  for await (const product of productsOf(stream())) products.push(product);
  return products;
}

describe("the lines of an export", () => {
  it("that was asked for by an older release, which did not ask whether an item is shipped, are goods", async () => {
    const inventoryItem = { id: variant.inventoryItem.id, tracked: true };
    const [product] = await read(oil, { ...variant, inventoryItem });
    expect(product?.variants).toMatchObject([{ requiresShipping: true }]);
  });

  it("become products with all that hangs on them, in whatever order it hangs", async () => {
    const other = { ...oil, id: "gid://shopify/Product/2" };
    const [first, second, ...more] = await read(oil, video, variant, level, photo, other);
    expect(first).toMatchObject({
      productId: "1",
      imageUrls: ["https://cdn.test/6.jpg"],
      variants: [{ variantId: "11", levels: [{ locationId: "900", available: 4 }] }],
    });
    expect(first?.translations.ar.get("title")).toBe("زيت");
    expect(second).toMatchObject({ productId: "2", variants: [] });
    expect(more).toEqual([]);
  });

  it("may hang levels on the inventory item", async () => {
    const [product] = await read(oil, variant, { ...level, __parentId: variant.inventoryItem.id });
    expect(product?.variants[0]?.levels).toHaveLength(1);
  });

  it.each([
    ["hangs on another product", [oil, { ...variant, __parentId: "gid://shopify/Product/3" }]],
    ["hangs on nothing", [variant]],
    ["is of another shape", [{ ...oil, title: 5 }]],
    ["has no id", [{ title: "?" }]],
  ])("are refused when one %s", async (_, lines) => {
    await expect(read(...lines)).rejects.toMatchObject({ kind: "final", code: "catalog.export_unreadable" });
  });
});
