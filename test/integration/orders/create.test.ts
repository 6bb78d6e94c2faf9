import { describe, expect, it } from "vitest";

import type { OpenAdmin } from "../../../app/shopify/admin-client";
import { CreateOrderDocument } from "../../../app/shopify/generated/admin";
import { requestCreate } from "../../../app/orders/placed-order";
import { applyOrderWebhook } from "../../../app/orders/webhooks";
import { retryHeldOrder } from "../../../app/orders/retry";
import { useOrdersHouse } from "./house";
import { orderJobs, runJobs } from "./jobs";
import { input, placing } from "./placing";
import { lostAnswer } from "./shopify";

const house = useOrdersHouse({ patienceMs: 20_000 });
const { open, place, receive, rowOf, problemsOf, triesOf, toldOf } = placing(house);

/** The process dies at a call: before it goes out, or after Shopify did the work. */
function dying(openAdmin: OpenAdmin, when: "before" | "after"): OpenAdmin {
  return (shop) => ({
    async request(document, variables, options) {
      if (String(document) !== String(CreateOrderDocument))
        return openAdmin(shop).request(document, variables, options);
      if (when === "after") await openAdmin(shop).request(document, variables, options);
      throw new Error("killed");
    },
  });
}

describe("an order from the channel", () => {
  it("becomes a Shopify order, and the channel gets its id", async () => {
    const { home, shopify } = await open();
    const { order, row } = await place(home, shopify.openAdmin);
    const [made] = shopify.shop.orders.all;
    expect(shopify.shop.orders.all).toHaveLength(1);
    expect(order.externalId).toBe(made?.id.split("/").at(-1));
    expect(row).toMatchObject({ state: "created", shopifyOrderId: order.externalId, shopifyOrderName: made?.name });
    expect(made).toMatchObject({
      sourceIdentifier: row.sourceIdentifier,
      sourceName: "hkj",
      tags: ["HKJ"],
      note: "No bags",
      phone: "+962790000000",
      lineItems: [{ sku: "OLV-750", quantity: 2 }],
    });
    expect(shopify.shop.items.all[0]?.levels[0]).toMatchObject({ available: 8, committed: 2 });
    expect(await toldOf(home)).toEqual(["confirmed"]);
  });

  it("is made once of ten equal ones at the same moment, and all ten get its id", async () => {
    const { home, shopify } = await open();
    const { order } = await place(home, shopify.openAdmin, input, 10);
    expect(shopify.shop.orders.all).toHaveLength(1);
    expect(new Set(order.answeredIds).size).toBe(1);
    expect(order.attempts.map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  it("is looked for when the answer got lost, and made once", async () => {
    const { home, shopify } = await open();
    shopify.misbehaviour.set({ dropAnswer: { operation: "CreateOrder" } });
    const row = await receive(home);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    expect(shopify.shop.orders.all).toHaveLength(1);
    const after = await rowOf(home);
    expect(after).toMatchObject({ id: row.id, state: "created", createAttempts: 1 });
    expect(shopify.log.all("CreateOrder")).toHaveLength(1);
    expect(await toldOf(home)).toEqual(["confirmed"]);
  });

  it("is looked for three times, over more than half a minute, before it is made again", async () => {
    const { home, shopify } = await open();
    // The call never arrives, but we cannot know that.
    let lost = 0;
    const openAdmin: OpenAdmin = (shop) => ({
      request(document, variables, options) {
        if (String(document) === String(CreateOrderDocument) && (lost += 1) === 1) throw lostAnswer();
        return shopify.openAdmin(shop).request(document, variables, options);
      },
    });
    await receive(home);
    const start = house.clock.now().getTime();
    await runJobs(house, home.shop, orderJobs(house, openAdmin));
    const [made] = shopify.shop.orders.all;
    expect(shopify.shop.orders.all).toHaveLength(1);
    expect(shopify.log.all("FindPlacedOrder")).toHaveLength(3);
    expect(Date.parse(made?.createdAt ?? "") - start).toBeGreaterThan(30_000);
    expect(await rowOf(home)).toMatchObject({ state: "created", createAttempts: 2 });
  });

  it("whose create always breaks off is told to the merchant, until it is made", async () => {
    const { home, shopify } = await open();
    shopify.misbehaviour.set({ serverError: { operation: "CreateOrder", status: 502, times: Infinity } });
    await receive(home);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin), { untilMs: 280_000 });
    expect(await problemsOf(home)).toEqual([]);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin), { untilMs: 120_000 });
    const told = { code: "order.unclear", severity: "critical", params: { order: (await rowOf(home)).channelOrderId } };
    expect(await problemsOf(home)).toMatchObject([told]);
    shopify.misbehaviour.reset();
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    expect(shopify.shop.orders.all).toHaveLength(1);
    expect(await rowOf(home)).toMatchObject({ state: "created" });
    expect(await problemsOf(home)).toEqual([]);
  });

  it.each(["before", "after"] as const)("is made once when the process dies %s the call", async (when) => {
    const { home, shopify } = await open();
    await receive(home);
    const killed = runJobs(house, home.shop, orderJobs(house, dying(shopify.openAdmin, when)));
    await expect(killed).rejects.toThrow("killed");
    const row = await rowOf(home);
    expect(row.state).toBe("creating");
    // The queue gives the job of a dead worker to another.
    await orderJobs(
      house,
      shopify.openAdmin,
    )({
      id: "",
      task: "order.create",
      payload: { shop: home.shop, placedOrderId: row.id },
      runAt: house.clock.now(),
    });
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    expect(shopify.shop.orders.all).toHaveLength(1);
    expect(shopify.log.all("CreateOrder")).toHaveLength(1);
    expect(await rowOf(home)).toMatchObject({ state: "created" });
    expect(await toldOf(home)).toEqual(["confirmed"]);
  });

  it("is found by the unique metafield when it was made after all the looks", async () => {
    const { home, shopify } = await open();
    const row = await receive(home);
    // As if an earlier call had hung in Shopify and done its work late.
    const first = dying(shopify.openAdmin, "after");
    await expect(runJobs(house, home.shop, orderJobs(house, first))).rejects.toThrow("killed");
    await house.effects.db.placedOrder.update({ where: { id: row.id }, data: { state: "received" } });
    await requestCreate(house.effects.db, row);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    expect(shopify.log.all("CreateOrder")).toHaveLength(2);
    expect(shopify.shop.orders.all).toHaveLength(1);
    expect(await rowOf(home)).toMatchObject({ state: "created" });
  });

  it("stops for the merchant when Shopify has two of it", async () => {
    const { home, shopify } = await open();
    const row = await receive(home);
    await expect(runJobs(house, home.shop, orderJobs(house, dying(shopify.openAdmin, "after")))).rejects.toThrow(
      "killed",
    );
    const [made] = shopify.shop.orders.all;
    if (made) shopify.shop.orders.add({ ...made, id: shopify.shop.newId("Order"), name: "#2000" });
    await orderJobs(
      house,
      shopify.openAdmin,
    )({
      id: "",
      task: "order.create",
      payload: { shop: home.shop, placedOrderId: row.id },
      runAt: house.clock.now(),
    });
    expect(await rowOf(home)).toMatchObject({ state: "held", reason: "order.two_matches" });
    expect(await problemsOf(home)).toMatchObject([{ code: "order.two_matches", severity: "critical" }]);
    expect(await retryHeldOrder(house.effects, home.shop, row.id)).toBe(false);
  });

  it("waits while Shopify is busy or out of reach, and is made once", async () => {
    const { home, shopify } = await open();
    shopify.misbehaviour.set({ throttled: { operation: "CreateOrder", times: 3 } });
    await receive(home);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    expect(shopify.shop.orders.all).toHaveLength(1);
    expect(await rowOf(home)).toMatchObject({ state: "created" });
  });

  it("is tried less and less often while Shopify answers nothing, and after five minutes the merchant knows", async () => {
    const { home, shopify } = await open();
    shopify.misbehaviour.set({ serverError: { operation: "KnownCustomer", times: Infinity } });
    await receive(home);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin), { untilMs: 290_000 });
    expect(await rowOf(home)).toMatchObject({ state: "received", createAttempts: 0 });
    expect(await problemsOf(home)).toEqual([]);
    const tries = await triesOf(home);
    expect(tries.length).toBeLessThan(15);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin), { untilMs: 600_000 });
    expect(await triesOf(home)).toHaveLength(tries.length + 10);
    expect(await problemsOf(home)).toMatchObject([{ code: "shopify.unavailable", severity: "critical" }]);
    shopify.misbehaviour.reset();
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    expect(await rowOf(home)).toMatchObject({ state: "created" });
    expect(await problemsOf(home)).toEqual([]);
  });

  it("is tried every five minutes while the shop is frozen, and the merchant is told why", async () => {
    const { home, shopify } = await open();
    shopify.misbehaviour.set({ serverError: { status: 402, times: Infinity } });
    await receive(home);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin), { untilMs: 1_000_000 });
    expect(await triesOf(home)).toHaveLength(4);
    expect(await problemsOf(home)).toMatchObject([{ code: "shopify.shop_closed", severity: "critical" }]);
    shopify.misbehaviour.reset();
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    expect(await rowOf(home)).toMatchObject({ state: "created" });
    expect(await problemsOf(home)).toEqual([]);
  });

  it("waits its minute on a development shop that takes no more", async () => {
    const { home, shopify } = await open();
    const message = "Too many attempts. Please try again later.";
    let refused = 0;
    const openAdmin: OpenAdmin = (shop) => ({
      request(document, variables, options) {
        if (String(document) === String(CreateOrderDocument) && (refused += 1) <= 3) {
          const answer = { orderCreate: { order: null, userErrors: [{ field: null, message, code: null }] } };
          return Promise.resolve(answer as never);
        }
        return shopify.openAdmin(shop).request(document, variables, options);
      },
    });
    await receive(home);
    await runJobs(house, home.shop, orderJobs(house, openAdmin));
    expect(await rowOf(home)).toMatchObject({ state: "created", createAttempts: 4 });
    expect(await problemsOf(home)).toEqual([]);
  });

  it("tells the merchant when the shop goes on taking no more", async () => {
    const { home, shopify } = await open();
    const userErrors = [{ field: null, message: "Too many attempts. Please try again later.", code: null }];
    const openAdmin: OpenAdmin = (shop) => ({
      request: (document, variables, options) =>
        String(document) === String(CreateOrderDocument)
          ? Promise.resolve({ orderCreate: { order: null, userErrors } } as never)
          : shopify.openAdmin(shop).request(document, variables, options),
    });
    await receive(home);
    await runJobs(house, home.shop, orderJobs(house, openAdmin), { untilMs: 900_000 });
    expect(await problemsOf(home)).toMatchObject([{ code: "order.shop_limit", severity: "critical" }]);
    expect((await rowOf(home)).createAttempts).toBeLessThan(25);
  });

  it("that the merchant set on its way again after a day waits as a new one does", async () => {
    const { home, shopify } = await open();
    await receive(home);
    const { id } = await rowOf(home);
    await house.effects.db.placedOrder.update({ where: { id }, data: { state: "held", reason: "order.refused" } });
    house.clock.advance(86_400_000);
    expect(await retryHeldOrder(house.effects, home.shop, id)).toBe(true);
    shopify.misbehaviour.set({ serverError: { times: 20 } });
    const at = house.clock.now().getTime();
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin), { untilMs: 10_000 });
    expect(await problemsOf(home)).toEqual([]);
    const { nextTryAt, createdAt } = await rowOf(home);
    expect((nextTryAt ?? createdAt ?? new Date()).getTime()).toBeLessThan(at + 40_000);
  });

  it("finds its article under a SKU that was renamed since", async () => {
    const { home, shopify } = await open();
    const { db, clock } = house.effects;
    const { shop, connection } = home;
    const { variantId } = await db.listing.findFirstOrThrow({ where: { shop, sku: "OLV-750" } });
    const retiredAt = clock.now();
    await db.skuHistory.create({ data: { shop, connectionId: connection.id, sku: "OLV-750", variantId, retiredAt } });
    await db.listing.updateMany({ where: { shop }, data: { sku: "OLV-750-NEW" } });
    const { row } = await place(home, shopify.openAdmin);
    expect(row.state).toBe("created");
    expect(shopify.shop.orders.all[0]?.lineItems).toMatchObject([{ quantity: 2 }]);
  });

  it.each([true, false])("has it shipped as the article is: %s", async (requiresShipping) => {
    const { home, shopify } = await open();
    await house.effects.db.listing.updateMany({ where: { shop: home.shop }, data: { requiresShipping } });
    await place(home, shopify.openAdmin);
    expect(shopify.shop.orders.all[0]?.lineItems).toMatchObject([{ sku: "OLV-750", requiresShipping }]);
  });

  it("takes the price the channel showed when the order names none", async () => {
    const { home, shopify } = await open();
    const data = { items: [{ sku: "OLV-750", quantity: 1 }], total_fils: 8250, subtotal_fils: 6250 };
    const { row } = await place(home, shopify.openAdmin, { ...input, data });
    expect(row.state).toBe("created");
    expect(await problemsOf(home)).toEqual([]);
  });

  it("whose total does not add up is made, and flagged", async () => {
    const { home, shopify } = await open();
    const { row } = await place(home, shopify.openAdmin, { ...input, data: { total_fils: 1 } });
    expect(row.state).toBe("created");
    expect(await problemsOf(home)).toMatchObject([
      { code: "order.totals_mismatch", params: { sum: "14.200", told: "0.001" } },
    ]);
  });

  it("does not touch what the merchant wrote about a customer it knows", async () => {
    const { home, shopify } = await open();
    await place(home, shopify.openAdmin);
    const [known] = shopify.shop.customers.all;
    if (known) known.firstName = "Lina (VIP)";
    const customer = { name: "Somebody Else", phone: "0790000000" };
    await place(home, shopify.openAdmin, { ...input, orderNumber: "HKJ-2", customer });
    expect(shopify.shop.customers.all).toMatchObject([{ firstName: "Lina (VIP)" }]);
    expect(shopify.shop.orders.all).toHaveLength(2);
  });
});

