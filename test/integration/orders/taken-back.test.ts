import { describe, expect, it } from "vitest";

import { applyReading } from "../../../app/orders/refresh";
import type { OpenAdmin } from "../../../app/shopify/admin-client";
import { type OrderFactsFragment, ReadPlacedOrderDocument } from "../../../app/shopify/generated/admin";
import { useOrdersHouse } from "./house";
import { orderJobs, runJobs } from "./jobs";
import { input, placing } from "./placing";

const house = useOrdersHouse({ patienceMs: 20_000 });
const { open, place, receive, rowOf, problemsOf, toldOf } = placing(house);

const untouched: OrderFactsFragment = {
  id: "gid://shopify/Order/1",
  name: "#1001",
  updatedAt: "2026-11-21T09:00:00Z",
  cancelledAt: null,
  displayFinancialStatus: "PENDING",
  displayFulfillmentStatus: "UNFULFILLED",
  returnStatus: "NO_RETURN",
  currentSubtotalLineItemsQuantity: 2,
  fulfillments: [],
};

/** Shopify tells this of the order, whatever it holds. */
function reading(openAdmin: OpenAdmin, facts: () => OrderFactsFragment | null): OpenAdmin {
  return (shop) => ({
    request: (document, variables, options) =>
      String(document) === String(ReadPlacedOrderDocument)
        ? Promise.resolve({ order: facts() } as never)
        : openAdmin(shop).request(document, variables, options),
  });
}

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
  it("stays as it is in Shopify, and the merchant is told", async () => {
    const { home, shopify } = await open();
    const { order } = await place(home, shopify.openAdmin);
    const sent = { ...untouched, displayFulfillmentStatus: "PARTIALLY_FULFILLED" as const };
    const openAdmin = reading(shopify.openAdmin, () => sent);
    await house.hkj.cancelOrder(home.hkjShop, order.orderNumber);
    await runJobs(house, home.shop, orderJobs(house, openAdmin));
    expect(shopify.log.all("CancelOrder")).toEqual([]);
    expect(await rowOf(home)).toMatchObject({ state: "created", cancelRequestedAt: null });
    expect(await problemsOf(home)).toMatchObject([{ code: "order.cancel_too_late" }]);
    // The goods came back, and the money went back.
    const row = await rowOf(home);
    const updatedAt = new Date(house.clock.now().getTime() + 60_000).toISOString();
    const returned = { ...untouched, displayFinancialStatus: "REFUNDED" as const, fulfillments: [], updatedAt };
    const refunded = { ...returned, id: `gid://shopify/Order/${row.shopifyOrderId}`, name: row.shopifyOrderName ?? "" };
    await house.effects.db.$transaction((tx) => applyReading(tx, row, refunded, house.clock.now()));
    expect(await problemsOf(home)).toEqual([]);
  });
});
