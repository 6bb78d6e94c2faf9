import { describe, expect, it } from "vitest";

import { totalsOf } from "../../world/shopify/orders/totals";
import type { OrderInput } from "../../world/hkj";
import { type ShopOptions, useOrdersHouse } from "./house";
import { orderJobs, runJobs } from "./jobs";
import { openShopify } from "./shopify";

const house = useOrdersHouse({ patienceMs: 10 });
const goods = [
  { sku: "OLV-750", price: "7.000", stock: 10 },
  { sku: "ZTR-500", price: "1.900", stock: 10 },
];

const full: OrderInput = {
  items: [
    { sku: "OLV-750", quantity: 2, unitPriceFils: 6255 },
    { sku: "ZTR-500", quantity: 1, unitPriceFils: 1505 },
  ],
  deliveryFeeFils: 2000,
  discountFils: 1010,
  notes: "بدون أكياس، من فضلك",
  customer: { name: "لينا عبد الله حداد", phone: "٠٧٩٠٠٠٠٠٠٠", email: "lina@example.com" },
  address: {
    city: "الرمثا",
    governorate: "إربد",
    area: "الحي الشرقي",
    street: "شارع الجامعة",
    building: "١٢",
    notes: "الطابق الثاني",
    lat: 32.55,
    lng: 36.01,
  },
};

/** An order through the channel's door, and what it became in Shopify. */
async function made(input: OrderInput, options: ShopOptions = {}) {
  const home = await house.addShop(options);
  const shopify = await openShopify(house, home, goods);
  const place = async (given: OrderInput) => {
    await house.hkj.placeOrder(home.hkjShop, given, { attempts: 1, timeoutMs: 20_000 });
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    const order = shopify.shop.orders.all.at(-1);
    if (!order) throw new Error("no order was made");
    return order;
  };
  const order = await place(input);
  const problems = () => house.effects.db.problem.findMany({ where: { shop: home.shop, clearedAt: null } });
  return { home, shopify, place, order, problems };
}

/** The stand-in counts in millionths, which keeps a part of a fils to be seen. */
const millionths = (fils: number) => BigInt(fils) * 1000n;
const total = (order: Parameters<typeof totalsOf>[0]) => totalsOf(order, "placed").total.shop;

describe("an order as the shopper agreed to it", () => {
  it("is that order in Shopify, to the last word", async () => {
    const { order, problems } = await made(full);
    expect(order).toMatchObject({
      test: false,
      tags: ["HKJ"],
      sourceName: "hkj",
      phone: "+962790000000",
      email: "lina@example.com",
      note: "بدون أكياس، من فضلك\nDelivery: الطابق الثاني\n32.55,36.01",
      currencyCode: "JOD",
      lineItems: [
        { sku: "OLV-750", quantity: 2 },
        { sku: "ZTR-500", quantity: 1 },
      ],
      shippingLines: [{ title: "HKJ delivery", code: "hkj" }],
      shippingAddress: {
        firstName: "لينا عبد الله",
        lastName: "حداد",
        address1: "شارع الجامعة, ١٢",
        address2: "الحي الشرقي, إربد",
        city: "الرمثا",
        countryCodeV2: "JO",
        provinceCode: null,
        phone: "+962790000000",
      },
      transactions: [{ kind: "SALE", status: "PENDING", gateway: "Cash on Delivery (COD)" }],
      customer: { firstName: "لينا عبد الله", lastName: "حداد", email: "lina@example.com", phone: "+962790000000" },
    });
    expect(order.customAttributes).toEqual(
      expect.arrayContaining([
        { key: "Channel", value: "HKJ" },
        { key: "HKJ order", value: "HKJ-1001" },
        { key: "Payment method", value: "cod" },
      ]),
    );
    expect(await problems()).toEqual([]);
  });

  it.each([true, false, null])("costs the same whatever the shop's taxes are (included: %s)", async (taxesIncluded) => {
    const { order } = await made(full, { taxesIncluded });
    expect(total(order)).toBe(millionths(2 * 6255 + 1505 - 1010 + 2000));
    expect(order.taxesIncluded).toBe(taxesIncluded ?? true);
    expect(order.transactions.map(({ amount }) => amount.shop)).toEqual([total(order)]);
  });

  it("has the discount of a line in that line's price", async () => {
    const data = {
      items: [{ sku: "ZTR-500", quantity: 3, unit_price_fils: 1505, line_total_fils: 4000 }],
      total_fils: 6000,
    };
    const { order, problems } = await made({ items: [], data });
    expect(total(order)).toBe(millionths(6000));
    expect(order.lineItems.map(({ quantity }) => quantity)).toEqual([2, 1]);
    expect(await problems()).toEqual([]);
  });

  it("that the channel was paid for is paid, and one for a test is a test", async () => {
    const data = { payment_method: "card", payment_status: "paid", test: true };
    const { order } = await made({ ...full, data });
    expect(order).toMatchObject({
      test: true,
      statedFinancialStatus: "PAID",
      transactions: [{ status: "SUCCESS", gateway: "card", test: true }],
    });
  });

  it("belongs to the customer with its e-mail address, who stays as the merchant wrote them", async () => {
    const { place, shopify } = await made({ ...full, customer: { name: "Lina", email: "LINA@example.com" } });
    const [known] = shopify.shop.customers.all;
    if (known) Object.assign(known, { firstName: "Mrs", note: "VIP" });
    const second = await place({
      ...full,
      orderNumber: "HKJ-2",
      customer: { name: "Somebody", phone: "0791111111", email: "lina@example.com" },
    });
    expect(shopify.shop.customers.all).toMatchObject([{ firstName: "Mrs", note: "VIP", phone: null }]);
    expect(second).toMatchObject({ phone: "+962791111111", customer: { firstName: "Mrs" } });
  });
});
