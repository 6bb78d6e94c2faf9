import { describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { until } from "../../test/world/until";
import { createLogger } from "../platform/log";
import { openPresence, releaserOfTheDead } from "./dead-workers";

const database = useDatabase();
const log = createLogger("silent");

async function lockJobAs(worker: string): Promise<void> {
  await database.pool.query(`select graphile_worker.add_job('house.tidy', '{}'::json, queue_name => 'q')`);
  const past = `now() - interval '1 minute'`;
  await database.pool.query(`update graphile_worker._private_jobs set locked_by = $1, locked_at = ${past}`, [worker]);
  await database.pool.query(`update graphile_worker._private_job_queues set locked_by = $1, locked_at = ${past}`, [
    worker,
  ]);
}

async function lockedJobs(): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(
    `select count(*)::int as n from graphile_worker._private_jobs where locked_by is not null`,
  );
  return rows[0]?.n ?? -1;
}

describe("jobs of a worker that died", () => {
  it("stay its own while it lives, and are freed once it is gone", async () => {
    const presence = await openPresence(database.url, log);
    const look = releaserOfTheDead(database.pool);
    await Promise.all(["pool-a", "pool-b", "pool-c"].map((name) => presence.announce(name)));
    await lockJobAs("pool-a");
    for (let looks = 0; looks < 3; looks += 1) expect(await look()).toEqual([]);
    expect(await lockedJobs()).toBe(1);

    await presence.close();
    expect(await Promise.all([look(), look()])).toEqual([[], []]);
    expect(await look()).toEqual(["pool-a"]);
    expect(await lockedJobs()).toBe(0);
  });

  it("stay its own when the connection that says so breaks, and is there again at the second look", async () => {
    const presence = await openPresence(database.url, log);
    const look = releaserOfTheDead(database.pool);
    await presence.announce("pool-d");
    await lockJobAs("pool-d");
    const locked = await lockedJobs();
    const held = `select pid from pg_locks where locktype = 'advisory' and classid = 731044 and granted
      and database = (select oid from pg_database where datname = current_database())`;
    const holders = async () => (await database.pool.query<{ pid: number }>(held)).rows.map(({ pid }) => pid);
    const [first] = await holders();
    await database.pool.query("select pg_terminate_backend($1)", [first]);
    await look();
    await until("the name is held again", 10_000, async () => {
      const [pid] = await holders();
      return pid !== undefined && pid !== first;
    });
    expect(await look()).toEqual([]);
    expect(await lockedJobs()).toBe(locked);
    await presence.close();
  });
});
