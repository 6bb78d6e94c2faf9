import { createShopifyOrder } from "../../../app/orders/create";
import { refreshOrder } from "../../../app/orders/refresh";
import type { OpenAdmin } from "../../../app/shopify/admin-client";
import type { OrdersHouse } from "./house";

interface Job {
  id: string;
  task: string;
  payload: { shop: string; placedOrderId: string };
  runAt: Date;
}

type Run = (job: Job) => Promise<void>;

/** What the worker does with jobs about orders, without its process: takes one out of the queue and runs it. */
export function orderJobs(house: OrdersHouse, openAdmin: OpenAdmin): Run {
  const { effects, channels } = house;
  return ({ task, payload }) =>
    task === "order.refresh"
      ? refreshOrder(effects, openAdmin, payload)
      : createShopifyOrder(effects, openAdmin, channels, payload);
}

/** Runs a shop's jobs one after another, also those that are due later: the clock then moves on to them. */
export async function runJobs(
  house: OrdersHouse,
  shop: string,
  run: Run,
  options: { untilMs?: number } = {},
): Promise<number> {
  const end = house.clock.now().getTime() + (options.untilMs ?? 3_600_000);
  for (let ran = 0; ; ran += 1) {
    const job = await nextJob(house, shop, new Date(end));
    if (!job) return ran;
    if (job.runAt > house.clock.now()) house.clock.set(job.runAt);
    await run(job);
  }
}

/** Runs jobs as they come while something else is waiting for them. */
export async function workWhile<T>(house: OrdersHouse, shop: string, run: Run, waiting: Promise<T>): Promise<T> {
  let over = false;
  const ended = waiting.finally(() => (over = true));
  const work = async (): Promise<void> => {
    while (!over) {
      await runJobs(house, shop, run, { untilMs: 0 });
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const [result] = await Promise.all([ended, work()]);
  return result;
}

async function nextJob({ effects }: OrdersHouse, shop: string, end: Date): Promise<Job | undefined> {
  const due = `select j.id from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id
     where j.payload ->> 'shop' = $1 and t.identifier like 'order.%'
       and (j.run_at <= $2 or j.run_at = j.created_at or j.run_at = j.updated_at)
     order by j.run_at, j.id limit 1 for update of j skip locked`;
  const { rows } = await effects.pool.query<Job>(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and j.id in (${due})
     returning j.id, t.identifier as task, j.payload, j.run_at as "runAt"`,
    [shop, end],
  );
  return rows[0];
}
