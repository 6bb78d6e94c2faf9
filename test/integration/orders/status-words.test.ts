import { describe, expect, it } from "vitest";

import type { StatusWords } from "../../../app/canonical/order";
import { saveSettings } from "../../../app/connections/save-settings";
import { listProblems } from "../../../app/connections/views/open-problems";
import { drainOutbox } from "../../../app/delivery/drain";
import { oneByOne } from "../../../app/delivery/settle";
import { requestRefresh } from "../../../app/orders/placed-order";
import { retellOrder, retellRefused } from "../../../app/orders/retell";
import { settleOrder } from "../../../app/orders/settle";
import { viewOrder } from "../../../app/orders/views/order-detail";
import { OrderActs } from "../../world/shopify/acts/orders";
import { useOrdersHouse } from "./house";
import { orderJobs, runJobs } from "./jobs";
import { openShopify, silent } from "./shopify";

const house = useOrdersHouse({ patienceMs: 10 });

/** An order in Shopify, on a connection with these words. */
async function placed(statusWords: StatusWords = {}, data: Record<string, unknown> = {}) {
  const home = await house.addShop({ settings: { statusWords } });
  const shopify = await openShopify(house, home, [{ sku: "OLV-750", price: "6.250", stock: 9 }]);
  const order = await house.hkj.placeOrder(
    home.hkjShop,
    { items: [{ sku: "OLV-750", quantity: 2 }], data },
    { attempts: 1, timeoutMs: 20_000 },
  );
  const { shop, connection } = home;
  const id = connection.id;
  const { db } = house.effects;
  const look = () => runJobs(house, shop, orderJobs(house, shopify.openAdmin));
  const deliver = () =>
    drainOutbox(
      house.effects,
      house.channels,
      { listing: () => Promise.resolve(), order: oneByOne(settleOrder), items: () => Promise.resolve([]) },
      { shop, connectionId: id },
    );
  await look();
  await deliver();
  const row = await db.placedOrder.findFirstOrThrow({ where: { shop } });
  const retelling = () => db.$queryRaw`
    select 1 from graphile_worker.jobs where "key" = ${`retell:${id}`} and "task_identifier" = 'orders.retell'`;
  return {
    shop,
    row,
    merchant: new OrderActs(shopify.shop, silent),
    made: () => shopify.shop.orders.all[0]?.id ?? "",
    onePiece: () => ({ lines: { [shopify.shop.orders.all[0]?.lineItems[0]?.id ?? ""]: 1 } }),
    /** The merchant did something: it is seen and told. */
    async told() {
      house.clock.advance(1_100);
      await requestRefresh(db, row);
      await look();
      await deliver();
    },
    deliver,
    retelling,
    retell: () => retellRefused(house.effects, { shop, connectionId: id }),
    choose: (words: StatusWords) => saveSettings(house.effects, shop, "hkj", { statusWords: words }),
    atHkj: () => house.hkj.statuses(home.hkjShop, order.orderNumber).map(({ status }) => status),
    view: () => viewOrder(db, shop, row.id),
    problems: async () => (await listProblems(db, shop, 20)).filter(({ clearedAt }) => clearedAt === null),
  };
}

