import { afterEach, describe, expect, it } from "vitest";

import { openShop, useShopifyWorld } from "../../test/support/catalog/shop-world";
import { useDatabase } from "../../test/support/database";
import { disconnect } from "../connections/lifecycle";
import { rememberScope, uninstallShop } from "../shopify/installation";
import { sendFeedback } from "./feedback";
import type { FeedbackWords } from "./feedback-message";
import { settleListing } from "./settle";

const database = useDatabase();
const shopify = useShopifyWorld();

afterEach(() => shopify.world.behave());

const words: FeedbackWords = (locale, { channel, code }) => ({ title: `${locale} ${channel} ${code}`, fix: "Mend it" });
const soap = { title: "Soap", variants: [{ sku: "SOAP", price: "1.750", stock: 3 }] };
const free = { title: "Gift", variants: [{ sku: "GIFT", price: "0" }] };

async function opened(products: NonNullable<Parameters<typeof openShop>[2]>["products"] = [soap, free]) {
  const shop = await openShop(database, shopify, { products });
  await shop.sync();
  const { db } = database;
  const called = () => shopify.world.calls.all("TellProductFeedback").filter((call) => call.shop === shop.shop);
  const product = (title: string) => {
    const found = [...shop.records.products.all].find((one) => one.title === title);
    if (!found) throw new Error(title);
    return found;
  };
  return {
    ...shop,
    calls: () => called().length,
    product,
    async tells() {
      shopify.clock.advance(1_000);
      await sendFeedback(shop.effects, shop.openAdmin, words, shop.shop);
    },
    /** What Shopify shows on the product's page. */
    shown: (title: string) => shop.records.feedback.get(product(title).id),
    /** The channel refuses what waits for an item. */
    async refuses(sku: string, message: string) {
      const { shop: domain, connectionId } = shop;
      const rows = await db.outboxEvent.findMany({ where: { connectionId, state: "pending" } });
      for (const { id, subjectId, payload } of rows) {
        const event = payload as unknown as Parameters<typeof settleListing>[1]["event"];
        if (event.type === "order.status_changed" || event.product.sku !== sku) continue;
        const result = { eventId: event.eventId, outcome: "refused" as const, message };
        const row = { shop: domain, connectionId, subjectId, event };
        await db.$transaction((tx) => settleListing(tx, row, result, shopify.clock.now()));
        await db.outboxEvent.update({ where: { id }, data: { state: "failed" } });
      }
    },
    /** Jobs that wait, as their names and times. */
    async asked() {
      const { rows } = await database.pool.query<{ key: string; run_at: Date }>(
        "select key, run_at from graphile_worker.jobs where task_identifier = 'feedback.send' and key like $1 order by key",
        [`feedback:${shop.shop}:%`],
      );
      return rows.map(({ key, run_at }) => ({ key: key.split(":")[2], runAt: run_at }));
    },
    /** The merchant prices a product's one variant, and we hear of it. */
    async prices(title: string, price: string) {
      shop.merchant.catalog.setPrice(product(title).variants[0]?.id ?? "", price);
      shopify.clock.advance(1_500);
      await shop.take(shop.news());
      await shop.refresh();
    },
    async forgetsJobs() {
      await database.pool.query("select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))");
    },
  };
}

describe("an item that is held or refused", () => {
  it("stands on the product's page in Shopify; one with nothing wrong does not", async () => {
    const shop = await opened();
    await shop.tells();
    expect(shop.shown("Gift")).toMatchObject({
      state: "REQUIRES_ACTION",
      messages: ["en hkj catalog.price_missing. Mend it"],
      feedbackGeneratedAt: shopify.clock.now().toISOString(),
    });
    expect(shop.shown("Soap")).toBeUndefined();
    expect(shop.calls()).toBe(1);
  });

  it("is told once, and told again when the reason is another", async () => {
    const shop = await opened();
    await shop.tells();
    await shop.tells();
    expect(shop.calls()).toBe(1);
    await shop.prices("Gift", "2.500");
    await shop.refuses("GIFT", "no such category");
    await shop.tells();
    expect(shop.shown("Gift")?.messages).toEqual(["en hkj catalog.event_refused: no such category."]);
  });

  it("is taken back when it is mended", async () => {
    const shop = await opened();
    await shop.tells();
    shop.merchant.catalog.setPrice(shop.product("Gift").variants[0]?.id ?? "", "2.500");
    await shop.settle();
    await shop.tells();
    expect(shop.shown("Gift")).toMatchObject({ state: "ACCEPTED", messages: [] });
    await shop.tells();
    expect(shop.calls()).toBe(2);
  });

  it("is taken back when the connection ends", async () => {
    const shop = await opened();
    await shop.tells();
    await shop.forgetsJobs();
    await disconnect(shop.effects, shop.shop, "hkj");
    expect(await shop.asked()).toHaveLength(1);
    await shop.tells();
    expect(shop.shown("Gift")).toMatchObject({ state: "ACCEPTED" });
  });

  it("is said in the language of the shop", async () => {
    const shop = await opened();
    await database.db.shop.update({ where: { domain: shop.shop }, data: { primaryLocale: "ar" } });
    await shop.tells();
    expect(shop.shown("Gift")?.messages[0]).toMatch(/^ar hkj/);
  });

  it("of another shop is not told here", async () => {
    const other = await opened();
    const shop = await opened([soap]);
    await shop.tells();
    expect(shop.calls()).toBe(0);
    expect(other.calls()).toBe(0);
  });
});

