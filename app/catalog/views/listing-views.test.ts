import { describe, expect, it } from "vitest";

import { useDatabase } from "../../../test/support/database";
import { addConnection, addListing } from "../../../test/support/view-rows";
import { countListings } from "./listing-counts";
import { type ListingQuery, listListings } from "./listing-page";
import { groupListingReasons } from "./listing-reasons";

const database = useDatabase();
const ALL: Omit<ListingQuery, "connectionId"> = { state: null, search: "", after: null, before: null };

async function shopWith(domain: string, count: number) {
  const connectionId = await addConnection(database.db, domain);
  for (let n = 1; n <= count; n += 1) {
    await addListing(database.db, { shop: domain, connectionId, variantId: String(1000 + n) });
  }
  return connectionId;
}

describe("the catalogue list", () => {
  it("turns its pages forth and back without losing or repeating an item", async () => {
    const shop = "pages.myshopify.com";
    const connectionId = await shopWith(shop, 7);
    const page = (turn: Partial<ListingQuery>) =>
      listListings(database.db, shop, { ...ALL, connectionId, size: 3, ...turn });
    const first = await page({});
    const second = await page({ after: first.next });
    const third = await page({ after: second.next });
    const numbers = [first, second, third].map(({ rows }) => rows.map(({ sku }) => Number(sku.slice(4))));
    expect(numbers).toEqual([[1007, 1006, 1005], [1004, 1003, 1002], [1001]]);
    expect([first.previous, third.next]).toEqual([null, null]);
    expect((await page({ before: third.previous })).rows).toEqual(second.rows);
    const back = await page({ before: second.previous });
    expect(back.rows).toEqual(first.rows);
    expect(back.previous).toBeNull();
  });

  it("finds by part of a title or SKU, taking percent and underscore for what they are", async () => {
    const shop = "search.myshopify.com";
    const connectionId = await addConnection(database.db, shop);
    const add = (variantId: string, title: string, sku: string) =>
      addListing(database.db, { shop, connectionId, variantId, title, sku });
    await add("1", "زيت زيتون", "OLV-1");
    await add("2", "Soap 100% olive", "SOAP_1");
    await add("3", "Cup", "CUP-1");
    const find = async (search: string) =>
      (await listListings(database.db, shop, { ...ALL, connectionId, search })).rows.map(({ sku }) => sku);
    expect(await find("OLIVE")).toEqual(["SOAP_1"]);
    expect(await find("زيتون")).toEqual(["OLV-1"]);
    expect(await find("0%")).toEqual(["SOAP_1"]);
    expect(await find("_")).toEqual(["SOAP_1"]);
    expect(await find("%")).toEqual(["SOAP_1"]);
  });

  it("finds by the titles the channel shows, in either language", async () => {
    const shop = "titles.myshopify.com";
    const connectionId = await addConnection(database.db, shop);
    const record = { titleAr: "زيت زيتون ١٠٠٪", titleEn: "Olive oil" };
    await addListing(database.db, { shop, connectionId, variantId: "1", title: "Huile d'olive", record });
    await addListing(database.db, { shop, connectionId, variantId: "2", title: "Cup" });
    const find = async (search: string) =>
      (await listListings(database.db, shop, { ...ALL, connectionId, search })).rows.map(({ sku }) => sku);
    for (const search of ["زيت", "olive OIL", "huile"]) expect(await find(search)).toEqual(["SKU-1"]);
    expect(await find("cup")).toEqual(["SKU-2"]);
    expect(await find("titleAr")).toEqual([]);
  });

  it("takes a NUL in a search for nothing", async () => {
    const shop = "nul.myshopify.com";
    const connectionId = await shopWith(shop, 1);
    const { rows } = await listListings(database.db, shop, { ...ALL, connectionId, search: "item\u0000 1" });
    expect(rows).toHaveLength(1);
  });

  it("shows state, price, quantity and reason, and that a newer change waits", async () => {
    const shop = "rows.myshopify.com";
    const connectionId = await addConnection(database.db, shop);
    const record = { priceFils: 4500, stockQty: 3, sku: "A" };
    await addListing(database.db, { shop, connectionId, variantId: "2", record, version: 3, sentVersion: 2 });
    await addListing(database.db, {
      shop,
      connectionId,
      variantId: "1",
      state: "failed",
      reason: "catalog.event_refused",
      reasonParams: { message: "no", nested: { secret: 1 } },
    });
    const { rows } = await listListings(database.db, shop, { ...ALL, connectionId });
    expect(rows[0]).toMatchObject({ state: "synced", changing: true, priceFils: 4500, quantity: 3, reason: null });
    expect(rows[1]).toMatchObject({
      state: "failed",
      changing: false,
      priceFils: null,
      reason: { code: "catalog.event_refused", params: { message: "no" } },
    });
  });

  it("counts by state and by reason, and never another shop's items", async () => {
    const shop = "counts.myshopify.com";
    const connectionId = await shopWith(shop, 2);
    const held = { shop, connectionId, state: "skipped", reason: "catalog.price_missing" };
    await addListing(database.db, { ...held, variantId: "1" });
    await addListing(database.db, { ...held, variantId: "2" });
    const other = { connectionId, shop: "other.myshopify.com", state: "failed", reason: "catalog.event_refused" };
    await addListing(database.db, { ...other, variantId: "3" });
    expect(await countListings(database.db, shop, connectionId)).toEqual({
      synced: 2,
      pending: 0,
      skipped: 2,
      failed: 0,
      removed: 0,
    });
    expect(await groupListingReasons(database.db, shop, connectionId)).toMatchObject([
      { code: "catalog.price_missing", count: 2, subject: "skipped", params: { item: expect.any(String) } },
    ]);
    expect((await listListings(database.db, shop, { ...ALL, connectionId })).rows).toHaveLength(4);
  });
});
