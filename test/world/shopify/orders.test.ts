import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { adminOf } from "./client";
import { OUT_OF_STOCK, type ShopifyWorld, sampleShop, startShopifyWorld } from "./index";
import type { UserError } from "./orders/input";

const SHOP = "souq.myshopify.com";
const CREATE = `mutation Create($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
  orderCreate(order: $order, options: $options) {
    order { id name sourceIdentifier tags displayFinancialStatus displayFulfillmentStatus customer { id displayName }
      totalPriceSet { shopMoney { amount currencyCode } } }
    userErrors { field message code } } }`;
let world: ShopifyWorld;

beforeEach(async () => {
  world = await startShopifyWorld({ apiKey: "key", apiSecret: "secret", shops: [sampleShop(SHOP)] });
});
afterEach(() => world.close());

const ask = (query: string, variables?: Record<string, unknown>) => adminOf(world, SHOP)(query, variables);

async function create(order: object, inventoryBehaviour = "DECREMENT_OBEYING_POLICY") {
  const { data, errors } = await ask(CREATE, { order, options: { inventoryBehaviour } });
  expect(errors).toBeUndefined();
  return data?.["orderCreate"] as { order: Record<string, unknown> | null; userErrors: UserError[] };
}

const variant = (sku: string) => {
  const found = world.shop(SHOP).variants.all.find((one) => one.sku === sku);
  if (!found) throw new Error(`no ${sku}`);
  return found;
};
const line = (sku: string, quantity: number) => ({ variantId: variant(sku).id, quantity });
const stockOf = (sku: string) => variant(sku).item.levels.map(({ available, committed }) => [available, committed]);

describe("stock of an order", () => {
  it("is claimed when the order says so, from one location or, when none has enough, from several", async () => {
    expect((await create({ lineItems: [line("OIL-250", 4)] })).userErrors).toEqual([]);
    expect(stockOf("OIL-250")).toEqual([
      [20, 4],
      [60, 0],
    ]);
    await create({ lineItems: [line("OIL-1000", 35)] });
    expect(stockOf("OIL-1000")).toEqual([
      [0, 9],
      [4, 26],
    ]);
    await create({ lineItems: [line("OIL-250", 1)] }, "BYPASS");
    expect(stockOf("OIL-250")).toEqual([
      [20, 4],
      [60, 0],
    ]);
  });

  it("refuses the whole order when one line cannot be claimed, though not where selling on is allowed", async () => {
    const refused = await create({ lineItems: [line("OIL-250", 1), line("SHWL-R-220", 2)] });
    expect(refused).toEqual({ order: null, userErrors: [OUT_OF_STOCK.met] });
    expect(stockOf("OIL-250")).toEqual([
      [24, 0],
      [60, 0],
    ]);
    expect((await create({ lineItems: [line("SHWL-R-220", 1), line("SHWL-R-220", 1)] })).order).toBeNull();
    world.shop(SHOP).outOfStockAnswer = OUT_OF_STOCK.documented;
    const other = await create({ lineItems: [line("SHWL-R-220", 2)] });
    expect(other.userErrors[0]?.code).toBe("INVENTORY_CLAIM_FAILED");
    expect((await create({ lineItems: [line("BKL-1000", 20)] })).order).not.toBeNull();
    expect(stockOf("BKL-1000")).toEqual([
      [-12, 20],
      [0, 0],
    ]);
    expect((await create({ lineItems: [line("TASTE-HOME", 50)] })).order).not.toBeNull();
    expect((await create({ lineItems: [line("SHWL-R-220", 2)] }, "DECREMENT_IGNORING_POLICY")).order).not.toBeNull();
  });

  it("comes back with a cancellation, and leaves with a fulfilment", async () => {
    const first = await create({ lineItems: [line("OIL-250", 4)] });
    world.merchant(SHOP).orders.cancelOrder(String(first.order?.["id"]));
    expect(stockOf("OIL-250")[0]).toEqual([24, 0]);
    const second = await create({ lineItems: [line("OIL-250", 4)] });
    world.merchant(SHOP).orders.fulfillOrder(String(second.order?.["id"]));
    expect(stockOf("OIL-250")[0]).toEqual([20, 0]);
  });
});

describe("finding an order again", () => {
  const DEFINE = `mutation ($definition: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $definition) {
    createdDefinition { id namespace capabilities { uniqueValues { enabled } } } userErrors { field message code } } }`;
  const BY_ID = `query ($value: String!) { orderByIdentifier(identifier: { customId: { namespace: "$app", key: "order", value: $value } }) { id } }`;
  const definition = { name: "Order", namespace: "$app", key: "order", type: "id", ownerType: "ORDER" };
  const metafields = [{ namespace: "$app", key: "order", type: "id", value: "hkj:1" }];

  it("needs a definition of type id, which must be unique and exists once", async () => {
    const before = await ask(BY_ID, { value: "hkj:1" });
    expect(before.errors?.[0]?.message).toBe("Metafield definition of type 'id' is required when using custom ids.");
    const off = await ask(DEFINE, {
      definition: { ...definition, capabilities: { uniqueValues: { enabled: false } } },
    });
    expect(JSON.stringify(off.data)).toContain("CAPABILITY_REQUIRED_BUT_DISABLED");
    const made = await ask(DEFINE, { definition });
    expect(made.data?.["metafieldDefinitionCreate"]).toMatchObject({
      createdDefinition: { namespace: "app--4242424242", capabilities: { uniqueValues: { enabled: true } } },
      userErrors: [],
    });
    expect(JSON.stringify((await ask(DEFINE, { definition })).data)).toContain("TAKEN");
  });

  it("works by custom id, which no second order can have", async () => {
    await ask(DEFINE, { definition });
    const { order } = await create({ lineItems: [line("OIL-250", 1)], metafields });
    expect((await ask(BY_ID, { value: "hkj:1" })).data).toEqual({ orderByIdentifier: { id: order?.["id"] } });
    expect((await ask(BY_ID, { value: "hkj:2" })).data).toEqual({ orderByIdentifier: null });
    const second = await create({ lineItems: [line("OIL-250", 1)], metafields });
    expect(second).toMatchObject({
      order: null,
      userErrors: [{ code: "INVALID", field: ["order", "metafields", "0", "value"] }],
    });
    expect(stockOf("OIL-250")[0]).toEqual([23, 1]);
  });

  it("works by source identifier, tag and time, as a search does", async () => {
    await create({ lineItems: [line("OIL-250", 1)], sourceIdentifier: "HKJ-7", tags: ["hkj", "chat"] });
    const count = async (query: string): Promise<unknown> =>
      (await ask("query ($query: String) { ordersCount(query: $query) { count } }", { query })).data?.["ordersCount"];
    expect(await count("source_identifier:hkj-7")).toEqual({ count: 1 });
    expect(await count('source_identifier:"HKJ-70"')).toEqual({ count: 0 });
    expect(await count("tag:hkj AND created_at:>='2020-01-01'")).toEqual({ count: 1 });
  });
});

