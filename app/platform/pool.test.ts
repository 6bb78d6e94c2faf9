import { Logger, runMigrations } from "graphile-worker";
import { describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { openPool } from "./pool";

const database = useDatabase();

describe("the queue's connections", () => {
  it("may break once the queue has done with them", async () => {
    const pool = openPool({ connectionString: database.url, max: 1 });
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
    const client = await pool.connect();
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    client.release();
    // Not events.once: it would take the place of the listener that is missing.
    const gone = new Promise((resolve) => pool.once("remove", resolve));
    await database.pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
    await gone;
    expect(pool.totalCount).toBe(0);
    await pool.end();
  });
});
