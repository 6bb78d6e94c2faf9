import { describe, expect, it } from "vitest";

import { canonical, documented, line, orderWith, placed, read } from "../../../test/support/hkj-orders";

describe("money", () => {
  it.each([
    [{ unit_price_fils: 6250 }, 6250],
    [{ unit_price_fils: "6250" }, 6250],
    [{ unit_price_fils: 6250.0 }, 6250],
    [{ price_fils: 6250 }, 6250],
    [{ unit_price_jod: "6.250" }, 6250],
    [{ unit_price_jod: 6.25 }, 6250],
    [{ price_jod: "6.25" }, 6250],
    [{ unit_price_jod: "٦٫٢٥٠" }, 6250],
    [{ unit_price_fils: 6250, unit_price_jod: "9.999" }, 6250],
    [{ price_fils: 6250, unit_price_jod: "9.999" }, 6250],
    [{ unit_price_fils: null, unit_price_jod: "6.250" }, 6250],
    [{ unit_price_fils: 0 }, 0],
    [{}, null],
    [{ line_total_fils: 12500 }, 6250],
    [{ subtotal_fils: "12500" }, 6250],
    [{ unit_price_fils: 6250, line_total_fils: 11000 }, 6250],
  ])("of a line: %j is %s", (fields, expected) => {
    expect(orderWith(line(fields)).lines.map((entry) => entry.unitPriceFils)).toEqual([expected]);
  });

  it("written as a number of dinars is exact, because it is never a float", () => {
    // 1.005 * 1000 is 1004.9999999999999 in floating point.
    const body = JSON.stringify(placed({ ...documented, ...line({ unit_price_jod: 0 }) })).replace(
      '"unit_price_jod":0',
      '"unit_price_jod":1.005',
    );
    expect(read(body)).toMatchObject({ order: { lines: [{ unitPriceFils: 1005 }] } });
  });

  it("known only as a total that the quantity does not divide stays exact on two lines", () => {
    const { lines } = orderWith({ items: [{ sku: "A", quantity: 3, line_total_fils: 1000 }] });
    expect(lines.map(({ quantity, unitPriceFils }) => [quantity, unitPriceFils])).toEqual([
      [2, 333],
      [1, 334],
    ]);
  });

  it.each([
    ["grand_total_fils", { total_fils: undefined, grand_total_fils: 14500 }],
    ["total_jod", { total_fils: undefined, total_jod: "14.500" }],
    ["total_fils before total_jod", { total_jod: "1.000" }],
    ["shipping_fils", { delivery_fee_fils: undefined, shipping_fils: 2000 }],
    ["delivery_fee_jod", { delivery_fee_fils: undefined, delivery_fee_jod: "2" }],
  ])("of the order may be named %s", (_name, change) => {
    expect(orderWith(change)).toEqual(canonical);
  });

  it("taken off may be written below zero", () => {
    expect(orderWith({ discount_fils: -500 }).discountFils).toBe(500);
    expect(orderWith({ discount_fils: 500 }).discountFils).toBe(500);
  });

  it("that does not add up is not refused here", () => {
    expect(orderWith({ total_fils: 1 }).totalFils).toBe(1);
  });
});

describe("text", () => {
  it("in Arabic digits is understood where it is a quantity or a phone, and kept where it is not", () => {
    const order = orderWith({
      items: [{ sku: "OLV-٧٥٠", quantity: "٢", unit_price_fils: "٦٢٥٠" }],
      customer: { name: "لينا ٢", phone: "\u202a+٩٦٢٧٩۰۰۰۰۰۰۰\u202c" },
      notes: "بعد الساعة ٦",
    });
    expect(order.lines[0]).toMatchObject({ sku: "OLV-٧٥٠", quantity: 2, unitPriceFils: 6250 });
    expect(order.customer).toMatchObject({ name: "لينا ٢", phone: "+962790000000" });
    expect(order.note).toBe("بعد الساعة ٦");
  });

  it("written as a number keeps all its digits", () => {
    const body =
      '{"event_id":1,"event_type":"order.placed","data":{"id":98765432109876543210,"items":[{"sku":1001,"qty":1}],"customer_phone":962790000000}}';
    expect(read(body)).toMatchObject({
      deliveryId: "1",
      order: { channelOrderId: "98765432109876543210", lines: [{ sku: "1001" }], customer: { phone: "962790000000" } },
    });
  });

  it("holds nothing afterwards that a database refuses", () => {
    const order = orderWith({ notes: "a\u0000b\ud800c", order_number: "HKJ\u0000-1042" });
    expect(order.note).toBe("ab\ufffdc");
    expect(order.channelOrderId).toBe("HKJ-1042");
  });
});

describe("a line that says two things", () => {
  const lines = (fields: object, order: object) =>
    orderWith({
      items: [{ sku: "A", quantity: 3, unit_price_fils: 1000, ...fields }],
      delivery_fee_fils: 0,
      ...order,
    }).lines.map(({ quantity, unitPriceFils }) => [quantity, unitPriceFils]);

  it.each([
    [
      "its total, where the order's total agrees",
      { line_total_fils: 2500 },
      { total_fils: 2500 },
      [
        [2, 833],
        [1, 834],
      ],
    ],
    ["its unit price, where the order's total agrees", { line_total_fils: 2500 }, { total_fils: 3000 }, [[3, 1000]]],
    ["its discount", { discount_fils: 300 }, { total_fils: 2700 }, [[3, 900]]],
    ["its discount, once only", { line_total_fils: 2700, discount_fils: 300 }, { total_fils: 2700 }, [[3, 900]]],
    ["its discount off a full total", { line_total_fils: 3000, discount_fils: 300 }, { total_fils: 2700 }, [[3, 900]]],
    [
      "its unit price, where its discount is told as the order's too",
      { discount_fils: 300 },
      { discount_fils: 300, total_fils: 2700 },
      [[3, 1000]],
    ],
    ["the less, where no total is told", { line_total_fils: 2700 }, { total_fils: undefined }, [[3, 900]]],
    ["the less, where neither agrees", { line_total_fils: 3300 }, { total_fils: 1 }, [[3, 1000]]],
  ])("costs %s", (_, fields, order, sold) => {
    expect(lines(fields, order)).toEqual(sold);
  });
});

describe("an address in Jordan", () => {
  const addressOf = (delivery_address: object) => orderWith({ delivery_address }).address;

  it("keeps the governorate, for which Shopify has no field", () => {
    expect(addressOf({ governorate: "إربد", street: "شارع الجامعة" })).toMatchObject({ city: "إربد", area: null });
    expect(addressOf({ city: "الرمثا", area: "الحي الشرقي", governorate: "إربد" })).toMatchObject({
      city: "الرمثا",
      area: "الحي الشرقي, إربد",
    });
    expect(addressOf({ city: "Amman", governorate: "Amman" })).toMatchObject({ city: "Amman", area: null });
  });

  it("keeps floor, apartment and the pin on the map", () => {
    const address = { street: "Rainbow St", building: "12", floor: "3", apartment: "5", lat: 31.95, lng: "35.91" };
    expect(addressOf(address)).toMatchObject({ building: "12, floor 3, apartment 5", notes: "31.95,35.91" });
  });
});
