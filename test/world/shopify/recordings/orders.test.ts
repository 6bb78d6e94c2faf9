import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { type Ask, adminOf } from "../client";
import { type ShopifyWorld, startShopifyWorld } from "../index";
import { amount, moneyAmount } from "../money";
import { type Json, areHere, at, load, plain, replay, text, variables } from "./load";

const SHOP = "recorded.myshopify.com";
let world: ShopifyWorld;
let ask: Ask;

beforeEach(async () => {
  world = await startShopifyWorld({
    apiKey: "key",
    apiSecret: "secret",
    shops: [
      { domain: SHOP, currency: "CAD", products: [{ title: "Snowboard", variants: [{ price: "10", stock: 0 }] }] },
    ],
  });
  ask = adminOf(world, SHOP);
});
afterEach(() => world.close());

const newest = (): string => world.shop(SHOP).orders.all.at(-1)?.id ?? "";

/** Recordings were made on earlier versions; the arguments that 2026-10 renamed are none of those used here. */
describe.skipIf(!areHere)("orders, as the real API answered (skipped where the recordings are not at hand)", () => {
  const matrix = areHere ? load("2025-01_orders_order-create-math-matrix") : {};
  const cases = areHere ? Object.entries(at(matrix, "cases") as Record<string, Json>) : [];

  it.each(cases)("orderCreate math matrix: %s", async (_, recorded) => {
    await replay(ask, {
      query: text(matrix, "document"),
      variables: variables(recorded, "variables"),
      data: at(recorded, "response.payload.data"),
      cost: at(recorded, "response.payload.extensions.cost.requestedQueryCost"),
    });
  });

  it("orderCreate validation matrix", async () => {
    const recorded = load("2025-01_orders_order-create-validation-matrix");
    const data = at(recorded, "mutation.response.data");
    await replay(ask, { query: text(recorded, "query"), variables: variables(recorded, "variables"), data });
  });

  it("orderCreate validation matrix, extended", async () => {
    const recorded = load("2025-01_orders_order-create-validation-matrix-extended");
    const data = at(recorded, "mutation.response.data");
    await replay(ask, { query: text(recorded, "query"), variables: variables(recorded, "variables"), data });
  });

  it("payment status and count that follow from the state", async () => {
    const recorded = load("2025-01_orders_orderCreate-state-derived-payment-and-count");
    for (const name of ["firstCreate", "secondCreate", "countRead"]) {
      const one = at(recorded, `operations.${name}`);
      await replay(ask, {
        query: text(one, "query"),
        variables: variables(one, "variables"),
        data: at(one, "response.payload.data"),
        cost: at(one, "response.payload.extensions.cost.requestedQueryCost"),
      });
    }
  });

  it("line item fields, at once and read again", async () => {
    const recorded = load("2025-01_orders_order-create-line-item-fields");
    const given = variables(recorded, "variables");
    const line = (given as { order: { lineItems: { productId: string }[] } }).order.lineItems[0];
    if (line) line.productId = world.shop(SHOP).products.all[0]?.id ?? "";
    const cost = "response.extensions.cost.requestedQueryCost";
    await replay(ask, {
      query: text(recorded, "document"),
      variables: given,
      data: at(recorded, "mutation.response.data"),
      cost: at(at(recorded, "mutation"), cost),
    });
    await replay(ask, {
      query: text(recorded, "downstreamRead.document"),
      variables: { id: newest() },
      data: at(recorded, "downstreamRead.response.data"),
      cost: at(at(recorded, "downstreamRead"), cost),
    });
  });

  it("the location a fulfilment order is assigned to", async () => {
    const recorded = load("2025-01_orders_order-create-fulfillment-assigned-location");
    for (const name of ["locations", "create", "downstreamRead"]) {
      const one = at(recorded, `operations.${name}`);
      await replay(ask, {
        query: text(one, "query"),
        variables: name === "downstreamRead" ? { id: newest() } : variables(one, "variables"),
        data: at(one, "response.payload.data"),
        cost: at(one, "response.payload.extensions.cost.requestedQueryCost"),
      });
    }
  });

  it("orderCancel and what it refuses", async () => {
    const recorded = load("2026-04_orders_orderCancel-error-messages");
    const ids: Record<string, string> = {};
    for (const name of ["freshOrderCreate", "cancelledOrderCreate", "setupCancel", "cancelledOrderRead"]) {
      const one = at(recorded, `setup.${name}`);
      const given = withIds(variables(one, "variables"), ids);
      await replay(ask, { query: text(one, "query"), variables: given, data: at(one, "response.payload.data") });
      const made = (at(one, "response.payload.data") as { orderCreate?: { order: { id: string } } }).orderCreate;
      if (made) ids[made.order.id] = newest();
    }
    for (const [, one] of Object.entries(at(recorded, "expected") as Record<string, Json>)) {
      const given = withIds(variables(one, "variables"), ids);
      await replay(ask, { query: text(one, "query"), variables: given, data: at(one, "response.payload.data") });
    }
  });

  it.each([
    ["orderCancel", "2026-04_orders_orderCancel-parity"],
    ["orderCancel with restock and refund", "2026-04_orders_orderCancel-restock-refundMethod-parity"],
  ])("%s, read again", async (_, name) => {
    const recorded = load(name);
    const before = at(recorded, "upstreamCalls.0.response.body.data.order") as Record<string, Json>;
    await create(before);
    const cancel = `mutation ($orderId: ID!, $restock: Boolean!, $reason: OrderCancelReason!, $notifyCustomer: Boolean,
      $staffNote: String, $refundMethod: OrderCancelRefundMethodInput) {
      orderCancel(orderId: $orderId, restock: $restock, reason: $reason, notifyCustomer: $notifyCustomer,
        staffNote: $staffNote, refundMethod: $refundMethod) { orderCancelUserErrors { field message code } } }`;
    const given = { ...variables(recorded, "variables"), orderId: newest() };
    await replay(ask, { query: cancel, variables: given, data: at(recorded, "mutation.response.data") });
    const after = at(recorded, "downstreamRead.response.data.order");
    const { data } = await ask(`query ($id: ID!) { order(id: $id) ${selectionOf(after)} }`, { id: newest() });
    expect(plain(data)).toEqual({ order: plain(after) });
  });

  it("a line whose variant is not there: refused without a title, taken with one", async () => {
    const recorded = load("2025-01_products_inventory-default-location-carrier-connection");
    const query = `mutation ($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
      orderCreate(order: $order, options: $options) {
        order { id lineItems(first: 5) { nodes { id variant { id } quantity } } } userErrors { field message } } }`;
    const refused = at(recorded, "workflow.unresolvedVariantOrderCreate");
    await replay(ask, { query, variables: variables(refused, "variables"), data: at(refused, "response.data") });
    const given = variables(at(recorded, "workflow.orderCreateDefaultLocation"), "variables");
    const line = (given as { order: { lineItems: { variantId: string }[] } }).order.lineItems[0];
    const variant = world.shop(SHOP).variants.all[0];
    if (line && variant) line.variantId = variant.id;
    const taken = at(recorded, "workflow.orderCreateDefaultLocation.response.data");
    await replay(ask, { query, variables: given, data: taken });
    const levels = `query ($id: ID!) { inventoryItem(id: $id) { id variant { id inventoryQuantity }
      inventoryLevels(first: 10) { nodes { location { id name } quantities(names: ["available", "on_hand"]) { name quantity } } } } }`;
    const read = at(recorded, "workflow.afterOrderInventoryRead.response.data");
    await replay(ask, { query: levels, variables: { id: variant?.item.id }, data: read });
  });

  it("an order shipped elsewhere, with discount, delivery and taxes, and its metafield", async () => {
    const recorded = load("2025-01_metafields_metafield-definition-non-product-metafields");
    for (const index of [4, 5, 6, 7]) {
      const one = at(recorded, `captures.${index}`);
      const given = variables(one, "request.variables");
      const metafields = given["metafields"] as { ownerId: string }[] | undefined;
      for (const metafield of metafields ?? []) metafield.ownerId = newest();
      if (index === 7) given["id"] = newest();
      await replay(ask, { query: text(one, "request.query"), variables: given, data: at(one, "response.data") });
    }
  });

  it("the life of a fulfilment", async () => {
    const recorded = load("2026-04_fulfillments_fulfillment-detail-events-lifecycle");
    const setup = at(recorded, "setup.orderCreate");
    const cost = "response.extensions.cost.requestedQueryCost";
    await replay(ask, {
      query: text(setup, "query"),
      variables: variables(setup, "variables"),
      data: at(setup, "response.data"),
      cost: at(setup, cost),
    });
    const tracking = at(recorded, "setup.fulfillmentCreate.variables.fulfillment.trackingInfo");
    const { orders } = world.merchant(SHOP);
    const { id } = orders.fulfillOrder(newest(), {
      tracking: tracking as { company: string; number: string; url: string },
    });
    orders.track(newest(), "IN_TRANSIT");
    const read = at(recorded, "detailRead");
    const answer = await ask(text(read, "query"), { orderId: newest(), fulfillmentId: id });
    const events = { message: null, estimatedDeliveryAt: null, ...place(null) };
    expect(plain(answer.data)).toEqual(plain(withoutCarriersWords(at(read, "response.data"), events)));
    expect(answer.cost?.requestedQueryCost).toBe(at(read, cost));
  });
});