describe("a search", () => {
  it("can lag behind, so that it misses a new order for a while", async () => {
    world.misbehave({ searchLag: 2 });
    await create({ lineItems: [line("OIL-250", 1)], sourceIdentifier: "HKJ-9" });
    const counts: unknown[] = [];
    for (let times = 0; times < 3; times += 1) {
      counts.push((await ask('{ ordersCount(query: "source_identifier:HKJ-9") { count } }')).data);
    }
    expect(counts).toEqual([0, 0, 1].map((count) => ({ ordersCount: { count } })));
  });
});

describe("a customer", () => {
  it("is found by email or phone, and made when there is none", async () => {
    const lina = { toUpsert: { firstName: "Lina", phone: "+962790000001" } };
    const first = await create({ lineItems: [line("OIL-250", 1)], customer: lina });
    const second = await create({ lineItems: [line("OIL-250", 1)], customer: lina });
    expect(second.order?.["customer"]).toEqual(first.order?.["customer"]);
    const bad = await create({ lineItems: [line("OIL-250", 1)], customer: { toUpsert: { phone: "12" } } });
    expect(bad.userErrors[0]).toMatchObject({ message: "Phone is invalid", code: "INVALID" });
  });
});

describe("the life of an order", () => {
  const READ = `query ($id: ID!) { order(id: $id) { displayFinancialStatus displayFulfillmentStatus cancelledAt cancelReason currentSubtotalLineItemsQuantity
    fulfillments { displayStatus deliveredAt trackingInfo { company number url } fulfillmentLineItems(first: 5) { nodes { quantity } } }
    refunds { totalRefundedSet { shopMoney { amount } } } lineItems(first: 5) { nodes { quantity currentQuantity unfulfilledQuantity } } } }`;
  const read = async (id: unknown) => (await ask(READ, { id })).data?.["order"] as Record<string, unknown>;

  it("goes from part to whole to delivered", async () => {
    const { order } = await create({ financialStatus: "PENDING", lineItems: [line("OIL-250", 3)] });
    const id = String(order?.["id"]);
    const [item] = world.shop(SHOP).orders.get(id)?.lineItems ?? [];
    const { orders } = world.merchant(SHOP);
    orders.fulfillOrder(id, { lines: { [item?.id ?? ""]: 1 }, tracking: { company: "Aramex", number: "A1" } });
    expect(await read(id)).toMatchObject({
      displayFinancialStatus: "PENDING",
      displayFulfillmentStatus: "PARTIALLY_FULFILLED",
      fulfillments: [{ trackingInfo: [{ company: "Aramex", number: "A1", url: null }] }],
    });
    orders.fulfillOrder(id);
    orders.deliver(id);
    expect(await read(id)).toMatchObject({
      displayFulfillmentStatus: "FULFILLED",
      fulfillments: [{ deliveredAt: null }, { displayStatus: "DELIVERED", deliveredAt: expect.any(String) as string }],
    });
    expect(() => orders.fulfillOrder(id)).toThrow("nothing left");
  });

  it("takes refunds of what was paid, whole or by line", async () => {
    const money = { shopMoney: { amount: "13.000", currencyCode: "JOD" } };
    const transactions = [{ kind: "SALE", status: "SUCCESS", gateway: "HKJ", amountSet: money }];
    const { order } = await create({ lineItems: [line("OIL-250", 4)], transactions });
    const id = String(order?.["id"]);
    const [item] = world.shop(SHOP).orders.get(id)?.lineItems ?? [];
    world.merchant(SHOP).orders.refundOrder(id, { lines: { [item?.id ?? ""]: 1 } });
    expect(await read(id)).toMatchObject({
      displayFinancialStatus: "PARTIALLY_REFUNDED",
      refunds: [{ totalRefundedSet: { shopMoney: { amount: "3.25" } } }],
      lineItems: { nodes: [{ quantity: 4, currentQuantity: 3 }] },
      currentSubtotalLineItemsQuantity: 3,
    });
    world.merchant(SHOP).orders.refundOrder(id);
    expect(await read(id)).toMatchObject({ displayFinancialStatus: "REFUNDED", currentSubtotalLineItemsQuantity: 0 });
    expect(stockOf("OIL-250")[0]).toEqual([24, 0]);
  });
});
