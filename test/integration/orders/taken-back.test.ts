import { describe, expect, it } from "vitest";

import { raiseProblem } from "../../../app/connections/problems";
import { problemKeys, requestRefresh } from "../../../app/orders/placed-order";
import { refuseHeldOrder } from "../../../app/orders/refuse";
import { applyReading } from "../../../app/orders/refresh";
import type { OpenAdmin } from "../../../app/shopify/admin-client";
import { type OrderFactsFragment, ReadPlacedOrderDocument } from "../../../app/shopify/generated/admin";
import { untouchedOrder } from "../../support/order-facts";
import type { OrderInput } from "../../world/hkj";
import { OrderActs } from "../../world/shopify/acts/orders";
import { receivedOf, refundedOf } from "../../world/shopify/orders/totals";
import { useOrdersHouse } from "./house";
import { orderJobs, runJobs } from "./jobs";
import { input, placing } from "./placing";
import { silent } from "./shopify";

const DAY_MS = 24 * 3_600_000;
const house = useOrdersHouse({ patienceMs: 20_000 });
const { open, place, receive, rowOf, problemsOf, toldOf } = placing(house);

/** Shopify tells this of the order, whatever it holds. */
function reading(openAdmin: OpenAdmin, facts: () => OrderFactsFragment | null): OpenAdmin {
  return (shop) => ({
    request: (document, variables, options) =>
      String(document) === String(ReadPlacedOrderDocument)
        ? Promise.resolve({ order: facts() } as never)
        : openAdmin(shop).request(document, variables, options),
  });
}

const gone = (openAdmin: OpenAdmin) => reading(openAdmin, () => null);

describe("an order taken back", () => {
  it("while its outcome is unknown is cancelled once it is found", async () => {
    const { home, shopify } = await open();
    shopify.misbehaviour.set({ dropAnswer: { operation: "CreateOrder" } });
    const row = await receive(home);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin), { untilMs: 0 });
    expect(await rowOf(home)).toMatchObject({ state: "uncertain" });
    await house.hkj.cancelOrder(home.hkjShop, row.channelOrderId);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    const [made] = shopify.shop.orders.all;
    expect(made).toMatchObject({ cancelReason: "CUSTOMER" });
    expect(Date.parse(made?.cancelledAt ?? "") - Date.parse(made?.createdAt ?? "")).toBeLessThan(5_000);
    expect(await rowOf(home)).toMatchObject({ state: "cancelled", status: "cancelled" });
    expect(await toldOf(home)).toEqual(["confirmed", "cancelled"]);
  });

  it("while its outcome is unknown is never made when it is not to be found", async () => {
    const { home, shopify } = await open();
    shopify.misbehaviour.set({ serverError: { operation: "CreateOrder", status: 502 } });
    const row = await receive(home);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin), { untilMs: 0 });
    expect(await rowOf(home)).toMatchObject({ state: "uncertain" });
    await house.hkj.cancelOrder(home.hkjShop, row.channelOrderId);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    expect(shopify.shop.orders.all).toEqual([]);
    expect(await rowOf(home)).toMatchObject({ state: "cancelled", shopifyOrderId: null });
    expect(await problemsOf(home)).toEqual([]);
  });

  it("after it was made is cancelled in Shopify and its stock returns, however often HKJ says so", async () => {
    const { home, shopify } = await open();
    const { order } = await place(home, shopify.openAdmin);
    await house.hkj.cancelOrder(home.hkjShop, order.orderNumber, "changed my mind", { repeats: 2 });
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    await house.hkj.cancelOrder(home.hkjShop, order.orderNumber);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    expect(shopify.log.all("CancelOrder")).toHaveLength(1);
    expect(shopify.shop.items.all[0]?.levels[0]).toMatchObject({ available: 10 });
    expect(await rowOf(home)).toMatchObject({ state: "cancelled", status: "cancelled" });
    expect(await toldOf(home)).toEqual(["confirmed", "cancelled"]);
  });
});