describe("an order that cannot be made", () => {
  it.each([
    ["an unknown SKU", { ...input, items: [{ sku: "NOBODY-HAS-IT", quantity: 1 }] }, {}, "order.unknown_sku"],
    ["more than the stock", { ...input, items: [{ sku: "OLV-750", quantity: 11 }] }, {}, "order.out_of_stock"],
    ["another currency", input, { currency: "USD" }, "order.currency_mismatch"],
  ])("for %s is held, answered with our reference, and told to the merchant", async (_, given, options, code) => {
    const { home, shopify } = await open(options);
    const { order, row } = await place(home, shopify.openAdmin, given);
    expect(row).toMatchObject({ state: "held", reason: code });
    expect(order.attempts).toMatchObject([{ status: 200 }]);
    expect(order.externalId).toBe(row.sourceIdentifier);
    expect(shopify.shop.orders.all).toEqual([]);
    expect(await problemsOf(home)).toMatchObject([{ code, severity: "critical" }]);
  });

  it("for want of stock is made without when the merchant takes such orders", async () => {
    const { home, shopify } = await open({ settings: { oversell: "accept" } });
    const { row } = await place(home, shopify.openAdmin, { ...input, items: [{ sku: "OLV-750", quantity: 11 }] });
    expect(row.state).toBe("created");
  });

  it("is made when the merchant has mended it and tries again; the channel keeps the id it was first given", async () => {
    const { home, shopify } = await open();
    const { order, row } = await place(home, shopify.openAdmin, {
      ...input,
      items: [{ sku: "OLV-750", quantity: 11 }],
    });
    const level = shopify.shop.items.all[0]?.levels[0];
    if (level) level.available = 11;
    expect(await retryHeldOrder(house.effects, "other.myshopify.com", row.id)).toBe(false);
    expect(await retryHeldOrder(house.effects, home.shop, row.id)).toBe(true);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    expect(await rowOf(home)).toMatchObject({ state: "created", reason: null });
    expect(await problemsOf(home)).toEqual([]);
    await house.hkj.tellAgain(home.hkjShop, order);
    expect(new Set(order.answeredIds)).toEqual(new Set([row.sourceIdentifier]));
    const confirmed = await house.effects.db.outboxEvent.findFirstOrThrow({ where: { shop: home.shop } });
    expect(confirmed.payload).toMatchObject({ status: "confirmed", shopOrderId: row.sourceIdentifier });
  });
});

