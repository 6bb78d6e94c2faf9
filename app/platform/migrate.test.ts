import path from "node:path";

import { describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { migrate, pendingMigrations } from "./migrate";

const database = useDatabase();
const folder = path.resolve("prisma/migrations");

describe("migrations", () => {
  it("find nothing to do the second time, also when two processes start at once", async () => {
    const results = await Promise.all([migrate(database.url, folder), migrate(database.url, folder)]);
    expect(results.flatMap(({ applied }) => applied)).toEqual([]);
    expect(await pendingMigrations(database.pool, folder)).toEqual([]);
  });

  it("apply each once when two processes start on an empty database", async () => {
    await database.pool.query(`drop schema public cascade; create schema public; drop schema graphile_worker cascade`);
    const results = await Promise.all([migrate(database.url, folder), migrate(database.url, folder)]);
    const applied = results.flatMap((result) => result.applied);
    expect(applied.length).toBeGreaterThan(0);
    expect(new Set(applied).size).toBe(applied.length);
    expect(await database.db.shop.count()).toBe(0);
  });
});