describe("the words for statuses", () => {
  it("are the channel's own where nothing was chosen, each told once and in order", async () => {
    const story = await placed();
    story.merchant.fulfillOrder(story.made(), { tracking: { company: "Aramex", number: "JO1" } });
    await story.told();
    await story.told();
    expect(story.atHkj()).toEqual(["confirmed", "shipped"]);
    expect(await story.view()).toMatchObject({ toldStatus: "shipped", telling: false, statusRefused: null });
  });

  it("may be others, from then on", async () => {
    const story = await placed();
    expect(await story.choose({ shipped: "delivered" })).toMatchObject({ ok: true });
    story.merchant.fulfillOrder(story.made());
    await story.told();
    expect(story.atHkj()).toEqual(["confirmed", "delivered"]);
  });

  it("may be none: nothing is told, and nothing is said to be on its way", async () => {
    const story = await placed({ shipped: null });
    story.merchant.fulfillOrder(story.made());
    await story.told();
    expect(story.atHkj()).toEqual(["confirmed"]);
    expect(await story.view()).toMatchObject({ toldStatus: "confirmed", telling: false });
    expect((await story.view())?.timeline.at(-1)?.kind).toBe("status_skipped");
    expect(await story.problems()).toEqual([]);
  });

  it("that the channel does not know are a problem in its own words, until the table is mended", async () => {
    const story = await placed({ shipped: "on_its_way" });
    story.merchant.fulfillOrder(story.made());
    await story.told();
    expect(story.atHkj()).toEqual(["confirmed"]);
    const [problem] = await story.problems();
    expect(problem).toMatchObject({ code: "order.status_refused", params: { status: "shipped" } });
    expect(String(problem?.params["message"])).toContain("must be one of");
    expect((await story.view())?.statusRefused?.code).toBe("order.status_refused");
    await story.choose({ shipped: "shipped" });
    expect(await story.retelling()).toHaveLength(1);
    await story.retell();
    await story.retell();
    await story.deliver();
    expect(story.atHkj()).toEqual(["confirmed", "shipped"]);
    expect(await story.problems()).toEqual([]);
    expect(await story.view()).toMatchObject({ toldStatus: "shipped", telling: false, statusRefused: null });
  });

  it.each(["at once", "later"])(
    "that were refused stay so when another status comes %s that is not told at all",
    async (when) => {
      const story = await placed({ shipped: "on_its_way" }, { payment_status: "paid" });
      story.merchant.fulfillOrder(story.made());
      if (when === "later") await story.told();
      story.merchant.refundOrder(story.made(), story.onePiece());
      await story.told();
      expect((await story.view())?.timeline.map(({ kind }) => kind)).toContain("status_skipped");
      expect(await story.problems()).toMatchObject([{ code: "order.status_refused", params: { status: "shipped" } }]);
      await story.choose({ shipped: "shipped" });
      await story.retell();
      await story.deliver();
      expect(story.atHkj()).toEqual(["confirmed", "shipped"]);
      expect(await story.problems()).toEqual([]);
    },
  );

  it("that were refused are no problem any more when they are left untold", async () => {
    const story = await placed({ shipped: "on_its_way" });
    story.merchant.fulfillOrder(story.made());
    await story.told();
    await story.choose({ shipped: null });
    await story.retell();
    await story.deliver();
    expect(story.atHkj()).toEqual(["confirmed"]);
    expect(await story.problems()).toEqual([]);
  });

  it("that was refused is told again by a button, only to its shop, and only while it is refused", async () => {
    const story = await placed({ shipped: "on_its_way" });
    story.merchant.fulfillOrder(story.made());
    await story.told();
    expect(await retellOrder(house.effects, "other.myshopify.com", story.row.id)).toBe(false);
    expect(await retellOrder(house.effects, story.shop, story.row.id)).toBe(true);
    expect(await retellOrder(house.effects, story.shop, story.row.id)).toBe(false);
    await story.deliver();
    expect(await story.problems()).toMatchObject([{ count: 2 }]);
  });

  it("of an earlier state are not told after a later one was", async () => {
    const story = await placed({ shipped: "on_its_way" });
    story.merchant.fulfillOrder(story.made());
    await story.told();
    story.merchant.cancelOrder(story.made());
    await story.told();
    await story.choose({});
    await story.retell();
    await story.deliver();
    expect(story.atHkj()).toEqual(["confirmed", "cancelled"]);
  });

  it("are one line of text each, or nothing is stored", async () => {
    const story = await placed();
    for (const word of ["", " ", "a\nb", "x".repeat(41), "a\u202eb"]) {
      expect(await story.choose({ shipped: word })).toEqual({ ok: false, fields: ["statusWords"] });
    }
    expect(await story.choose({ nonsense: "x" } as StatusWords)).toMatchObject({ ok: false });
    expect(await story.choose({ shipped: "خرج للتوصيل" })).toMatchObject({ ok: true });
  });
});
