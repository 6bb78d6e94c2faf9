import { describe, expect, it } from "vitest";

import { useDatabase } from "../../../test/support/database";
import { addConnection, addListing } from "../../../test/support/view-rows";
import { searchArticles } from "./article-search";

const database = useDatabase();

async function shopWith(shop: string, ...listings: Omit<Parameters<typeof addListing>[1], "shop" | "connectionId">[]) {
  const connectionId = await addConnection(database.db, shop);
  for (const listing of listings) await addListing(database.db, { shop, connectionId, ...listing });
  return {
    articles: (text: string) => searchArticles(database.db, shop, connectionId, text),
    find: async (text: string) =>
      (await searchArticles(database.db, shop, connectionId, text)).map(({ variantId }) => variantId),
  };
}

const oil = {
  variantId: "1",
  title: "Olive oil - 750 ml",
  sku: "OLV-750",
  record: { titleAr: "زيت زيتون - ٧٥٠ مل", titleEn: "Olive oil - 750 ml" },
};

describe("the search for an order line's article", () => {
  it("finds words in any order, in the titles of both languages and in the SKU", async () => {
    const { find } = await shopWith("words.myshopify.com", oil, { variantId: "2", title: "Cup" });
    for (const text of ["زيت", "زيتون زيت", "oil olive", "olv زيت", " OLV-7 "]) expect(await find(text)).toEqual(["1"]);
    expect(await find("زيت cup")).toEqual([]);
  });

  it("takes percent, underscore and backslash for what they are, and a NUL for nothing", async () => {
    const soap = { variantId: "2", title: "Soap 100% a_b c\\d" };
    const { find } = await shopWith("signs.myshopify.com", soap, oil);
    for (const text of ["0%", "_", "\\", "100\u0000%"]) expect(await find(text)).toEqual(["2"]);
    expect(await find("\u0000")).toEqual([]);
  });

  it("names what was taken out after what is offered, and leaves out what is deleted", async () => {
    const removed = { state: "removed", title: "Olive oil" };
    const { articles } = await shopWith(
      "removed.myshopify.com",
      { ...removed, variantId: "2", title: "A drafted oil", reason: "catalog.product_draft" },
      { ...removed, variantId: "3", reason: "catalog.product_deleted" },
      { ...removed, variantId: "4", reason: "catalog.variant_removed" },
      oil,
    );
    expect(await articles("oil")).toMatchObject([
      { variantId: "1", takenOut: false, titles: { ar: "زيت زيتون - ٧٥٠ مل" } },
      { variantId: "2", takenOut: true, titles: null },
    ]);
  });

  it("never finds another shop's articles", async () => {
    await shopWith("one.myshopify.com", oil);
    const { find } = await shopWith("other.myshopify.com");
    expect(await find("زيت")).toEqual([]);
  });
});
