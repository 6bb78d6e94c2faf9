import Ajv from "ajv";
import { schemaForWebhook } from "shopify-webhook-schemas";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { adminOf } from "./client";
import { type Merchant, type ShopifyWorld, sampleShop, startShopifyWorld, subscriptionsFromToml } from "./index";
import { type Received, startReceiver } from "./webhooks/receiver";

const SHOP = "souq.myshopify.com";
const ajv = new Ajv({ unknownFormats: "ignore", allErrors: true });
let door: Awaited<ReturnType<typeof startReceiver>>;
let world: ShopifyWorld;
let merchant: Merchant;
let answer: (received: Received) => number;

beforeEach(async () => {
  answer = () => 200;
  door = await startReceiver("secret", (received) => answer(received));
  world = await startShopifyWorld({
    apiKey: "key",
    apiSecret: "secret",
    webhookUrl: door.url,
    shops: [sampleShop(SHOP)],
    webhookRetryDelaysMs: [1, 1],
  });
  merchant = world.merchant(SHOP);
});
afterEach(async () => {
  await world.close();
  await door.close();
});

const topics = (): string[] => door.received.map(({ topic }) => topic);

/**
 * What is wrong with a payload by the schema of its topic. The schemas are drawn from examples: where those had only
 * empty lists, the schema forbids any item, which cannot be meant.
 */
function faults({ topic, payload }: Received): string[] {
  const validate = ajv.compile({ ...(schemaForWebhook("2026-07", topic) as object), $schema: undefined });
  if (validate(payload)) return [];
  const meant = (validate.errors ?? []).filter(({ keyword }) => keyword !== "false schema");
  return meant.map(({ dataPath, message }) => `${topic}${dataPath} ${message ?? ""}`);
}

async function placeOrder(quantity: number): Promise<string> {
  const variantId = world.shop(SHOP).variants.all.find(({ sku }) => sku === "OIL-250")?.id ?? "";
  const { data } = await adminOf(world, SHOP)(
    `mutation ($order: OrderCreateOrderInput!) {
      orderCreate(order: $order, options: { inventoryBehaviour: DECREMENT_OBEYING_POLICY }) { order { id } userErrors { message } } }`,
    {
      order: {
        email: "lina@example.com",
        phone: "+962790000000",
        financialStatus: "PENDING",
        lineItems: [{ variantId, quantity }],
        shippingLines: [{ title: "Delivery", priceSet: { shopMoney: { amount: "2.000", currencyCode: "JOD" } } }],
        shippingAddress: {
          firstName: "Lina",
          lastName: "Haddad",
          address1: "Rainbow 1",
          city: "Amman",
          countryCode: "JO",
        },
        customer: { toUpsert: { firstName: "Lina", email: "lina@example.com" } },
      },
    },
  );
  await world.idle();
  return (data?.["orderCreate"] as { order: { id: string } }).order.id;
}

