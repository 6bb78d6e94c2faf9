import { describe, expect, it } from "vitest";

import { asFils, removed, statusChanged, upserted } from "../../../test/support/hkj";
import { type StatusWords, orderStatus } from "../../canonical/order";
import { encode } from "./encode";
import { readFindings, readOptions } from "./options";

const everything = readFindings({ understands: ["stock", "price", "deleted"] });
const nothing = readFindings({});

function dataOf(
  event: Parameters<typeof encode>[0],
  options: Record<string, unknown> = {},
  findings = nothing,
  words: StatusWords = {},
): Record<string, unknown> {
  const encoded = encode(event, readOptions(options), findings, words);
  if (encoded.kind !== "send") throw new Error(encoded.message);
  return encoded.envelope;
}

describe("a product on its way to HKJ", () => {
  it("goes as the documented record, complete, and nothing else", () => {
    expect(dataOf(upserted("OLV-750"))).toEqual({
      event_id: "p-OLV-750-v1",
      event_type: "product.upserted",
      data: {
        sku: "OLV-750",
        external_id: "447",
        title_en: "Olive oil OLV-750",
        title_ar: "زيت زيتون OLV-750",
        price_fils: 6250,
        stock_qty: 40,
      },
    });
  });

  it("carries its barcode where it has one", () => {
    expect(dataOf(upserted("A", { barcode: "625" }))["data"]).toMatchObject({ barcode: "625" });
  });

  const rich = {
    descriptionEn: "Cold pressed",
    descriptionAr: "عصر بارد",
    categoryPathEn: ["Food", "Oil"],
    categoryPathAr: ["طعام", "زيت"],
    brand: "Jabal",
    compareAtPriceFils: asFils(7000),
    imageUrls: ["https://cdn.example/a.jpg"],
  };

  it("keeps to itself what HKJ does not document, until the connection asks for it", () => {
    expect(Object.keys(dataOf(upserted("A", rich))["data"] as object).sort()).toEqual(
      ["external_id", "price_fils", "sku", "stock_qty", "title_ar", "title_en"].sort(),
    );
    const optionalFields = [
      "descriptionEn",
      "descriptionAr",
      "categoryPathEn",
      "categoryPathAr",
      "imageUrls",
      "brand",
      "compareAtPriceFils",
      "isActive",
    ];
    expect(dataOf(upserted("A", rich), { optionalFields, categorySeparator: " / " })["data"]).toMatchObject({
      description_en: "Cold pressed",
      description_ar: "عصر بارد",
      category_path_en: "Food / Oil",
      category_path_ar: "طعام / زيت",
      images: ["https://cdn.example/a.jpg"],
      brand: "Jabal",
      compare_at_price_fils: 7000,
      is_active: true,
    });
  });

  it("leaves out an optional field that it does not have", () => {
    const data = dataOf(upserted("A"), { optionalFields: ["brand", "categoryPathEn", "imageUrls"] })["data"] as object;
    for (const key of ["brand", "category_path_en", "images"]) expect(data).not.toHaveProperty(key);
  });

  it("tells when it happened only where the connection asks for it", () => {
    expect(dataOf(upserted("A"))).not.toHaveProperty("occurred_at");
    expect(dataOf(upserted("A"), { sendOccurredAt: true })).toMatchObject({ occurred_at: "2026-11-21T09:00:00.000Z" });
  });

  it("never has less than no stock", () => {
    expect(dataOf(upserted("A", { stockQty: -3 }))["data"]).toMatchObject({ stock_qty: 0 });
    expect(dataOf(upserted("A", { stockQty: -3 }, ["stock"]), {}, everything)["data"]).toEqual({
      sku: "A",
      stock_qty: 0,
    });
  });
});

describe("a lighter event", () => {
  it.each([
    [["stock"], "stock.updated", { sku: "A", stock_qty: 40 }],
    [["price"], "price.updated", { sku: "A", price_fils: 6250 }],
  ] as const)("for a change of %s alone is %s, once HKJ is known to understand it", (changed, type, data) => {
    expect(dataOf(upserted("A", {}, [...changed]), {}, everything)).toMatchObject({ event_type: type, data });
    expect(dataOf(upserted("A", {}, [...changed]), {}, nothing)).toMatchObject({ event_type: "product.upserted" });
    expect(dataOf(upserted("A", {}, [...changed]), { lightEvents: "never" }, everything)).toMatchObject({
      event_type: "product.upserted",
    });
  });

  it.each([[["content"]], [["price", "stock"]], [["content", "stock"]]] as const)(
    "is never used for a change of %s",
    (changed) => {
      expect(dataOf(upserted("A", {}, [...changed]), {}, everything)).toMatchObject({ event_type: "product.upserted" });
    },
  );

  it("is used only where that very one is understood", () => {
    const stockOnly = readFindings({ understands: ["stock"] });
    expect(dataOf(upserted("A", {}, ["price"]), {}, stockOnly)).toMatchObject({ event_type: "product.upserted" });
    expect(dataOf(removed("A"), {}, stockOnly)).toMatchObject({ event_type: "product.upserted" });
  });
});

