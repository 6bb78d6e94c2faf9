import type { Prisma } from "@prisma/client";
import { describe, expect, it } from "vitest";

import { createShopifyOrder } from "../../../app/orders/create";
import type { PreparedStatements } from "../../../app/platform/sql";
import type { OpenAdmin } from "../../../app/shopify/admin-client";
import { CreateOrderDocument } from "../../../app/shopify/generated/admin";
import { until } from "../../world/until";
import { type Home, useOrdersHouse } from "./house";
import { type AppProcess, startProcess } from "./process";
import { type ShopifySide, openShopify } from "./shopify";

const house = useOrdersHouse();
const items = [{ sku: "OLV-750", quantity: 2, unitPriceFils: 6100 }];
const LIMIT_MS = 10_000;

async function open(): Promise<{ home: Home; shopify: ShopifySide }> {
  const home = await house.addShop();
  return { home, shopify: await openShopify(house, home, [{ sku: "OLV-750", price: "6.250", stock: 100 }]) };
}

/** Shopify makes an order when it is asked, and answers when it is let. */
function slowly(openAdmin: OpenAdmin) {
  let answer: () => void = () => undefined;
  const answers = new Promise<void>((resolve) => (answer = resolve));
  const asked: string[] = [];
  const slow: OpenAdmin = (shop) => ({
    async request(document, variables, options) {
      const made = await openAdmin(shop).request(document, variables, options);
      if (String(document) !== String(CreateOrderDocument)) return made;
      asked.push(shop);
      await answers;
      return made;
    },
  });
  return { openAdmin: slow, asked, answer };
}

function rowOf({ shop }: Home) {
  return house.effects.db.placedOrder.findFirstOrThrow({ where: { shop } });
}

async function createJobs(home: Home): Promise<{ runAt: Date }[]> {
  const { id } = await rowOf(home);
  const { rows } = await house.effects.pool.query<{ runAt: Date }>(
    `select run_at as "runAt" from graphile_worker.jobs where key = $1`,
    [`order:${id}:create`],
  );
  return rows;
}

