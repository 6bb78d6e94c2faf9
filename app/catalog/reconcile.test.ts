import { describe, expect, it } from "vitest";

import { connectedShop } from "../../test/support/catalog/connected-shop";
import { openShop, useShopifyWorld } from "../../test/support/catalog/shop-world";
import { sold } from "../../test/support/catalog/sold";
import { useDatabase } from "../../test/support/database";
import { testClock, testEffects } from "../../test/support/effects";
import type { ProductSeed } from "../../test/world/shopify";
import { pause, resume } from "../connections/lifecycle";
import { shopNotices } from "../shop-notices";
import { lastNight, minuteOfNight } from "./night";
import { readShop } from "./shop-facts";
import { reconcileDue, reconcileShop } from "./reconcile";
import { lookAfterRuns } from "./stalled";
import { cancelSync, startSync } from "./sync-start";

const database = useDatabase();
const shopify = useShopifyWorld();
const MINUTE = 60_000;

const item = (sku: string): ProductSeed => ({ title: `Item ${sku}`, variants: [{ sku, price: "2.500", stock: 5 }] });

type Opened = Awaited<ReturnType<typeof openShop>>;

function open({ locations }: Opened["records"], name: string): void {
  for (const location of locations) if (location.name === name) location.isActive = true;
}

function speakArabic({ merchant, records }: Opened): void {
  records.settings.locales = [
    { locale: "ar", primary: true, published: true },
    { locale: "en", primary: false, published: true },
  ];
  merchant.catalog.translate(records.products.all[0]?.id ?? "", "en", { title: "Soap, in English" });
}

const unheard: [what: string, onTheChannel: object | undefined, change: (shop: Opened) => void][] = [
  ["a location that was opened", { stockQty: 5 }, ({ records }) => open(records, "Irbid")],
  ["another language", { titleAr: "Soap", titleEn: "Soap, in English" }, speakArabic],
  ["another currency", undefined, ({ records }) => void (records.settings.currencyCode = "USD")],
];

describe("a reconciliation", () => {
  it("says what it checked, what it repaired and why", async () => {
    const shop = await openShop(database, shopify, { products: ["A", "B", "C", "D", "E"].map(item) });
    await shop.sync();
    shopify.clock.advance(MINUTE);
    const [a, b, c, d] = [...shop.records.products.all];
    const variant = (product: typeof a) => product?.variants[0]?.id ?? "";
    const { catalog, stock } = shop.merchant;
    catalog.setPrice(variant(a), "3.000");
    stock.setStock(variant(b), undefined, 9);
    catalog.editProduct(c?.id ?? "", { title: "Another title" });
    catalog.setPrice(variant(c), "4.000");
    catalog.deleteProduct(d?.id ?? "");
    catalog.createProduct(item("F"));
    shopify.clock.advance(MINUTE);
    const run = await shop.sync("reconcile");
    const why = { missing: 1, price: 2, stock: 1, content: 1, retired: 1 };
    expect(run).toMatchObject({ state: "finished", seen: 5, changed: 4, ...why });
    const activity = await database.db.activityEntry.findFirst({ where: { shop: shop.shop, kind: "reconciled" } });
    expect(activity?.params).toMatchObject({ seen: 5, repaired: 5, ...why });
    expect(shop.channel).toEqual(sold(shop.records));
  });

  it.each(unheard)("mends %s, of which nobody was told", async (_, onTheChannel, change) => {
    const shop = await openShop(database, shopify, {
      locations: [{ name: "Amman" }, { name: "Irbid" }],
      otherLocales: ["ar"],
      products: [{ title: "Soap", variants: [{ sku: "SOAP", price: "2.500", stock: { Amman: 2, Irbid: 3 } }] }],
    });
    shop.merchant.settings.deactivateLocation("Irbid");
    await readShop(shop.effects, shop.openAdmin, shop.shop);
    await shop.sync();
    expect(shop.channel.get("SOAP")).toMatchObject({ stockQty: 2, titleAr: "Soap", titleEn: "Soap", priceFils: 2_500 });
    shopify.clock.advance(MINUTE);
    change(shop);
    expect(await shop.sync("reconcile")).toMatchObject({ state: "finished" });
    if (onTheChannel) expect(shop.channel.get("SOAP")).toMatchObject(onTheChannel);
    else expect(shop.channel.size).toBe(0);
  });

  it("counts nothing as repaired where nothing was missed", async () => {
    const shop = await openShop(database, shopify, { products: [item("A")] });
    await shop.sync();
    shop.merchant.catalog.editProduct([...shop.records.products.all][0]?.id ?? "", { title: "Heard of" });
    await shop.settle();
    expect(await shop.sync("reconcile")).toMatchObject({ seen: 1, changed: 0, retired: 0, missing: 0, content: 0 });
  });
});