describe("webhooks of the stand-in", () => {
  it("are signed and say everything about themselves", async () => {
    merchant.catalog.editProduct(world.shop(SHOP).products.all[0]?.id ?? "", { title: "Renamed" });
    await world.idle();
    expect(door.received).toHaveLength(1);
    expect(door.received[0]).toMatchObject({ topic: "products/update", genuine: true, payload: { title: "Renamed" } });
    expect(door.received[0]?.headers).toMatchObject({
      "x-shopify-shop-domain": SHOP,
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      "x-shopify-event-id": expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      "x-shopify-triggered-at": expect.stringMatching(/^\d{4}-.*Z$/) as string,
    });
  });

  it("have the shape Shopify's have, topic by topic", async () => {
    const { catalog, collections, stock, orders, settings } = merchant;
    const product = catalog.createProduct({
      title: "Kettle",
      category: "Home & Garden > Kitchen & Dining",
      options: ["Colour"],
      variants: [{ options: ["Red"], price: "9.5", compareAtPrice: "12", image: "https://img.example/k.jpg" }],
    });
    const added = catalog.addVariant(product.id, { options: ["Blue"], price: "9.5", sku: "KTL-B", stock: 3 });
    stock.setStock(added.id, undefined, 7);
    const order = await placeOrder(3);
    const [line] = world.shop(SHOP).orders.get(order)?.lineItems ?? [];
    const tracking = { company: "Aramex", number: "A1", url: "https://aramex.example/A1" };
    orders.fulfillOrder(order, { lines: { [line?.id ?? ""]: 1 }, tracking });
    orders.fulfillOrder(order, { tracking });
    orders.deliver(order);
    orders.refundOrder(order, { note: "Damaged" });
    orders.cancelOrder(await placeOrder(1));
    const again = await placeOrder(1);
    orders.fulfillOrder(again, { tracking });
    orders.cancelFulfillment(again);
    orders.deleteOrder(again);
    catalog.deleteProduct(product.id);
    collections.add("Pantry", world.shop(SHOP).products.all[0]?.id ?? "");
    collections.delete("Gifts");
    settings.change({ name: "Souq" });
    settings.addLocation("Irbid");
    settings.renameLocation("Irbid", "Irbid Mall");
    settings.deactivateLocation("Irbid Mall");
    settings.addLocale("fr");
    settings.removeLocale("fr");
    stock.setStock(world.shop(SHOP).variants.all[0]?.id ?? "", "Irbid Mall", 3);
    stock.disconnect(world.shop(SHOP).variants.all[0]?.id ?? "", "Irbid Mall");
    world.uninstall(SHOP);
    await world.idle();
    expect([...new Set(topics())].sort()).toEqual([
      "app/uninstalled",
      "collections/delete",
      "collections/update",
      "fulfillments/create",
      "fulfillments/update",
      "inventory_levels/connect",
      "inventory_levels/disconnect",
      "inventory_levels/update",
      "locales/create",
      "locales/destroy",
      "locations/create",
      "locations/deactivate",
      "locations/update",
      "orders/cancelled",
      "orders/create",
      "orders/delete",
      "orders/fulfilled",
      "orders/partially_fulfilled",
      "orders/updated",
      "products/create",
      "products/delete",
      "products/update",
      "refunds/create",
      "shop/update",
    ]);
    expect([...new Set(door.received.flatMap(faults))]).toEqual([]);
  });

  it("carry only the fields that were asked for", async () => {
    const toml = `
[webhooks]
api_version = "2026-10"

  [[webhooks.subscriptions]]
  topics = [ "products/create", "products/update" ]
  uri = "/webhooks"
  include_fields = [ "id", "updated_at", "variants.id" ]

  [[webhooks.subscriptions]]
  compliance_topics = [ "shop/redact" ]
  uri = "/webhooks"
`;
    const only = await startShopifyWorld({
      apiKey: "key",
      apiSecret: "secret",
      webhookUrl: door.url,
      subscriptions: subscriptionsFromToml(toml),
      shops: [sampleShop(SHOP)],
    });
    const product = only.shop(SHOP).products.all[0];
    only.merchant(SHOP).catalog.editProduct(product?.id ?? "", { title: "Renamed" });
    only.merchant(SHOP).stock.setStock(product?.variants[0]?.id ?? "", undefined, 1);
    only.sendWebhook(SHOP, "shop/redact", { shop_id: 1, shop_domain: SHOP });
    await only.idle();
    await only.close();
    expect(topics().sort()).toEqual(["products/update", "shop/redact"]);
    const { payload } = door.received.find(({ topic }) => topic === "products/update") ?? {};
    expect(Object.keys(payload ?? {}).sort()).toEqual(["id", "updated_at", "variants"]);
    expect((payload?.["variants"] as object[])[0]).toEqual({ id: expect.any(Number) as number });
  });

  it("are tried again with the same id until they are taken, and given up in the end", async () => {
    answer = () => (door.received.length < 3 ? 503 : 200);
    merchant.stock.setStock(world.shop(SHOP).variants.all[0]?.id ?? "", undefined, 1);
    await world.idle();
    expect(world.webhooks[0]).toMatchObject({ statuses: [503, 503, 200], state: "delivered" });
    expect(new Set(door.received.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(1);
    answer = () => 500;
    merchant.stock.setStock(world.shop(SHOP).variants.all[0]?.id ?? "", undefined, 2);
    await world.idle();
    expect(world.webhooks[1]).toMatchObject({ statuses: [500, 500, 500], state: "given up" });
  });

  it("can be lost, repeated and overtaken, each n-th", async () => {
    const variant = world.shop(SHOP).variants.all[0]?.id ?? "";
    const send = async (count: number): Promise<unknown[]> => {
      door.received.length = 0;
      for (let available = 1; available <= count; available += 1)
        merchant.stock.setStock(variant, undefined, available);
      await world.idle();
      return door.received.map(({ payload }) => payload["available"]);
    };
    world.misbehave({ webhooks: { loseEvery: 3 } });
    expect((await send(6)).sort()).toEqual([1, 2, 4, 5]);
    world.misbehave({ webhooks: { repeatEvery: 2 } });
    expect((await send(2)).sort()).toEqual([1, 2, 2]);
    world.misbehave({ webhooks: { delayEvery: 3 } });
    const late = await send(4);
    expect(late.sort()).toEqual([1, 2, 3, 4]);
    world.behave();
    world.misbehave({ webhooks: { delayEvery: 2 } });
    expect((await send(2)).at(-1)).toBe(2);
  });
});