async function storedBy(...processes: AppProcess[]): Promise<number> {
  const counts = await Promise.all(processes.map((one) => one.stored()));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** How many connections were in use or waited for at most. */
function watchDemand({ effects: { pool } }: AppProcess): () => number {
  let most = 0;
  const look = () => void (most = Math.max(most, pool.totalCount - pool.idleCount + pool.waitingCount));
  for (const event of ["acquire", "release"] as const) pool.on(event, look);
  return () => most;
}

/** Statements of their own that ask for a job fail; what is one transaction with the order does not. */
function withoutJobsOutsideTransactions(sql: PreparedStatements): PreparedStatements {
  return {
    ...sql,
    $executeRaw: async (query, ...values) => {
      if (textOf(query).includes("add_job")) throw new Error("broken");
      return sql.$executeRaw(query, ...values);
    },
  };
}

/** Look-ups of some tokens that take as long as they are let. */
function hangingLookUps(isTheirs: (token: string) => boolean) {
  let [looked, hanging] = [0, false];
  let letGo: () => void = () => undefined;
  const end = new Promise<void>((resolve) => (letGo = resolve));
  const breakSql = (sql: PreparedStatements): PreparedStatements => ({
    ...sql,
    $queryRaw: async <T>(query: Query, ...values: unknown[]) => {
      const found = await sql.$queryRaw<T>(query, ...values);
      if (hanging && textOf(query).includes(`"token" = `) && values.some((value) => isTheirs(String(value)))) {
        looked += 1;
        await end;
      }
      return found;
    },
  });
  return { breakSql, hang: () => void (hanging = true), looked: () => looked, letGo };
}

type Query = TemplateStringsArray | Prisma.Sql;

function textOf(query: Query): string {
  return "text" in query ? query.text : query.join("");
}

describe("a crowd of repeats", () => {
  it("leaves connections to the work it waits for, and is answered once that is done", async () => {
    const { home, shopify } = await open();
    const { openAdmin, asked, answer } = slowly(shopify.openAdmin);
    const app = await startProcess(house, openAdmin);
    home.hkjShop.outboundUrl = app.urlOf(home);
    const placing = house.hkj.placeOrder(home.hkjShop, { items, orderNumber: "HKJ-CROWD" }, { attempts: 1 });
    await until("Shopify is asked", LIMIT_MS, () => asked.length === 1);
    const demand = watchDemand(app);
    const again = { items, orderNumber: "HKJ-CROWD" };
    const crowd = house.hkj.placeOrder(home.hkjShop, again, { attempts: 1, atOnce: 80 });
    await until("all are stored", LIMIT_MS, async () => (await app.stored()) === 81);
    expect(demand()).toBeLessThan(15);
    answer();
    await placing;
    expect(new Set((await crowd).attempts.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe("a crowd at other addresses", () => {
  it.each(["of one other shop", "that nobody registered"])("%s keeps no order waiting", async (whose) => {
    const { home, shopify } = await open();
    const other = await house.addShop();
    const isTheirs = (token: string) => token.startsWith("guess-") || token === other.connection.token;
    const { breakSql, hang, looked, letGo } = hangingLookUps(isTheirs);
    const app = await startProcess(house, shopify.openAdmin, { breakSql });
    for (const one of [home, other]) {
      one.hkjShop.outboundUrl = app.urlOf(one);
      expect((await fetch(app.urlOf(one), { method: "POST", body: "{}" })).status).toBe(401);
    }
    hang();
    const url = app.urlOf(other);
    const addresses = Array.from({ length: 12 }, (_, n) =>
      whose === "of one other shop" ? url : url.replace(other.connection.token, `guess-${n}`),
    );
    const crowd = addresses.map((address) => fetch(address, { method: "POST", body: "{}" }));
    await until("they look", LIMIT_MS, () => looked() >= 3);
    const order = await house.hkj.placeOrder(home.hkjShop, { items }, { attempts: 1 });
    expect(order.attempts).toMatchObject([{ status: 200 }]);
    expect(looked()).toBe(3);
    letGo();
    expect(new Set((await Promise.all(crowd)).map(({ status }) => status)).has(200)).toBe(false);
  });
});

describe("an order", () => {
  it("is made by the call that brings it, without a worker, and leaves no job behind", async () => {
    const { home, shopify } = await open();
    const app = await startProcess(house, shopify.openAdmin);
    home.hkjShop.outboundUrl = app.urlOf(home);
    const order = await house.hkj.placeOrder(home.hkjShop, { items }, { attempts: 1 });
    const { shopifyOrderId } = await rowOf(home);
    expect(order.attempts).toMatchObject([{ status: 200 }]);
    expect(order.externalId).toBe(shopifyOrderId);
    expect(await createJobs(home)).toEqual([]);
  });

  it("that comes ten times at once to two processes becomes one Shopify order, and all ten get its id", async () => {
    const { home, shopify } = await open();
    const { openAdmin, asked, answer } = slowly(shopify.openAdmin);
    const [one, two] = [await startProcess(house, openAdmin), await startProcess(house, openAdmin)];
    home.hkjShop.outboundUrl = one.urlOf(home);
    const data = { orderNumber: "HKJ-TWICE", items };
    const first = house.hkj.placeOrder(home.hkjShop, data, { attempts: 1, atOnce: 5 });
    home.hkjShop.outboundUrl = two.urlOf(home);
    const second = house.hkj.placeOrder(home.hkjShop, data, { attempts: 1, atOnce: 5 });
    await until("all ten are stored", LIMIT_MS, async () => (await storedBy(one, two)) === 10);
    answer();
    const attempts = (await Promise.all([first, second])).flatMap((order) => order.attempts);
    expect(attempts.map(({ status }) => status)).toEqual(Array<number>(10).fill(200));
    const { shopifyOrderId } = await rowOf(home);
    const ids = new Set(attempts.map(({ body }) => (JSON.parse(body) as { order_id: string }).order_id));
    expect([...ids]).toEqual([shopifyOrderId]);
    expect(shopify.shop.orders.size).toBe(1);
    expect(asked).toHaveLength(1);
  });

  it("that is being made is left alone by its job and by repeats elsewhere", async () => {
    const { home, shopify } = await open();
    const { openAdmin, asked, answer } = slowly(shopify.openAdmin);
    const [one, two] = [await startProcess(house, openAdmin), await startProcess(house, openAdmin, { patienceMs: 1 })];
    home.hkjShop.outboundUrl = one.urlOf(home);
    const placing = house.hkj.placeOrder(home.hkjShop, { items, orderNumber: "HKJ-LONG" }, { attempts: 1 });
    await until("Shopify is asked", LIMIT_MS, () => asked.length === 1);
    const { id, shop } = await rowOf(home);
    await createShopifyOrder(two.effects, openAdmin, house.channels, { shop, placedOrderId: id });
    home.hkjShop.outboundUrl = two.urlOf(home);
    const repeat = await house.hkj.placeOrder(home.hkjShop, { items, orderNumber: "HKJ-LONG" }, { attempts: 1 });
    expect(repeat.attempts).toMatchObject([{ status: 503 }]);
    expect(await rowOf(home)).toMatchObject({ state: "creating" });
    expect(await createJobs(home)).toHaveLength(1);
    answer();
    expect((await placing).attempts).toMatchObject([{ status: 200 }]);
    expect(asked).toHaveLength(1);
  });

  it("whose process dies between call and answer is looked for by the next repeat, and not made again", async () => {
    const { home, shopify } = await open();
    const { openAdmin, asked, answer } = slowly(shopify.openAdmin);
    const one = await startProcess(house, openAdmin);
    home.hkjShop.outboundUrl = one.urlOf(home);
    const lost = house.hkj.placeOrder(
      home.hkjShop,
      { items, orderNumber: "HKJ-DIED" },
      { attempts: 1, timeoutMs: 500 },
    );
    await until("Shopify is asked", LIMIT_MS, () => asked.length === 1);
    await one.die();
    const two = await startProcess(house, shopify.openAdmin);
    home.hkjShop.outboundUrl = two.urlOf(home);
    const repeat = await house.hkj.placeOrder(home.hkjShop, { items, orderNumber: "HKJ-DIED" }, { attempts: 1 });
    expect(repeat.attempts).toMatchObject([{ status: 200 }]);
    expect(shopify.shop.orders.size).toBe(1);
    const kinds = await house.effects.db.orderEvent.findMany({ where: { shop: home.shop }, orderBy: { id: "asc" } });
    expect(kinds.map(({ kind }) => kind)).toContain("uncertain");
    await lost;
    answer();
    await one.firstTries.close();
    expect(await rowOf(home)).toMatchObject({ state: "created", shopifyOrderId: repeat.externalId });
  });

  it("that takes longer than the channel waits is finished all the same, before the process ends", async () => {
    const { home, shopify } = await open();
    const { openAdmin, asked, answer } = slowly(shopify.openAdmin);
    const app = await startProcess(house, openAdmin, { patienceMs: 20 });
    home.hkjShop.outboundUrl = app.urlOf(home);
    const order = await house.hkj.placeOrder(home.hkjShop, { items }, { attempts: 1 });
    expect(order.attempts).toMatchObject([{ status: 503, retryAfter: "5" }]);
    await until("Shopify is asked", LIMIT_MS, () => asked.length === 1);
    const ended = app.firstTries.close();
    answer();
    await ended;
    expect(await rowOf(home)).toMatchObject({ state: "created" });
  });

  it("for which there is no place is its job's, at once", async () => {
    const { home, shopify } = await open();
    const app = await startProcess(house, shopify.openAdmin, { patienceMs: 20, atOnce: 0 });
    home.hkjShop.outboundUrl = app.urlOf(home);
    const before = house.clock.now();
    await house.hkj.placeOrder(home.hkjShop, { items }, { attempts: 1 });
    const [job] = await createJobs(home);
    // The database's clock, which the house's was set by.
    expect((job?.runAt.getTime() ?? 0) - before.getTime()).toBeLessThan(60_000);
    expect(await rowOf(home)).toMatchObject({ state: "received" });
  });

  it("for which there is no place waits for its job where that cannot be hastened", async () => {
    const { home, shopify } = await open();
    const options = { patienceMs: 20, atOnce: 0, breakSql: withoutJobsOutsideTransactions };
    const app = await startProcess(house, shopify.openAdmin, options);
    home.hkjShop.outboundUrl = app.urlOf(home);
    const order = await house.hkj.placeOrder(home.hkjShop, { items }, { attempts: 1 });
    expect(order.attempts).toMatchObject([{ status: 503, retryAfter: "5" }]);
    expect(await createJobs(home)).toHaveLength(1);
  });
});
