import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { shopWindowOf, sameCatalog } from "../world/demo/story";
import { type Stage, setStage } from "../world/demo/stage";
import { sampleShop } from "../world/shopify/sample-catalog";
import { until } from "../world/until";

const LIMIT_MS = 30_000;
const PATIENT = { attempts: 600, maxWaitMs: 300 };

let stage: Stage;

async function crash(): Promise<void> {
  await stage.app.kill();
  await stage.app.start();
}

function counted(): { variantId: string; sku: string } {
  const window = shopWindowOf(stage);
  const variant = stage.shopify
    .shop(stage.shop)
    .variants.all.find(
      ({ item, inventoryPolicy, sku, product }) =>
        item.tracked && inventoryPolicy === "DENY" && product.status === "ACTIVE" && window.get(sku ?? "")?.stock_qty,
    );
  if (!variant?.sku) throw new Error("the sample shop counts nothing");
  return { variantId: variant.id, sku: variant.sku };
}

beforeAll(async () => {
  stage = await setStage({ seed: sampleShop("crash-test.myshopify.com") });
  await stage.app.start();
  const { merchant, hkjShop } = stage;
  await merchant.open("/app");
  hkjShop.outboundUrl = await merchant.outboundUrl("hkj");
});

afterAll(() => stage.close());

describe("after kill -9, the end is the same", () => {
  it("when it dies during the first sync", async () => {
    const { merchant, hkjShop, shopify } = stage;
    shopify.misbehave({ bulkDelayMs: 400 });
    await merchant.press("/app/channels/hkj", {
      intent: "connect",
      apiKey: hkjShop.apiKey,
      signingSecret: hkjShop.signingSecret,
    });
    await until("the export is asked for", LIMIT_MS, () => shopify.calls.all("BulkRunQuery").length > 0);
    await crash();
    shopify.behave();
    await sameCatalog(stage, LIMIT_MS);
  });

  it("when it dies between a webhook's acknowledgement and the channel's answer", async () => {
    const { shopify, shop, hkj } = stage;
    const { variantId } = counted();
    const end = hkj.misbehave({ delayMs: 800 });
    shopify.merchant(shop).stock.setStock(variantId, undefined, 77);
    await shopify.idle();
    await stage.app.kill();
    end();
    await stage.app.start();
    await sameCatalog(stage, LIMIT_MS);
  });

  it("when changes come while it is dead", async () => {
    const { shopify, shop } = stage;
    const { variantId } = counted();
    await stage.app.kill();
    shopify.merchant(shop).stock.setStock(variantId, undefined, 55);
    shopify.merchant(shop).catalog.setPrice(variantId, "3.250");
    await stage.app.start();
    await sameCatalog(stage, LIMIT_MS);
  });

  it.each([
    ["while Shopify is asked", { delayMs: 600 }, "KnownCustomer"],
    ["after Shopify made it, the answer lost", { dropAnswer: { operation: "CreateOrder" } }, "CreateOrder"],
  ])("when it dies in the middle of an order: %s", async (_when, misbehaviour, call) => {
    const { shopify, shop, hkj, hkjShop } = stage;
    const { sku } = counted();
    const before = shopify.shop(shop).orders.size;
    const calls = shopify.calls.all(call).length;
    shopify.misbehave(misbehaviour);
    const placing = hkj.placeOrder(hkjShop, { items: [{ sku, quantity: 1 }] }, PATIENT);
    await until("the order is being made", LIMIT_MS, () => shopify.calls.all(call).length > calls);
    await crash();
    shopify.behave();
    const order = await placing;
    expect(shopify.shop(shop).orders.size).toBe(before + 1);
    expect(order.externalId).toBe(shopify.shop(shop).orders.all.at(-1)?.id.split("/").at(-1));
    await until("HKJ is told", LIMIT_MS, () => hkj.statuses(hkjShop, order.orderNumber).length > 0);
    await sameCatalog(stage, LIMIT_MS);
  });
});
