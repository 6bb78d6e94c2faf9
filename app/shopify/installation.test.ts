import { beforeEach, describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { testEffects } from "../../test/support/effects";
import { rememberInstallation, rememberScope, uninstallShop } from "./installation";
import { offlineSessionId } from "./session-row";

const SHOP = "amman.myshopify.com";
const OTHER = "irbid.myshopify.com";
const now = new Date("2026-11-21T09:00:00Z");
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const database = useDatabase();
const notices = { installed: async () => undefined };

async function install(shop: string, tokensGivenAt: Date): Promise<void> {
  const { db } = database;
  await db.$transaction((tx) => rememberInstallation(tx, shop, notices, tokensGivenAt));
  await db.session.create({
    data: { id: offlineSessionId(shop), shop, accessToken: "sealed", updatedAt: tokensGivenAt },
  });
  const connection = await db.connection.create({
    data: {
      shop,
      channel: "hkj",
      state: "active",
      token: `token of ${shop}`,
      credentials: "sealed",
      credentialHints: { apiKey: "1234" },
      createdAt: tokensGivenAt,
    },
  });
  await db.outboxEvent.create({
    data: {
      shop,
      connectionId: connection.id,
      key: "listing:1",
      subjectKind: "listing",
      subjectId: connection.id,
      eventId: shop,
      type: "product.upserted",
      payload: {},
      changedAt: now,
      createdAt: now,
    },
  });
}

async function stateOf(shop: string) {
  const { db } = database;
  const connection = await db.connection.findFirstOrThrow({ where: { shop } });
  return {
    uninstalledAt: (await db.shop.findUniqueOrThrow({ where: { domain: shop } })).uninstalledAt,
    sessions: await db.session.count({ where: { shop } }),
    waiting: await db.outboxEvent.count({ where: { shop } }),
    connection: connection.state,
    credentials: connection.credentials,
    hints: connection.credentialHints,
  };
}

const uninstall = (triggeredAt: Date | null) =>
  database.db.$transaction((tx) => uninstallShop(tx, { shop: SHOP, triggeredAt }, now));

async function shopReads(): Promise<number> {
  const jobs = await database.pool.query("select 1 from graphile_worker.jobs where task_identifier = 'shop.read'");
  return jobs.rows.length;
}

beforeEach(async () => {
  const { pool } = database;
  await pool.query(`truncate "OutboxEvent", "Connection", "Session", "Shop"`);
  await pool.query("select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))");
});

describe("an uninstall", () => {
  it("forgets tokens and credentials and drops what waits, of that shop alone", async () => {
    await install(SHOP, before(3600));
    await install(OTHER, before(3600));
    const other = await stateOf(OTHER);
    await uninstall(before(2));
    expect(await stateOf(SHOP)).toEqual({
      uninstalledAt: before(2),
      sessions: 0,
      waiting: 0,
      connection: "disconnected",
      credentials: null,
      hints: {},
    });
    expect(await stateOf(OTHER)).toEqual(other);
  });

  it("may be told twice, and without its time", async () => {
    await install(SHOP, before(3600));
    await uninstall(before(60));
    await uninstall(null);
    expect(await stateOf(SHOP)).toMatchObject({ uninstalledAt: before(60), connection: "disconnected" });
  });

  it("that arrives after the shop installed again changes nothing", async () => {
    await install(SHOP, before(10));
    const installed = await stateOf(SHOP);
    await uninstall(before(600));
    expect(await stateOf(SHOP)).toEqual(installed);
  });
});

describe("an installation", () => {
  const remember = () => database.db.$transaction((tx) => rememberInstallation(tx, SHOP, notices, now));

  it("is remembered once, with one reading of the shop's facts", async () => {
    expect([await remember(), await remember()]).toEqual([true, false]);
    expect(await shopReads()).toBe(1);
  });

  it("is refused by nothing when two pages see the shop first", async () => {
    const results = await Promise.all([remember(), remember(), remember()]);
    expect(results.filter(Boolean)).toHaveLength(1);
  });

  it("reads the facts again when the scopes change, not when only their order does", async () => {
    const { db } = testEffects(database);
    const change = (after: string) =>
      db.$transaction((tx) => rememberScope(tx, SHOP, { before: "read_products,write_orders", after }));
    await change("write_orders, read_products");
    expect(await shopReads()).toBe(0);
    await change("read_products");
    expect(await shopReads()).toBe(1);
  });
});