describe("the money of an order taken back", () => {
  it("that the channel collected is booked as refunded, also what is left after a part was", async () => {
    const { home, shopify } = await open();
    const paid = { ...input, data: { payment_status: "paid" } };
    const { order } = await place(home, shopify.openAdmin, paid);
    const [made] = shopify.shop.orders.all;
    const lines = { [made?.lineItems[0]?.id ?? ""]: 1 };
    new OrderActs(shopify.shop, silent).refundOrder(made?.id ?? "", { lines });
    await house.hkj.cancelOrder(home.hkjShop, order.orderNumber);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    expect(await rowOf(home)).toMatchObject({ state: "cancelled" });
    expect(made && refundedOf(made).shop).toBe(made && receivedOf(made).shop);
    expect(made?.refunds).toHaveLength(2);
  });

  it.each([
    ["PAID", true],
    ["PARTIALLY_PAID", true],
    ["PARTIALLY_REFUNDED", true],
    ["PENDING", false],
    ["REFUNDED", false],
    ["AUTHORIZED", false],
  ] as const)("of an order that is %s goes back: %s", async (displayFinancialStatus, goesBack) => {
    const { home, shopify } = await open();
    const { order } = await place(home, shopify.openAdmin);
    const [made] = shopify.shop.orders.all;
    const openAdmin = reading(shopify.openAdmin, () => ({ ...untouchedOrder, displayFinancialStatus }));
    await house.hkj.cancelOrder(home.hkjShop, order.orderNumber);
    await runJobs(house, home.shop, orderJobs(house, openAdmin), { untilMs: 1_000 });
    expect(made?.cancelledAt).not.toBeNull();
    expect(shopify.log.all("CancelOrder")[0]?.variables).toMatchObject({
      refundMethod: { originalPaymentMethodsRefund: goesBack },
    });
  });
});

describe("an order taken back by the id that we gave", () => {
  it.each(["order_id", "external_order_id"])("under the name %s is the one that got it", async (name) => {
    const { home, shopify } = await open();
    const { order } = await place(home, shopify.openAdmin);
    const data = { [name]: order.externalId };
    await house.hkj.sendEnvelope(home.hkjShop, { event_id: "c1", event_type: "order.cancelled", data });
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    expect(await house.effects.db.placedOrder.findMany({ where: { shop: home.shop } })).toMatchObject([
      { channelOrderId: order.orderNumber, state: "cancelled" },
    ]);
  });

  it("that is another order's own number is that other order", async () => {
    const { home, shopify } = await open();
    const { order, row } = await place(home, shopify.openAdmin);
    const orderNumber = order.externalId ?? "";
    await place(home, shopify.openAdmin, { ...input, orderNumber });
    const data = { order_number: orderNumber };
    await house.hkj.sendEnvelope(home.hkjShop, { event_id: "c1", event_type: "order.cancelled", data });
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    const states = await house.effects.db.placedOrder.findMany({ where: { shop: home.shop } });
    expect(new Map(states.map(({ channelOrderId, state }) => [channelOrderId, state]))).toEqual(
      new Map([
        [row.channelOrderId, "created"],
        [orderNumber, "cancelled"],
      ]),
    );
  });
});

describe("an order taken back too late", () => {
  it.each<[string, Partial<OrderFactsFragment>]>([
    ["the money went back", { displayFinancialStatus: "REFUNDED" }],
    ["all goods came back", { returnStatus: "RETURNED", currentSubtotalLineItemsQuantity: 0 }],
  ])("stays as it is in Shopify, and the merchant is told until %s", async (_, wentBack) => {
    const { home, shopify } = await open();
    const { order } = await place(home, shopify.openAdmin);
    const sent = { ...untouchedOrder, displayFulfillmentStatus: "PARTIALLY_FULFILLED" as const };
    const openAdmin = reading(shopify.openAdmin, () => sent);
    await house.hkj.cancelOrder(home.hkjShop, order.orderNumber);
    await runJobs(house, home.shop, orderJobs(house, openAdmin));
    expect(shopify.log.all("CancelOrder")).toEqual([]);
    expect(await rowOf(home)).toMatchObject({ state: "created", cancelRequestedAt: null });
    expect(await problemsOf(home)).toMatchObject([{ code: "order.cancel_too_late" }]);
    const row = await rowOf(home);
    const updatedAt = new Date(house.clock.now().getTime() + 60_000).toISOString();
    await house.effects.db.$transaction((tx) =>
      applyReading(tx, row, { ...untouchedOrder, ...wentBack, updatedAt }, house.clock.now()),
    );
    expect(await problemsOf(home)).toEqual([]);
  });

  it("is only told to the merchant when it is older than what Shopify shows", async () => {
    const { home, shopify } = await open();
    const { order, row } = await place(home, shopify.openAdmin);
    const createdAt = new Date(house.clock.now().getTime() - 60 * DAY_MS);
    await house.effects.db.placedOrder.update({ where: { id: row.id }, data: { createdAt } });
    await house.hkj.cancelOrder(home.hkjShop, order.orderNumber);
    await runJobs(house, home.shop, orderJobs(house, gone(shopify.openAdmin)));
    expect(await problemsOf(home)).toMatchObject([{ code: "order.cancel_too_old" }]);
  });
});

