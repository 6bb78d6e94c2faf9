import { describe, expect, it } from "vitest";

import { type CanonicalOrder, canonicalOrder } from "../canonical/order";
import { type SoldLine, shopifyOrderInput } from "./shopify-order-input";

const now = new Date("2026-11-21T09:00:00.000Z");

function orderOf(changes: object = {}): CanonicalOrder {
  return canonicalOrder.parse({
    channelOrderId: "HKJ-1042",
    placedAt: "2026-11-21T08:59:30Z",
    customer: { name: "لينا عبد الله", phone: "0790 000 000", email: null },
    address: {
      text: null,
      street: "شارع الرينبو",
      building: "12",
      area: "Abdoun",
      city: "عمّان",
      notes: "Ring twice",
    },
    lines: [
      { sku: "OLV-750", externalId: null, barcode: null, title: "Olive oil", quantity: 2, unitPriceFils: 6250 },
      { sku: "ZTR-500", externalId: null, barcode: null, title: "Za'atar", quantity: 1, unitPriceFils: 1505 },
    ],
    deliveryFeeFils: 2000,
    discountFils: 1000,
    totalFils: 15005,
    paymentMethod: "cod",
    paid: false,
    note: "No bags",
    test: false,
    ...changes,
  });
}

const matched: SoldLine[] = [
  { variantId: "11", unitPriceFils: 6250, requiresShipping: true },
  { variantId: "12", unitPriceFils: 1505, requiresShipping: false },
];

function inputOf(changes: object = {}, source: object = {}, lines = matched) {
  const { variables, totals } = shopifyOrderInput(orderOf(changes), lines, {
    channel: { id: "hkj", name: "HKJ" },
    sourceIdentifier: "hkj-abc",
    settings: { orderTag: "HKJ", oversell: "hold" },
    customerId: undefined,
    taxesIncluded: true,
    now,
    ...source,
  });
  return { order: variables.order, options: variables.options, totals };
}

const amount = (value: string) => ({ shopMoney: { amount: value, currencyCode: "JOD" } });

describe("a Shopify order", () => {
  it("has the lines at the prices of the sale, exact to the fils, and shipped where the article is", () => {
    expect(inputOf().order.lineItems).toEqual([
      { variantId: "gid://shopify/ProductVariant/11", quantity: 2, priceSet: amount("6.250"), requiresShipping: true },
      { variantId: "gid://shopify/ProductVariant/12", quantity: 1, priceSet: amount("1.505"), requiresShipping: false },
    ]);
  });

  it.each([true, false])("says of taxes what the shop says (included: %s), and lists none", (taxesIncluded) => {
    const { order, totals } = inputOf({}, { taxesIncluded });
    expect(order.taxesIncluded).toBe(taxesIncluded);
    expect(order).not.toHaveProperty("taxLines");
    for (const line of [...(order.lineItems ?? []), ...(order.shippingLines ?? [])])
      expect(line).not.toHaveProperty("taxLines");
    expect(totals).toMatchObject({ sumFils: 15005, addsUp: true });
  });

  it("bears its key twice, its tag, its channel and where it comes from", () => {
    const { order } = inputOf();
    expect(order).toMatchObject({
      sourceIdentifier: "hkj-abc",
      sourceName: "hkj",
      metafields: [{ namespace: "$app:hkj_connect", key: "placed_order", type: "id", value: "hkj-abc" }],
      tags: ["HKJ"],
      taxesIncluded: true,
      processedAt: "2026-11-21T08:59:30Z",
    });
    expect(order.customAttributes).toContainEqual({ key: "HKJ order", value: "HKJ-1042" });
  });

  it("claims the stock, and obeys it unless the merchant takes orders without", () => {
    expect(inputOf().options).toMatchObject({ inventoryBehaviour: "DECREMENT_OBEYING_POLICY", sendReceipt: false });
    const accepting = inputOf({}, { settings: { orderTag: "HKJ", oversell: "accept" } });
    expect(accepting.options).toMatchObject({ inventoryBehaviour: "DECREMENT_IGNORING_POLICY" });
  });

  it("is not placed in the future, whatever the channel's clock says", () => {
    expect(inputOf({ placedAt: "2026-11-21T09:00:05Z" }).order).not.toHaveProperty("processedAt");
  });
});