describe("the nightly reconciliation", () => {
  it("has a minute of its own for every shop, at night on the shop's clock", () => {
    const shops = Array.from({ length: 200 }, (_, n) => `shop-${n}.myshopify.com`);
    const minutes = shops.map(minuteOfNight);
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(60);
    expect(Math.max(...minutes)).toBeLessThan(300);
    expect(new Set(minutes).size).toBeGreaterThan(80);
    const now = new Date("2026-11-21T12:34:56.000Z");
    const due = lastNight("shop-1.myshopify.com", "Asia/Amman", now);
    const local = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Amman" });
    const minute = minuteOfNight("shop-1.myshopify.com");
    const pad = (part: number) => String(part).padStart(2, "0");
    expect(local.format(due)).toBe(`${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`);
    expect(due.getTime()).toBeLessThanOrEqual(now.getTime());
    expect(lastNight("shop-1.myshopify.com", "Nowhere/Land", now)).toEqual(
      lastNight("shop-1.myshopify.com", "UTC", now),
    );
  });

  it("starts once a night, and is made up for when the app slept through it", async () => {
    const clock = testClock();
    const effects = testEffects(database, { clock });
    const { shop, connectionId } = await connectedShop(database.db, clock.now());
    const runs = () => database.db.syncRun.findMany({ where: { connectionId }, orderBy: { createdAt: "asc" } });
    await reconcileDue(effects);
    expect(await runs()).toEqual([]);
    clock.advance(36 * 3_600_000);
    await reconcileDue(effects);
    await reconcileDue(effects);
    expect(await runs()).toMatchObject([{ kind: "reconcile", cause: "night", state: "queued" }]);
    await database.db.syncRun.updateMany({ where: { shop }, data: { state: "finished" } });
    clock.advance(24 * 3_600_000);
    await database.db.connection.updateMany({ where: { shop }, data: { state: "paused" } });
    await reconcileDue(effects);
    expect(await runs()).toHaveLength(1);
    await database.db.connection.updateMany({ where: { shop }, data: { state: "active" } });
    await reconcileDue(effects);
    expect(await runs()).toHaveLength(2);
  });
});

describe("a night whose run came to nothing", () => {
  it("is not put off by a run that broke off before one that finished", async () => {
    const clock = testClock();
    const effects = testEffects(database, { clock });
    const { shop, connectionId } = await connectedShop(database.db, clock.now());
    const due = lastNight(shop, "UTC", new Date(clock.now().getTime() + 48 * 3_600_000));
    const before = (minutes: number) => new Date(due.getTime() - minutes * MINUTE);
    const run = { shop, connectionId, kind: "manual" };
    await database.db.syncRun.createMany({
      data: [
        { ...run, state: "cancelled", createdAt: before(12), startedAt: before(12), finishedAt: before(10) },
        { ...run, state: "finished", createdAt: before(8), startedAt: before(8), finishedAt: before(6) },
      ],
    });
    clock.advance(due.getTime() + MINUTE - clock.now().getTime());
    await reconcileDue(effects);
    const runs = await database.db.syncRun.findMany({ where: { connectionId, kind: "reconcile" } });
    expect(runs).toMatchObject([{ cause: "night" }]);
  });

  it.each(["failed", "cancelled"])("is made up for after a pause (%s)", async (state) => {
    const clock = testClock();
    const effects = testEffects(database, { clock });
    const { shop, connectionId } = await connectedShop(database.db, clock.now());
    const runs = () => database.db.syncRun.count({ where: { connectionId } });
    clock.advance(30 * 3_600_000);
    await reconcileDue(effects);
    await database.db.syncRun.updateMany({ where: { shop }, data: { state, finishedAt: clock.now() } });
    clock.advance(60 * MINUTE);
    await reconcileDue(effects);
    expect(await runs()).toBe(1);
    clock.advance(4 * 60 * MINUTE);
    await reconcileDue(effects);
    expect(await runs()).toBe(2);
    await reconcileDue(effects);
    expect(await runs()).toBe(2);
  });
});