describe("an order taken back while Shopify does not show it", () => {
  it("is told to the merchant, and cancelled when it is there again", async () => {
    const { home, shopify } = await open();
    const { order, row } = await place(home, shopify.openAdmin);
    await house.hkj.cancelOrder(home.hkjShop, order.orderNumber);
    await runJobs(house, home.shop, orderJobs(house, gone(shopify.openAdmin)));
    const codes = (await problemsOf(home)).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(["order.missing_in_shopify"]));
    await requestRefresh(house.effects.db, row);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    expect(await rowOf(home)).toMatchObject({ state: "cancelled" });
    expect(shopify.shop.orders.all).toMatchObject([{ cancelReason: "CUSTOMER" }]);
    expect(await problemsOf(home)).toEqual([]);
  });
});

describe("an order that ends without being made", () => {
  const other = { items: [{ sku: "OLV-750", quantity: 3, unit_price_fils: 6100 }], total_fils: 20300 };

  /** Its number came a second time with another content, and its contact is in the note only. */
  async function noted(given: OrderInput) {
    const { home, shopify } = await open();
    const row = await receive(home, given);
    const again = { order_number: row.channelOrderId, ...other };
    const envelope = { event_id: "again", event_type: "order.placed", data: again };
    expect(await house.hkj.sendEnvelope(home.hkjShop, envelope)).toMatchObject([{ status: 409 }]);
    const report = { shop: home.shop, connectionId: row.connectionId, key: problemKeys.contact(row.id) };
    const now = house.clock.now();
    await raiseProblem(house.effects.db, { ...report, code: "order.contact_noted", severity: "warning" }, now);
    return { home, row, work: () => runJobs(house, home.shop, orderJobs(house, shopify.openAdmin)), shopify };
  }

  it("because the channel took it back leaves no problem behind", async () => {
    const { home, row, work } = await noted(input);
    await house.hkj.cancelOrder(home.hkjShop, row.channelOrderId);
    await work();
    expect(await rowOf(home)).toMatchObject({ state: "cancelled", shopifyOrderId: null });
    expect(await problemsOf(home)).toEqual([]);
  });

  it("because it was taken back while nobody knew whether it was made leaves no problem behind", async () => {
    const { home, row, work, shopify } = await noted(input);
    shopify.misbehaviour.set({ serverError: { operation: "CreateOrder", status: 502 } });
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin), { untilMs: 0 });
    await house.hkj.cancelOrder(home.hkjShop, row.channelOrderId);
    await work();
    expect(await rowOf(home)).toMatchObject({ state: "cancelled", shopifyOrderId: null });
    expect(await problemsOf(home)).toEqual([]);
  });

  it("because the merchant refused it leaves no problem behind", async () => {
    const { home, row, work } = await noted({ items: [{ sku: "NOBODY-HAS-IT", quantity: 1 }] });
    await work();
    expect(await problemsOf(home)).toHaveLength(3);
    expect(await refuseHeldOrder(house.effects, home.shop, row.id)).toBe(true);
    expect(await problemsOf(home)).toEqual([]);
  });
});