describe("its amounts", () => {
  it("are delivery fee and discount beside the lines, adding up to what the shopper was told", () => {
    const { order, totals } = inputOf();
    expect(order.shippingLines).toMatchObject([{ title: "HKJ delivery", priceSet: amount("2.000") }]);
    expect(order.discountCode).toEqual({ itemFixedDiscountCode: { code: "HKJ", amountSet: amount("1.000") } });
    expect(totals).toMatchObject({ sumFils: 15005, dueFils: 15005, addsUp: true });
  });

  it("take a discount beyond the items off the delivery fee", () => {
    const { order, totals } = inputOf({ discountFils: 15005, totalFils: 1000 });
    expect(order.discountCode?.itemFixedDiscountCode?.amountSet).toEqual(amount("14.005"));
    expect(order.shippingLines).toMatchObject([{ priceSet: amount("1.000") }]);
    expect(totals).toMatchObject({ sumFils: 1000, addsUp: true });
  });

  it("that do not add up are flagged, and the order tells the other total", () => {
    const { order, totals } = inputOf({ totalFils: 15000 });
    expect(totals).toMatchObject({ sumFils: 15005, dueFils: 15000, addsUp: false });
    expect(order.customAttributes).toContainEqual({ key: "Total told by HKJ", value: "15.000" });
    expect(order.transactions).toMatchObject([{ amountSet: amount("15.000") }]);
  });

  it("add up by themselves where the channel names no total", () => {
    expect(inputOf({ totalFils: null }).totals).toMatchObject({ dueFils: 15005, addsUp: true });
  });
});

describe("its payment", () => {
  it("waits at the door for cash on delivery", () => {
    const waiting = [
      { kind: "SALE", status: "PENDING", gateway: "Cash on Delivery (COD)", amountSet: amount("15.005") },
    ];
    for (const paymentMethod of ["cod", "COD", "cash_on_delivery", null]) {
      expect(inputOf({ paymentMethod }).order).toMatchObject({ financialStatus: "PENDING", transactions: waiting });
    }
  });

  it("is done where the channel took it", () => {
    const { order } = inputOf({ paid: true, paymentMethod: "Visa" });
    expect(order).toMatchObject({
      financialStatus: "PAID",
      transactions: [{ kind: "SALE", status: "SUCCESS", gateway: "Visa" }],
    });
  });

  it("is marked as a test with the order", () => {
    expect(inputOf({ test: true }).order).toMatchObject({ test: true, transactions: [{ test: true }] });
  });
});

describe("its shopper", () => {
  it("has the name in two, the number in E.164 and the Arabic text untouched", () => {
    const { order } = inputOf();
    expect(order.customer).toEqual({
      toUpsert: { firstName: "لينا عبد", lastName: "الله", phone: "+962790000000" },
    });
    expect(order.shippingAddress).toEqual({
      firstName: "لينا عبد",
      lastName: "الله",
      address1: "شارع الرينبو, 12",
      address2: "Abdoun",
      city: "عمّان",
      countryCode: "JO",
      phone: "+962790000000",
    });
    expect(order.note).toBe("No bags\nDelivery: Ring twice");
  });

  it("is only tied to the order when the shop knows them", () => {
    const { order } = inputOf({}, { customerId: "77" });
    expect(order.customer).toEqual({ toAssociate: { id: "gid://shopify/Customer/77" } });
  });

  it.each([
    ["00962790000000", "+962790000000"],
    ["+962 (79) 000-0000", "+962790000000"],
    ["٠٧٩٠٠٠٠٠٠٠", "+962790000000"],
    ["+971501234567", "+971501234567"],
  ])("is reached at %s", (phone, e164) => {
    expect(inputOf({ customer: { name: "Lina", phone, email: null } }).order.phone).toBe(e164);
  });

  it("is not lost with a number or an address nobody can read", () => {
    const customer = { name: "Lina", phone: "ask the neighbour", email: "lina at home" };
    const { order } = inputOf({ customer, note: null });
    expect(order).not.toHaveProperty("customer");
    expect(order).not.toHaveProperty("phone");
    expect(order.note).toBe("Phone: ask the neighbour\nE-mail: lina at home\nDelivery: Ring twice");
    expect(order.shippingAddress).toMatchObject({ firstName: null, lastName: "Lina" });
  });

  it("lives in Jordan when nobody knows the country, which is not lost", () => {
    const address = { text: "x", street: null, building: null, area: null, city: null, notes: null, countryCode: "ZZ" };
    const { order } = inputOf({ address, note: null });
    expect(order.shippingAddress?.countryCode).toBe("JO");
    expect(order.note).toBe("Country: ZZ");
  });

  it("may be nobody at all", () => {
    const nobody = { name: null, phone: null, email: null };
    const { order } = inputOf({ customer: nobody, address: null, note: null });
    expect(order).not.toHaveProperty("customer");
    expect(order).not.toHaveProperty("shippingAddress");
    expect(order.note).toBeNull();
  });

  it("may live at an address of one text, however long", () => {
    const text = `خلف المسجد ${"ا".repeat(600)}`;
    const address = { text, street: null, building: null, area: null, city: null, notes: null };
    const { order } = inputOf({ address, note: null });
    const { address1, address2 } = order.shippingAddress ?? {};
    const rest = (order.note ?? "").replace("Address: ", "");
    expect(`${address1}${address2}${rest}`).toBe(text);
    expect(address1).toHaveLength(255);
  });
});
