import { EventEmitter } from "node:events";

import {
  Logger as GraphileLogger,
  type Runner,
  type TaskList,
  type WorkerEvents,
  parseCronItems,
  run,
} from "graphile-worker";
import type pg from "pg";

import { isFailure } from "../platform/failure";
import { openPool } from "../platform/pool";
import { type TaskName, taskPayloads } from "../platform/queue";
import type { Services } from "../services";
import { type Presence, openPresence, releaserOfTheDead } from "./dead-workers";
import { handlers } from "./handlers";
import { listenForJobs } from "./job-news";
import { looksForNews } from "./looks";

/**
 * Each lane has workers of its own, so that a channel that answers slowly, or a big catalogue, keeps no order waiting.
 * Jobs mostly wait for Shopify, a channel or the database; these are jobs at once.
 */
const LANES: readonly { tasks: readonly TaskName[] | "others"; atOnce: number }[] = [
  // The pulse among them: late behind long jobs, it would take a busy worker for one that was away.
  { tasks: ["order.create", "order.refresh", "inbox.drain", "house.pulse"], atOnce: 5 },
  // Each may hold its worker for minutes where a shop's Shopify answers nothing: it must hold up no other shop.
  { tasks: ["order.retry"], atOnce: 3 },
  { tasks: ["delivery.drain"], atOnce: 6 },
  // Steps of minutes, which keep a change in another shop waiting no longer than they must.
  { tasks: ["sync.advance"], atOnce: 2 },
  { tasks: "others", atOnce: 4 },
];
/**
 * Connections for looking for jobs and ending them, of several lanes together; each lane has one more, to listen. Each is one
 * short statement, and a connection is a process of PostgreSQL's. Orders have some of their own: the end of a job waits
 * for a transaction that asks for the same job again, and a long one must hold up no order.
 */
const LOOKS_AT_ONCE = { orders: 2, others: 3 };
const ORDER_TASKS: readonly TaskName[] = ["order.create", "order.retry"];
/** A fallback for lost notifications; jobs normally start within milliseconds. */
const POLL_MS = 1_000;
/** Jobs of a dead worker are free at the second look. */
const RELEASE_EVERY_MS = 1_000;
/** Times are UTC. */
const CRON: { task: TaskName; match: string }[] = [
  { task: "house.pulse", match: "* * * * *" },
  { task: "catalog.watch", match: "*/10 * * * *" },
  { task: "connections.recheck", match: "37 * * * *" },
  { task: "orders.night", match: "7 1 * * *" },
  { task: "tokens.sweep", match: "17 3,15 * * *" },
  { task: "house.tidy", match: "47 2 * * *" },
];

export interface Worker {
  stop(): Promise<void>;
}

/** Runs background tasks until stopped. Several processes may; a job runs in one of them. */
export async function startWorker(services: Services, databaseUrl: string): Promise<Worker> {
  const pools = {
    orders: openPool({ connectionString: databaseUrl, max: ORDER_TASKS.length + LOOKS_AT_ONCE.orders }),
    others: openPool({
      connectionString: databaseUrl,
      max: LANES.length - ORDER_TASKS.length + LOOKS_AT_ONCE.others,
    }),
  };
  const presence = await openPresence(databaseUrl, services.log);
  const lanes = await Promise.all(
    LANES.map((lane) => {
      const pool = ORDER_TASKS.some((task) => lane.tasks.includes(task)) ? pools.orders : pools.others;
      return startLane(services, { pool, presence }, tasksOf(lane.tasks), lane.atOnce);
    }),
  );
  const look = releaserOfTheDead(services.pool);
  const release = () =>
    look().catch((error: Error) =>
      services.log.warn({ reason: error.message }, "worker: cannot look for jobs of dead workers"),
    );
  await release();
  const laneOf = (task: string) => lanes.find((lane) => lane.tasks.some((own) => own === task));
  const news = await listenForJobs(services, databaseUrl, (task) => laneOf(task)?.look());
  const timer = setInterval(() => void release(), RELEASE_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await news.stop();
      await Promise.all(lanes.map((lane) => lane.stop()));
      await presence.close();
      await Promise.all([pools.orders.end(), pools.others.end()]);
    },
  };
}

interface Lane extends Worker {
  tasks: readonly TaskName[];
  /** Looks for a job that it was told of. */
  look: () => void;
}

async function startLane(
  services: Services,
  { pool, presence }: { pool: pg.Pool; presence: Presence },
  tasks: readonly TaskName[],
  atOnce: number,
): Promise<Lane> {
  const events = new EventEmitter() as WorkerEvents;
  const announced = new Promise<void>((resolve, reject) => {
    events.once("pool:create", ({ workerPool }) => {
      presence.announce(workerPool.id).then(resolve, reject);
    });
  });
  events.on("pool:listen:success", ({ client }) => {
    // The queue would have every lane look for every job; the lane whose it is is told of it (job-news.ts). Said when the
    // queue has begun to listen, which it does after this event.
    queueMicrotask(() => void client.query('unlisten "jobs:insert"').catch(() => undefined));
  });
  const looks = looksForNews(events);
  const runner: Runner = await run({
    pgPool: pool,
    concurrency: atOnce,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    parsedCronItems: parseCronItems(CRON.filter(({ task }) => tasks.includes(task))),
    taskList: taskList(services, tasks),
    events,
    logger: quietLogger(services),
  });
  await announced;
  return {
    tasks,
    look: looks.begin,
    async stop() {
      looks.stop();
      await runner.stop();
    },
  };
}

function tasksOf(named: readonly TaskName[] | "others"): readonly TaskName[] {
  if (named !== "others") return named;
  const elsewhere = LANES.flatMap(({ tasks }) => (tasks === "others" ? [] : tasks));
  return (Object.keys(taskPayloads) as TaskName[]).filter((task) => !elsewhere.includes(task));
}

function taskList(services: Services, tasks: readonly TaskName[]): TaskList {
  return Object.fromEntries(
    tasks.map((name) => [name, async (payload: unknown) => runTask(services, name, payload)] as const),
  );
}

async function runTask(services: Services, name: TaskName, payload: unknown): Promise<void> {
  const { log, metrics } = services;
  try {
    // The table of handlers pairs every name with its own payload's type; that pairing is lost on a name in a variable.
    const handle = handlers[name] as (services: Services, payload: unknown) => Promise<void>;
    await handle(services, taskPayloads[name].parse(payload));
    metrics.jobs.inc({ task: name, outcome: "done" });
  } catch (error) {
    metrics.jobs.inc({ task: name, outcome: "failed" });
    const details = isFailure(error) ? { code: error.code, reason: error.message } : { reason: String(error) };
    log.warn({ task: name, payload, ...details }, "job: failed, the queue will try again");
    throw error;
  }
}

/** Our own lines say what failed and why; the queue's say it again with a stack. */
function quietLogger({ log }: Services): GraphileLogger {
  return new GraphileLogger(() => (level, message) => {
    if (level === "error" && !message.includes("Failed task")) log.error({ from: "queue" }, message);
    else log.debug({ from: "queue" }, message);
  });
}
