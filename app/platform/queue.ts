import { z } from "zod";

import type { Statements } from "./db";

const shop = z.string();
const id = z.uuid();

/** Every background task with the shape of its payload. The handlers are in app/jobs. */
export const taskPayloads = {
  /** Works off a shop's stored deliveries, oldest first. */
  "inbox.drain": z.object({ shop }),
  /** A connection became active: starts its first sync. */
  "connection.started": z.object({ shop, connectionId: id }),
  /** Asks for a check of every blocked connection whose turn it is. */
  "connections.recheck": z.object({}),
  /** Asks the channel once more whether it takes a blocked connection's credentials. */
  "connection.recheck": z.object({ shop, connectionId: id }),
  /** Reads what Shopify says about the shop itself: currency, languages, locations; makes the metafield definition. */
  "shop.read": z.object({ shop }),
  /** Reads stale products and writes what changed to the outbox. */
  "catalog.refresh": z.object({ shop }),
  /** Takes a sync run one step further. */
  "sync.advance": z.object({ shop, runId: id }),
  /** Maps every listing of a connection anew, after a change of settings; `counted`: its stock is already. */
  "catalog.remap": z.object({ shop, connectionId: id, counted: z.boolean().optional() }),
  /** Tells Shopify's own product page which products have items that need the merchant. */
  "feedback.send": z.object({ shop }),
  /** Compares the whole catalogue after an outage: of one connection, or of all of the shop. */
  "catalog.reconcile": z.object({ shop, connectionId: id.optional() }),
  /** Starts the nightly reconciliations that are due, and looks after sync runs that stand still. */
  "catalog.watch": z.object({}),
  /** Sends a connection's pending events. */
  "delivery.drain": z.object({ shop, connectionId: id }),
  /** Makes the Shopify order of a placed order, or finds out whether it was made. */
  "order.create": z.object({ shop, placedOrderId: id }),
  /** The same of an order that was put off: Shopify could not be asked, or may have made it. */
  "order.retry": z.object({ shop, placedOrderId: id }),
  /** Reads a placed order's Shopify order and tells the channel its status when it changed. */
  "order.refresh": z.object({ shop, placedOrderId: id }),
  /** Tells again the statuses that the channel refused. */
  "orders.retell": z.object({ shop, connectionId: id }),
  /** Compares the orders of the last days in Shopify with the ledger. */
  "orders.reconcile": z.object({ shop, connectionId: id }),
  /** Asks for that of every connection that is active, paused or blocked. */
  "orders.night": z.object({}),
  /** Refreshes the tokens of shops that were idle, before they expire. */
  "tokens.sweep": z.object({}),
  /** Notes that a worker is alive, and sees after how long. */
  "house.pulse": z.object({}),
  /** Forgets settled deliveries and old activity after their time; seals again what an old key sealed. */
  "house.tidy": z.object({}),
} as const;

export type TaskName = keyof typeof taskPayloads;
export type TaskPayload<N extends TaskName> = z.infer<(typeof taskPayloads)[N]>;

export interface EnqueueOptions {
  /** Jobs of one queue run one after another. */
  queue?: string;
  /** At most one waiting job a key; a new one replaces it. A running job is not touched: a second is added. */
  key?: string;
  runAt?: Date;
  /** The waiting job of the same key keeps its time, so that a steady stream of changes cannot put it off for ever. */
  keepTime?: boolean;
  /** Lower runs first; default 0. */
  priority?: number;
  maxAttempts?: number;
  /** Key of a waiting job that leaves the queue for this one; one that runs goes on, and is not tried again. */
  insteadOf?: string;
}

/**
 * Where every job is told of, also one that was there and is to run sooner: "<task>", with " <milliseconds since 1970>" when it
 * is to run later. The queue itself tells all workers of new jobs, not which task.
 */
export const JOB_NEWS = "hkj_connect_job";

export interface JobNews {
  task: string;
  runAt: Date | undefined;
}

/** What is told there of one job. */
export function readJobNews(payload: string): JobNews {
  const [task = "", runAt] = payload.split(" ");
  return { task, runAt: runAt === undefined ? undefined : new Date(Number(runAt)) };
}

/** Adds a job in the caller's transaction: state and job commit together or not at all. */
export async function enqueue<N extends TaskName>(
  tx: Statements,
  name: N,
  payload: TaskPayload<N>,
  options: EnqueueOptions = {},
): Promise<void> {
  const { key, runAt, insteadOf } = options;
  const news = runAt ? `${name} ${runAt.getTime()}` : name;
  await tx.$executeRaw`
    select
      pg_notify(${JOB_NEWS}, ${news}),
      case when ${insteadOf ?? null}::text is not null then graphile_worker.remove_job(${insteadOf ?? null}::text) end
    from graphile_worker.add_job(
      identifier => ${name},
      payload => ${JSON.stringify(payload)}::json,
      queue_name => ${options.queue ?? null},
      run_at => ${runAt ?? null},
      max_attempts => ${options.maxAttempts ?? null}::integer,
      job_key => ${key ?? null},
      job_key_mode => ${options.keepTime ? "preserve_run_at" : "replace"},
      priority => ${options.priority ?? null}::integer)`;
}
