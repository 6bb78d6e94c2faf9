import { expect, it } from "vitest";

import { connectedShop } from "../../test/support/catalog/connected-shop";
import { useDatabase } from "../../test/support/database";
import { testClock, testEffects } from "../../test/support/effects";
import { takePulse } from "./pulse";

const database = useDatabase();
const MINUTE = 60_000;

it("has every catalogue compared once when the app was away, and not for a short restart", async () => {
  const clock = testClock();
  const effects = testEffects(database, { clock });
  const shops = [await connectedShop(database.db, clock.now()), await connectedShop(database.db, clock.now())];
  const runs = () => database.db.syncRun.findMany({ where: { shop: { in: shops.map(({ shop }) => shop) } } });
  await takePulse(effects);
  clock.advance(5 * MINUTE);
  await takePulse(effects);
  expect(await runs()).toEqual([]);
  clock.advance(11 * MINUTE);
  await takePulse(effects);
  await takePulse(effects);
  const started = await runs();
  expect(started).toHaveLength(2);
  for (const run of started) expect(run).toMatchObject({ kind: "reconcile", cause: "outage", state: "queued" });
  const jobs = await database.db.$queryRaw<{ runAt: Date }[]>`
    select run_at as "runAt" from graphile_worker.jobs where task_identifier = 'sync.advance' order by run_at`;
  // Not all in one moment.
  expect(new Set(jobs.map(({ runAt }) => runAt.getTime())).size).toBe(2);
});