describe("the job", () => {
  it("is asked for when something goes wrong or is mended, once, and a stream of changes does not put it off", async () => {
    const shop = await opened();
    await shop.forgetsJobs();
    const first = shopify.clock.now();
    await shop.prices("Gift", "2.500");
    const [asked] = await shop.asked();
    await shop.prices("Gift", "0");
    expect(await shop.asked()).toEqual([asked]);
    expect(asked?.key).toBe("catalog");
    expect(asked?.runAt.getTime()).toBe(first.getTime() + 11_500);
    await shop.prices("Soap", "2.500");
    await shop.refuses("SOAP", "no");
    expect((await shop.asked()).map(({ key }) => key)).toEqual([shop.connectionId, "catalog"].sort());
  });

  it("is not asked for by changes of what is right: it looks at every item", async () => {
    const shop = await opened();
    await shop.forgetsJobs();
    await shop.prices("Soap", "2.500");
    expect(await shop.asked()).toEqual([]);
  });

  it("is asked for at the end of a full sync, whatever that changed", async () => {
    const shop = await opened([soap]);
    await shop.forgetsJobs();
    await shop.sync();
    expect((await shop.asked()).map(({ key }) => key)).toEqual(["sync"]);
  });

  it("tells fifty products a call", async () => {
    const shop = await opened(
      Array.from({ length: 120 }, (_, at) => ({ title: `Gift ${at}`, variants: [{ sku: `G-${at}`, price: "0" }] })),
    );
    await shop.tells();
    expect(shop.calls()).toBe(3);
    expect(shop.records.feedback.size).toBe(120);
  });

  it("whose answer was lost tells it again", async () => {
    const shop = await opened();
    shopify.world.misbehave({ serverErrorAfterWork: { operation: "TellProductFeedback", times: 99 } });
    await expect(shop.tells()).rejects.toMatchObject({ kind: "retryable" });
    expect(await database.db.productFeedback.count({ where: { shop: shop.shop } })).toBe(0);
    shopify.world.behave();
    await shop.tells();
    expect(shop.shown("Gift")).toMatchObject({ state: "REQUIRES_ACTION" });
  });

  it("that ran beside a newer one does not overwrite what that told", async () => {
    const shop = await opened();
    const admin = shop.openAdmin(shop.shop);
    let newer = true;
    const openAdmin = () => ({
      request: async (...args: Parameters<typeof admin.request>) => {
        if (newer) {
          newer = false;
          await shop.prices("Gift", "2.500");
          await shop.refuses("GIFT", "late");
          await shop.tells();
        }
        return admin.request(...args);
      },
    });
    await sendFeedback(shop.effects, openAdmin as typeof shop.openAdmin, words, shop.shop);
    expect(shop.shown("Gift")?.messages).toEqual(["en hkj catalog.event_refused: late."]);
    expect(shop.calls()).toBe(2);
    await shop.tells();
    expect(shop.calls()).toBe(2);
  });

  it("that meets a product Shopify does not know tells the others, and does not ask for ever", async () => {
    const shop = await opened([
      free,
      { title: "Gone", variants: [{ sku: "GONE", price: "0" }] },
      { ...free, title: "B" },
    ]);
    shop.merchant.catalog.deleteProduct(shop.product("Gone").id);
    await shop.tells();
    expect(shop.shown("Gift")).toMatchObject({ state: "REQUIRES_ACTION" });
    expect(shop.shown("B")).toMatchObject({ state: "REQUIRES_ACTION" });
    expect(shop.calls()).toBe(2);
    await shop.tells();
    expect(shop.calls()).toBe(2);
  });
});

describe("where Shopify does not allow it", () => {
  async function denied() {
    const shop = await opened();
    shop.records.salesChannel = false;
    await shop.forgetsJobs();
    await shop.tells();
    return shop;
  }

  it("it rests for a day, and the merchant hears nothing of it", async () => {
    const shop = await denied();
    await shop.tells();
    expect(shop.calls()).toBe(1);
    expect(await database.db.problem.count({ where: { shop: shop.shop } })).toBe(0);
    const [asked] = await shop.asked();
    expect(asked).toEqual({ key: "rested", runAt: new Date(shopify.clock.now().getTime() - 1_000 + 86_400_000) });
    shop.records.salesChannel = true;
    shopify.clock.advance(86_400_000);
    await shop.tells();
    expect(shop.shown("Gift")).toMatchObject({ state: "REQUIRES_ACTION" });
  });

  it("it is tried at once when the app was given other scopes", async () => {
    const shop = await denied();
    shop.records.salesChannel = true;
    const scopes = { before: "read_products", after: "read_products,write_resource_feedbacks" };
    await database.db.$transaction((tx) => rememberScope(tx, shop.shop, scopes));
    await shop.tells();
    expect(shop.shown("Gift")).toMatchObject({ state: "REQUIRES_ACTION" });
  });
});

it("a shop that removed the app is asked nothing, and told anew when it is back", async () => {
  const shop = await opened();
  await shop.tells();
  const removed = { shop: shop.shop, triggeredAt: null };
  await database.db.$transaction((tx) => uninstallShop(tx, removed, shopify.clock.now()));
  expect(await database.db.productFeedback.count({ where: { shop: shop.shop } })).toBe(0);
  await shop.tells();
  expect(shop.calls()).toBe(1);
});
