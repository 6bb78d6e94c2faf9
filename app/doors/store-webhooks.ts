/**
 * Stores webhooks and asks for their shops' drain job, in one statement, so in one transaction. While a statement is
 * under way, what arrives waits and then goes together into the next: under load the database commits once for many,
 * and a single webhook still waits for nobody.
 */
import type pg from "pg";

import { JOB_NEWS } from "../platform/queue";

export interface WebhookRow {
  shop: string;
  deliveryId: string;
  topic: string;
  triggeredAt: Date | null;
  body: string;
  receivedAt: Date;
}

/** Stays under Shopify's five seconds; a repeat then finds the row or stores it. */
const STATEMENT_LIMIT_MS = 3_500;
const GROUP_ROWS = 1_000;
const GROUP_CHARACTERS = 8_000_000;
/** More than that waiting means the database does not keep up: say no at once, and Shopify comes again later. */
const WAITING_CHARACTERS = 64_000_000;
/** Two processes stored the same repeats in different order, or a serialisation was refused: the second try passes. */
const ONCE_MORE = ["40P01", "40001"];

// A SELECT that nothing reads is never run: the last lines read both counts. One call for the jobs of all shops: a call
// each was most of the statement's time. Shops are sorted so that two processes take the rows of the job table in the same
// order.
const STORE = `
  with arrived as (
    select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::timestamptz[])
      with ordinality as a (shop, delivery_id, topic, triggered_at, body, received_at, place)
  ), stored as (
    insert into "InboxDelivery" ("source", "shop", "deliveryId", "topic", "triggeredAt", "body", "receivedAt")
    select 'shopify', shop, delivery_id, topic, triggered_at, body, received_at from arrived order by place
    on conflict ("source", "shop", "deliveryId") do nothing
    returning "shop"
  ), wanted as (
    select array_agg(('inbox.drain', json_build_object('shop', shop), 'inbox:' || shop, null, null, 'inbox:' || shop, null, null)
      ::graphile_worker.job_spec order by shop) as jobs
    from (select distinct shop from stored) shops having count(*) > 0
  )
  select (select count(*) from stored)::int as stored,
    (select count(pg_notify('${JOB_NEWS}', 'inbox.drain')) from (
      select count(*) from wanted, graphile_worker.add_jobs(wanted.jobs)) as asked where asked.count > 0)::int as told`;

interface Waiting {
  row: WebhookRow;
  resolve: () => void;
  reject: (error: unknown) => void;
}

export interface WebhookStore {
  /** Resolves when the row is committed, or was there already. @throws when that is not known. */
  store(row: WebhookRow): Promise<void>;
}

/** @param onStored told after every commit how many were new, and how many were repeats. */
export function createWebhookStore(pool: pg.Pool, onStored: (fresh: number, repeated: number) => void): WebhookStore {
  let waiting: Waiting[] = [];
  let waitingCharacters = 0;
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const group = takeGroup();
      const rows = group.map((each) => each.row);
      try {
        const fresh = await insert(pool, rows);
        onStored(fresh, rows.length - fresh);
        for (const each of group) each.resolve();
      } catch (error) {
        for (const each of group) each.reject(error);
      }
    }
    running = false;
  }

  function takeGroup(): Waiting[] {
    let characters = 0;
    let rows = 0;
    for (const { row } of waiting) {
      if (rows > 0 && (rows >= GROUP_ROWS || characters + row.body.length > GROUP_CHARACTERS)) break;
      characters += row.body.length;
      rows += 1;
    }
    const group = waiting.slice(0, rows);
    waiting = waiting.slice(rows);
    waitingCharacters -= characters;
    return group;
  }

  return {
    store: (row) =>
      new Promise((resolve, reject) => {
        if (waitingCharacters + row.body.length > WAITING_CHARACTERS) return reject(new Error("too much is waiting"));
        waiting.push({ row, resolve, reject });
        waitingCharacters += row.body.length;
        if (!running) void run();
      }),
  };
}

async function insert(pool: pg.Pool, rows: readonly WebhookRow[]): Promise<number> {
  const values = [
    rows.map((row) => row.shop),
    rows.map((row) => row.deliveryId),
    rows.map((row) => row.topic),
    rows.map((row) => row.triggeredAt),
    rows.map((row) => row.body),
    rows.map((row) => row.receivedAt),
  ];
  // pg reads query_timeout from a query too (its types know it of a connection only): it frees us from a dead link.
  const query: pg.QueryConfig & { query_timeout: number } = {
    name: "store-webhooks",
    text: STORE,
    values,
    query_timeout: STATEMENT_LIMIT_MS,
  };
  const attempt = () => pool.query<{ stored: number }>(query);
  const { rows: counts } = await attempt().catch((error: unknown) => {
    if (error instanceof Error && "code" in error && ONCE_MORE.includes(String(error.code))) return attempt();
    throw error;
  });
  return counts[0]?.stored ?? 0;
}
