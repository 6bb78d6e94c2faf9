import { describe, expect, it } from "vitest";

import { canonical, documented, line, orderWith, placed, read, refusalOf } from "../../../test/support/hkj-orders";
import { decode } from "./decode";

describe("an order as HKJ most likely sends it", () => {
  it("becomes the canonical order", () => {
    expect(read(placed(documented))).toEqual({ kind: "order_placed", deliveryId: "evt-1", order: canonical });
  });

  it("may carry any number of fields nobody knows", () => {
    const extra = { loyalty: { points: 3 }, __proto__: { x: 1 }, tags: ["a"], constructor: "x" };
    expect(orderWith(extra)).toEqual(canonical);
  });

  it("needs no more than a reference and a line", () => {
    expect(read({ event_type: "order.placed", data: { id: 7, items: [{ sku: "A", qty: 1 }] } })).toMatchObject({
      kind: "order_placed",
      order: {
        channelOrderId: "7",
        placedAt: null,
        customer: { name: null, phone: null, email: null },
        address: null,
        lines: [{ sku: "A", quantity: 1, unitPriceFils: null }],
        deliveryFeeFils: 0,
        discountFils: 0,
        totalFils: null,
        paid: false,
      },
    });
  });
});

describe("the envelope", () => {
  it.each([
    ["event_id, event_type and data", {}],
    ["id and type", { event_id: undefined, event_type: undefined, id: "evt-1", type: "order.placed" }],
    ["event and payload", { event_type: undefined, event: "ORDER.PLACED", data: undefined, payload: documented }],
    ["order.created", { event_type: "order.created" }],
  ])("may be spelled with %s", (_name, envelope) => {
    expect(read(placed(documented, envelope))).toMatchObject({ kind: "order_placed", deliveryId: "evt-1" });
  });

  it("may be missing around flat data", () => {
    const flat = { event_id: "evt-1", event_type: "order.placed", ...documented };
    expect(read(flat)).toMatchObject({ kind: "order_placed", order: { channelOrderId: "HKJ-1042" } });
  });

  it("may be a list of one, or begin with a byte order mark", () => {
    expect(read([placed(documented)])).toMatchObject({ kind: "order_placed" });
    expect(read(`\ufeff${JSON.stringify(placed(documented))}`)).toMatchObject({ kind: "order_placed" });
  });

  it("without an id is known by its body", () => {
    const body = placed(documented, { event_id: undefined });
    const { deliveryId } = read(body);
    expect(deliveryId).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(read(body).deliveryId).toBe(deliveryId);
    expect(read(placed({ ...documented, notes: "x" }, { event_id: undefined })).deliveryId).not.toBe(deliveryId);
  });

  it("with an id too long for an index is known by the id's hash", () => {
    expect(read(placed(documented, { event_id: "x".repeat(5000) })).deliveryId).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it("of a type nobody knows is told as such", () => {
    expect(read({ event_id: "e", event_type: "chat.started", data: {} })).toEqual({
      kind: "unknown",
      deliveryId: "e",
      type: "chat.started",
    });
  });
});

describe("a cancellation", () => {
  it.each([
    [{ order_number: "HKJ-1", reason: "too late" }, "too late"],
    [{ reference: "HKJ-1" }, null],
    [{ order: { order_number: "HKJ-1", cancel_reason: "x" } }, "x"],
  ])("%j names its order", (data, reason) => {
    for (const event_type of ["order.cancelled", "order.canceled"])
      expect(read({ event_id: "e", event_type, data })).toEqual({
        kind: "order_cancelled",
        deliveryId: "e",
        shopOrderId: null,
        channelOrderId: "HKJ-1",
        reason,
      });
  });

  it("that names no order is refused", () => {
    expect(read({ event_id: "e", event_type: "order.cancelled", data: {} })).toMatchObject({
      kind: "invalid",
      status: 422,
      code: "payload.no_order",
    });
  });
});

describe("names and shapes", () => {
  it.each([
    ["order_ref", { order_number: undefined, order_ref: "HKJ-1042" }],
    ["reference", { order_number: undefined, reference: "HKJ-1042" }],
    ["order_id beside id", { order_number: undefined, order_id: "HKJ-1042", id: 9 }],
    ["order_number before all others", { order_id: "other", id: "other" }],
    ["an empty order_number", { order_number: "", id: "HKJ-1042" }],
    ["line_items", { items: undefined, line_items: documented["items"] }],
    ["products", { items: undefined, products: documented["items"] }],
    ["shopper", { customer: undefined, shopper: documented["customer"] }],
    ["flat customer", { customer: undefined, customer_name: "لينا", customer_phone: "+962790000000" }],
    ["customer as a name", { customer: "لينا", phone: "+962790000000" }],
    ["first and last name", { customer: { first_name: "لينا", phone: "+962790000000" } }],
    ["shipping_address", { delivery_address: undefined, shipping_address: documented["delivery_address"] }],
    ["note", { notes: undefined, note: "after six" }],
    ["an order wrapped once more", { order: { ...documented }, items: undefined }],
  ])("%s", (_name, change) => {
    expect(orderWith(change)).toEqual(canonical);
  });

  it.each([
    [
      { sku: "A", qty: 3 },
      { sku: "A", quantity: 3 },
    ],
    [{ external_id: "44" }, { sku: null, externalId: "44" }],
    [{ barcode: 625 }, { barcode: "625" }],
    [{ product: { sku: "A", name: "Oil" } }, { sku: "A", title: "Oil" }],
    [{ title: "Oil" }, { title: "Oil" }],
    [{ name_ar: "زيت" }, { title: "زيت" }],
    [
      { title_ar: "زيت", title_en: "Oil" },
      { title: "Oil", titleAr: "زيت" },
    ],
  ])("a line %j names its article", (fields, expected) => {
    expect(
      orderWith({ items: [{ quantity: 2, ...fields, ...("qty" in fields && { quantity: undefined }) }] }).lines,
    ).toMatchObject([expected]);
  });

  it("takes an address that is one text", () => {
    expect(orderWith({ delivery_address: " شارع القاهرة، عبدون " }).address).toEqual({
      ...canonical.address,
      text: "شارع القاهرة، عبدون",
      street: null,
      building: null,
      area: null,
      city: null,
      notes: null,
    });
  });

  it("takes no address, an empty one and an unreadable one for none", () => {
    for (const delivery_address of [undefined, null, "", {}, { city: " " }, ["x"], true])
      expect(orderWith({ delivery_address }).address).toBeNull();
  });

  it("gives the driver the pin on the map", () => {
    const delivery_address = { city: "Amman", notes: "bell", lat: 31.95, lng: "35.910" };
    expect(orderWith({ delivery_address }).address?.notes).toBe("bell\n31.95,35.910");
  });

  it.each([
    ["paid", "pending", true],
    [undefined, "paid", true],
    [undefined, "PAID", true],
    [undefined, "pending", false],
    [undefined, undefined, false],
    [undefined, "unpaid", false],
  ])("paid %s with status %s is paid: %s", (flag, payment_status, paid) => {
    expect(orderWith({ paid: flag && true, payment_status }).paid).toBe(paid);
  });

  it.each([
    ["2026-05-01T12:30:00+03:00", "2026-05-01T09:30:00.000Z"],
    ["2026-05-01 09:30:00", "2026-05-01T09:30:00.000Z"],
    ["2026-13-41T09:30:00Z", "2026-05-01T09:30:00.000Z"],
    ["yesterday", "2026-05-01T09:30:00.000Z"],
  ])("placed at %s is %s, the envelope's time where it is none", (placed_at, placedAt) => {
    expect(orderWith({ placed_at }).placedAt).toBe(placedAt);
  });
});

describe("what cannot be an order", () => {
  it.each([
    ["not JSON", "{", 400, "payload.not_json"],
    ["empty", "", 400, "payload.not_json"],
    ["a text", '"hello"', 422, "payload.no_event"],
    ["null", "null", 422, "payload.no_event"],
    ["an empty list", "[]", 422, "payload.no_event"],
    ["a list of two", JSON.stringify([placed(documented), placed(documented)]), 422, "payload.several_events"],
    ["without a type", JSON.stringify({ event_id: "e", data: documented }), 422, "payload.no_event"],
    ["without data", JSON.stringify({ event_id: "e", event_type: "order.placed" }), 422, "payload.no_order"],
  ])("%s is invalid", (_name, body, status, code) => {
    const received = read(body);
    expect(received).toMatchObject({ kind: "invalid", status, code });
    expect(received.kind === "invalid" && received.message).toMatch(/^[A-Z].*\.$/);
  });

  it("bytes that are no UTF-8 are not JSON", () => {
    const rawBody = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    expect(decode({ rawBody, headers: {} })).toMatchObject({ kind: "invalid", status: 400 });
  });

  it.each([
    ["no reference", { order_number: undefined }, "payload.no_order", "order_number"],
    ["a reference too long", { order_number: "9".repeat(129) }, "payload.bad_field", "order_number"],
    ["no lines", { items: undefined }, "payload.no_order", "items"],
    ["lines that are no list", { items: { sku: "A" } }, "payload.bad_field", "data.items is no list"],
    ["an empty list of lines", { items: [] }, "payload.bad_field", "lines"],
    ["a line that is no object", { items: ["A"] }, "payload.bad_field", "data.items[0] is no object"],
    ["a line that names nothing", { items: [{ quantity: 1 }] }, "payload.bad_field", "data.items[0].sku is missing"],
    ["no quantity", { items: [{ sku: "A" }] }, "payload.bad_field", "data.items[0].quantity is missing"],
    ["half a piece", line({ quantity: 1.5 }), "payload.bad_field", "data.items[0].quantity"],
    ["no pieces", line({ quantity: 0 }), "payload.bad_field", "data.items[0].quantity"],
    ["fewer than no pieces", line({ quantity: -1 }), "payload.bad_field", "data.items[0].quantity"],
    ["many pieces", line({ quantity: "ten" }), "payload.bad_field", "data.items[0].quantity"],
    ["half a fils", line({ unit_price_fils: 6250.5 }), "payload.bad_field", "data.items[0].unit_price_fils"],
    ["a tenth of a fils", line({ unit_price_jod: "6.2505" }), "payload.bad_field", "unit_price_jod"],
    ["a price below zero", line({ unit_price_fils: -1 }), "payload.bad_field", "price"],
    ["a price that is no number", line({ unit_price_fils: "6,250" }), "payload.bad_field", "unit_price_fils"],
    ["a price that is a flag", line({ unit_price_fils: true }), "payload.bad_field", "unit_price_fils"],
    ["a price beyond reason", line({ unit_price_fils: 9e12 }), "payload.bad_field", "too large"],
    ["a fee below zero", { delivery_fee_fils: -1 }, "payload.bad_field", "delivery_fee_fils"],
    ["an unreadable total", { total_fils: "much" }, "payload.bad_field", "total_fils"],
  ])("%s is invalid, and the sentence says where", (_name, change, code, says) => {
    const received = refusalOf(change);
    expect(received).toMatchObject({ kind: "invalid", deliveryId: "evt-1", status: 422, code });
    expect(received.kind === "invalid" && received.message).toContain(says);
  });

  it("is never repeated in the sentence", () => {
    const received = refusalOf({ total_fils: "+962790000000" });
    expect(JSON.stringify(received)).not.toContain("962790000000");
  });
});