describe("a product that is not sold any more", () => {
  it("is deleted where HKJ understands that", () => {
    expect(dataOf(removed("A"), {}, everything)).toMatchObject({ event_type: "product.deleted", data: { sku: "A" } });
  });

  it("otherwise keeps its record, with nothing left to sell", () => {
    const encoded = dataOf(removed("A"), { optionalFields: ["isActive"] });
    expect(encoded).toMatchObject({ event_type: "product.upserted" });
    expect(encoded["data"]).toMatchObject({ sku: "A", stock_qty: 0, title_ar: "زيت زيتون A", is_active: false });
  });
});

describe("an order's status", () => {
  it("names the order by our id and by HKJ's", () => {
    expect(dataOf(statusChanged())).toEqual({
      event_id: "o-1-v1",
      event_type: "order.status_changed",
      data: { order_id: "5001", external_order_id: "5001", order_number: "HKJ-1001", status: "shipped" },
    });
  });

  it("names it by HKJ's alone while there is no other", () => {
    expect(dataOf(statusChanged({ shopOrderId: null, status: "cancelled" }))["data"]).toEqual({
      order_number: "HKJ-1001",
      status: "cancelled",
    });
  });

  it("carries tracking and notes where there are any", () => {
    const tracking = { company: "Aramex", number: "AX1", url: "https://track.example/AX1" };
    expect(dataOf(statusChanged({ tracking, noteEn: "On its way", noteAr: "في الطريق" }))["data"]).toMatchObject({
      tracking_number: "AX1",
      tracking_url: "https://track.example/AX1",
      note_en: "On its way\nCarrier: Aramex",
      note_ar: "في الطريق\nشركة الشحن: Aramex",
    });
  });

  it("has a word for every status HKJ is thought to know", () => {
    for (const status of orderStatus.exclude(["partly_refunded"]).options)
      expect(dataOf(statusChanged({ status }))["data"]).toMatchObject({ status: expect.stringMatching(/^[a-z]+$/) });
  });

  it("is left untold rather than told wrong", () => {
    const encoded = encode(statusChanged({ status: "partly_refunded" }), readOptions({}), nothing);
    expect(encoded.kind).toBe("untold");
    const words = { partly_refunded: "partially_refunded" };
    expect(dataOf(statusChanged({ status: "partly_refunded" }), {}, nothing, words)["data"]).toMatchObject({
      status: "partially_refunded",
    });
  });

  it("can be another word, or none, for one connection", () => {
    const words = { shipped: "on_the_way", processing: null };
    expect(dataOf(statusChanged(), {}, nothing, words)["data"]).toMatchObject({ status: "on_the_way" });
    expect(encode(statusChanged({ status: "processing" }), readOptions({}), nothing, words).kind).toBe("untold");
  });

  it("says who carries the parcel in the notes, or under a key of its own where the option says so, or not", () => {
    const tracking = { company: "Aramex", number: "JO1", url: null };
    const dataWith = (options: object) => dataOf(statusChanged({ tracking }), { ...options })["data"];
    expect(dataWith({})).toMatchObject({ note_en: "Carrier: Aramex", note_ar: "شركة الشحن: Aramex" });
    expect(dataWith({})).not.toHaveProperty("tracking_company");
    expect(dataWith({ carrier: "key" })).toMatchObject({ tracking_company: "Aramex", tracking_number: "JO1" });
    expect(dataWith({ carrier: "key" })).not.toHaveProperty("note_en");
    expect(dataWith({ carrier: "never" })).not.toHaveProperty("note_en");
    const partly = dataOf(statusChanged({ status: "partly_shipped", tracking }))["data"];
    expect(partly).toMatchObject({ note_en: "Part of the order is on its way.\nCarrier: Aramex" });
  });

  it("says that only a part was shipped, unless the shop says something itself", () => {
    expect(dataOf(statusChanged({ status: "partly_shipped" }))["data"]).toMatchObject({
      status: "processing",
      note_en: "Part of the order is on its way.",
      note_ar: expect.stringContaining("جزء"),
    });
    const own = dataOf(statusChanged({ status: "partly_shipped", noteEn: "Two of three" }))["data"];
    expect(own).toMatchObject({ note_en: "Two of three" });
    expect(own).not.toHaveProperty("note_ar");
  });
});

describe("the last look before it leaves", () => {
  it.each([
    ["the SKU", { sku: " " as never }],
    ["the English title", { titleEn: "" }],
    ["the Arabic title", { titleAr: " " }],
    ["the price", { priceFils: asFils(-1) }],
    ["the price", { priceFils: asFils(12.5) }],
    ["the price", { priceFils: undefined as never }],
    ["the stock", { stockQty: 1.5 }],
  ])("holds back a record at fault in %s", (what, product) => {
    const encoded = encode(upserted("A", product), readOptions({}), everything);
    expect(encoded).toMatchObject({ kind: "refuse", message: expect.stringContaining(what) });
  });

  it("lets a free article through", () => {
    expect(encode(upserted("A", { priceFils: asFils(0) }), readOptions({}), nothing).kind).toBe("send");
  });
});

describe("options", () => {
  it("fall back one by one where they are not understood", () => {
    const options = readOptions({ signatureScheme: "md5", lightEvents: "never", maxEvents: 0, __proto__: 1 });
    expect(options).toMatchObject({ signatureScheme: "auto", lightEvents: "never", maxEvents: 100 });
    for (const stored of [null, 3, "x", []]) expect(readOptions(stored)).toEqual(readOptions({}));
  });
});