describe("after an outage", () => {
  const house = async () => {
    const clock = testClock();
    const effects = testEffects(database, { clock });
    await database.db.connection.deleteMany({});
    const connected = await connectedShop(database.db, clock.now());
    const jobs = async (task: string) => {
      const rows = await database.db.$queryRaw<{ payload: { shop?: string } }[]>`
        select j.payload from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${task}`;
      return rows.filter(({ payload }) => payload.shop === connected.shop).length;
    };
    const runs = () => database.db.syncRun.findMany({ where: { connectionId: connected.connectionId } });
    return { ...connected, clock, effects, jobs, runs };
  };

  it("of a connection that was paused for long", async () => {
    const { effects, clock, shop, jobs } = await house();
    await pause(effects, shop, "hkj");
    clock.advance(2 * MINUTE);
    await resume(effects, shop, "hkj");
    expect(await jobs("catalog.reconcile")).toBe(0);
    await pause(effects, shop, "hkj");
    clock.advance(11 * MINUTE);
    await resume(effects, shop, "hkj");
    expect(await jobs("catalog.reconcile")).toBe(1);
  });

  it("of the shop's token", async () => {
    const { effects, clock, shop, jobs, runs } = await house();
    await database.db.$transaction((tx) => shopNotices.tokenFound(tx, shop, clock.now()));
    expect(await jobs("catalog.reconcile")).toBe(0);
    await database.db.$transaction((tx) => shopNotices.tokenLost(tx, shop, clock.now()));
    await database.db.$transaction((tx) => shopNotices.tokenFound(tx, shop, clock.now()));
    expect(await jobs("catalog.reconcile")).toBe(1);
    await reconcileShop(effects, { shop });
    expect(await runs()).toMatchObject([{ cause: "outage" }]);
  });

  it("is not given up when the merchant pauses the connection before its turn", async () => {
    const { effects, shop, runs } = await house();
    await pause(effects, shop, "hkj");
    await reconcileShop(effects, { shop });
    expect(await runs()).toMatchObject([{ cause: "outage", state: "queued" }]);
  });

  it("does not put off a run that is about to begin", async () => {
    const { clock, shop, connectionId, effects, runs } = await house();
    await database.db.$transaction((tx) => startSync(tx, { shop, connectionId, kind: "manual" }, clock.now()));
    await reconcileShop(effects, { shop });
    expect(await runs()).toMatchObject([{ kind: "manual", state: "queued" }]);
  });

  it.each(["exporting", "streaming"])("is not taken for done by a run that is %s since before", async (state) => {
    const { clock, shop, connectionId, effects, jobs, runs } = await house();
    await database.db.$transaction((tx) => startSync(tx, { shop, connectionId, kind: "manual" }, clock.now()));
    await database.db.syncRun.updateMany({ where: { shop }, data: { state } });
    await reconcileShop(effects, { shop });
    expect(await runs()).toHaveLength(1);
    expect(await jobs("catalog.reconcile")).toBe(1);
    await database.db.syncRun.updateMany({ where: { shop }, data: { state: "finished" } });
    await reconcileShop(effects, { shop, connectionId });
    expect((await runs()).map((run) => [run.state, run.cause]).sort()).toEqual([
      ["finished", "merchant"],
      ["queued", "outage"],
    ]);
  });

  it("begins anew where a run only waits for the channel", async () => {
    const { clock, shop, connectionId, effects, runs } = await house();
    await database.db.$transaction((tx) => startSync(tx, { shop, connectionId, kind: "manual" }, clock.now()));
    await database.db.syncRun.updateMany({ where: { shop }, data: { state: "sending" } });
    await reconcileShop(effects, { shop });
    expect((await runs()).map((run) => [run.state, run.cause]).sort()).toEqual([
      ["finished", "merchant"],
      ["queued", "outage"],
    ]);
  });
});

describe("a run that stands still", () => {
  it("is asked for its step again, and failed in the end, without anybody starting another", async () => {
    const shop = await openShop(database, shopify, { products: [item("A")] });
    const runId = await shop.start();
    const { clock } = shopify;
    const state = async () => (await database.db.syncRun.findUniqueOrThrow({ where: { id: runId } })).state;
    const steps = async () => {
      const rows = await database.db.$queryRaw<
        object[]
      >`select 1 from graphile_worker.jobs where key = ${`sync:${runId}`}`;
      return rows.length;
    };
    await database.db.$executeRaw`delete from graphile_worker._private_jobs`;
    clock.advance(20 * MINUTE);
    await lookAfterRuns(shop.effects);
    expect([await state(), await steps()]).toEqual(["queued", 0]);
    clock.advance(20 * MINUTE);
    await lookAfterRuns(shop.effects);
    expect([await state(), await steps()]).toEqual(["queued", 1]);
    clock.advance(6 * 60 * MINUTE);
    await lookAfterRuns(shop.effects);
    expect(await state()).toBe("failed");
    const key = `connection:${shop.connectionId}:sync`;
    const problem = await database.db.problem.findFirst({ where: { shop: shop.shop, key, clearedAt: null } });
    expect(problem).toMatchObject({ code: "catalog.sync_stalled" });
  });

  it.each(["queued", "exporting", "streaming", "sending"])("can be cancelled while it is %s", async (state) => {
    const shop = await openShop(database, shopify, { products: [item("A")] });
    const runId = await shop.start();
    if (state !== "queued") await shop.advance(runId, 1);
    await database.db.syncRun.update({ where: { id: runId }, data: { state } });
    await database.db.$transaction((tx) => cancelSync(tx, shop.shop, runId));
    expect(await shop.advance(runId)).toMatchObject({ state: "cancelled" });
  });
});
