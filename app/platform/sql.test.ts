import { Prisma } from "@prisma/client";
import { describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { columnsOf, preparedStatements, together } from "./sql";

const database = useDatabase();
const sql = () => preparedStatements(database.pool);
const shop = (domain: string) => ({ domain, now: new Date("2026-11-27T09:00:00.123Z") });

async function add(tx: Pick<ReturnType<typeof sql>, "$executeRaw">, { domain, now }: ReturnType<typeof shop>) {
  return tx.$executeRaw`insert into "Shop" ("domain", "installedAt") values (${domain}, ${now})`;
}

async function shops(): Promise<string[]> {
  const rows = await sql().$queryRaw<{ domain: string }[]>`select "domain" from "Shop" order by 1`;
  return rows.map(({ domain }) => domain);
}

describe("prepared statements", () => {
  it("keep what a transaction did, and give values as they were taken", async () => {
    const kept = shop("kept.myshopify.com");
    expect(await sql().transaction((tx) => add(tx, kept))).toBe(1);
    const columns = columnsOf({ domain: "domain", installedAt: "installedAt" });
    const rows = await sql().$queryRaw`select ${columns} from "Shop" where "domain" = ${kept.domain}`;
    expect(rows).toEqual([{ domain: kept.domain, installedAt: kept.now }]);
  });

  it("keep nothing of a transaction that fails, and lend its connection on", async () => {
    const before = await shops();
    const failing = sql().transaction(async (tx) => {
      await add(tx, shop("gone.myshopify.com"));
      await tx.$executeRaw`select 1 / ${0}::int`;
    });
    await expect(failing).rejects.toThrow("division by zero");
    expect(await shops()).toEqual(before);
    expect(database.pool.idleCount).toBe(database.pool.totalCount);
  });

  it("go on when another release has added a column meanwhile", async () => {
    const read = () =>
      sql()
        .$queryRaw`select ${columnsOf(Prisma.ShopScalarFieldEnum)} from "Shop" where "domain" = ${"kept.myshopify.com"}`;
    const before = await read();
    await database.pool.query(`alter table "Shop" add column "later" text default 'x'`);
    expect(await read()).toEqual(before);
  });
});

describe("works of one transaction at once", () => {
  it("are all waited for before the first failure is told: none goes on, on a connection that was given back", async () => {
    const done: string[] = [];
    const failing = sql().transaction((tx) => {
      const broken = tx.$executeRaw`select 1 / ${0}::int`;
      const slow = async () => {
        await expect(broken).rejects.toThrow("division by zero");
        await expect(tx.$queryRaw`select 1`).rejects.toThrow("current transaction is aborted");
        done.push("the slow one");
      };
      return together(broken, slow());
    });
    await expect(failing).rejects.toThrow("division by zero");
    expect(done).toEqual(["the slow one"]);
  });

  it("are sent in the order of the calls", async () => {
    const domains = ["a", "b", "c"].map((name) => `${name}.order.myshopify.com`);
    await sql().transaction((tx) => together(...domains.map((domain) => add(tx, shop(domain)))));
    const rows = await sql().$queryRaw`select "domain" from "Shop" where "domain" like ${"%.order.%"} order by ctid`;
    expect(rows).toEqual(domains.map((domain) => ({ domain })));
  });
});
