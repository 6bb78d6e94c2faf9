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
  const asked = () => database.db.$queryRaw<{ shop: string; runAt: Date }[]>`
    select j.payload ->> 'shop' as "shop", j.run_at as "runAt" from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'catalog.reconcile'`;
  await takePulse(effects);
  clock.advance(5 * MINUTE);
  await takePulse(effects);
  expect(await asked()).toEqual([]);
  clock.advance(11 * MINUTE);
  await takePulse(effects);
  await takePulse(effects);
  const jobs = await asked();
  expect(jobs.map(({ shop }) => shop).sort()).toEqual(shops.map(({ shop }) => shop).sort());
  // Not all in one moment.
  expect(new Set(jobs.map(({ runAt }) => runAt.getTime())).size).toBe(2);
});