describe("a webhook about an order", () => {
  it("asks for one look at an order of ours, of that shop only", async () => {
    const { home, shopify } = await open();
    const { row } = await place(home, shopify.openAdmin);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    shopify.log.clear();
    const orderId = Number(row.shopifyOrderId);
    const deliveries = [
      { shop: home.shop, topic: "orders/updated", payload: { id: orderId } },
      { shop: home.shop, topic: "fulfillments/create", payload: { id: 1, order_id: orderId } },
      { shop: home.shop, topic: "refunds/create", payload: { id: 2, order_id: orderId } },
      { shop: home.shop, topic: "orders/updated", payload: { id: orderId + 1 } },
      { shop: home.shop, topic: "orders/updated", payload: "nonsense" },
    ];
    await house.effects.db.$transaction(async (tx) => {
      for (const delivery of deliveries) await applyOrderWebhook(tx, delivery, house.clock.now());
    });
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    expect(shopify.log.all("ReadPlacedOrder")).toHaveLength(1);
    expect(await toldOf(home)).toEqual(["confirmed"]);
  });

  it("of another shop asks for nothing, although the id is the same", async () => {
    const { home, shopify } = await open();
    const { row } = await place(home, shopify.openAdmin);
    await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin));
    const payload = { id: Number(row.shopifyOrderId) };
    const delivery = { shop: "other.myshopify.com", topic: "orders/updated", payload };
    await house.effects.db.$transaction((tx) => applyOrderWebhook(tx, delivery, house.clock.now()));
    expect(await runJobs(house, home.shop, orderJobs(house, shopify.openAdmin))).toBe(0);
  });
});