const place = (value: null) => ({
  city: value,
  province: value,
  country: value,
  zip: value,
  address1: value,
  latitude: value,
  longitude: value,
});

/** The recorded carrier said where the parcel was and when it would come; carriers of this world only say how far it is. */
function withoutCarriersWords(json: Json, instead: Record<string, Json>): Json {
  if (Array.isArray(json)) return json.map((one) => withoutCarriersWords(one, instead));
  if (!json || typeof json !== "object") return json;
  const isEvent = "happenedAt" in json;
  const entries = Object.entries(json).map(([key, one]): [string, Json] => {
    if (key === "estimatedDeliveryAt" || (isEvent && key in instead)) return [key, null];
    return [key, withoutCarriersWords(one, instead)];
  });
  return Object.fromEntries(entries);
}

function withIds(given: Record<string, unknown>, ids: Readonly<Record<string, string>>): Record<string, unknown> {
  const id = given["orderId"] ?? given["id"];
  const known = typeof id === "string" ? ids[id] : undefined;
  return known ? { ...given, [given["orderId"] ? "orderId" : "id"]: known } : given;
}

/** An order like the one that was there before the recording began. */
async function create(before: Record<string, Json>): Promise<void> {
  const money = (field: string) => at(before, `${field}.shopMoney`) as { amount: string; currencyCode: string };
  const total = money("currentTotalPriceSet");
  const quantity = before["fulfillmentOrders"] ? 2 : 1;
  const paid = (before["transactions"] as Json[]).length > 0;
  const { data } = await ask(
    `mutation ($order: OrderCreateOrderInput!) { orderCreate(order: $order) { order { id } userErrors { message } } }`,
    {
      order: {
        currency: total.currencyCode,
        lineItems: [
          {
            title: "Order cancel restock/refundMethod item",
            quantity,
            requiresShipping: true,
            priceSet: { shopMoney: { ...total, amount: moneyAmount(amount(total.amount) / BigInt(quantity)) } },
          },
        ],
        ...(paid && {
          transactions: [{ kind: "SALE", status: "SUCCESS", gateway: "manual", amountSet: { shopMoney: total } }],
        }),
      },
    },
  );
  expect(data).toMatchObject({ orderCreate: { userErrors: [] } });
}

/** The selection an answer was made with, as far as it shows; connections are recognised by their nodes. */
function selectionOf(json: Json): string {
  const one = Array.isArray(json) ? json[0] : json;
  if (!one || typeof one !== "object") return "";
  const fields = Object.entries(one).map(([key, value]) => {
    const paged = value && typeof value === "object" && "nodes" in value ? "(first: 10)" : "";
    return key === "customer" ? "customer { id }" : `${key}${paged} ${selectionOf(value)}`;
  });
  // An empty list shows nothing of what was asked of its items.
  return `{ ${fields.join(" ").replace(/transactions (?!\{|\()/, "transactions { kind } ")} }`;
}
