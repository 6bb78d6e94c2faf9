/**
 * A worker that is killed leaves its jobs locked, and the queue would wait four hours before it gives them to another.
 * So a living worker holds an advisory lock under its own name, on a connection of its process; PostgreSQL lets go of it at
 * the moment the process dies. Whoever finds jobs locked in a name that nobody holds, frees them.
 */
import pg from "pg";

import type { Logger } from "../platform/log";

/** First half of the two-part advisory lock key: ours alone on this database. */
const LOCK_SPACE = 731_044;
const REJOIN_MS = 500;
/** A worker takes its first job some moments before its presence is known. */
const GRACE = "2 seconds";

/** The names of this process's worker pools, held until it is closed, and taken again when the connection breaks. */
export interface Presence {
  announce(poolId: string): Promise<void>;
  close(): Promise<void>;
}

export async function openPresence(databaseUrl: string, log: Logger): Promise<Presence> {
  let closed = false;
  let client: pg.Client | undefined;
  const names = new Set<string>();
  let turn: Promise<unknown> = Promise.resolve();
  // One after another: the lanes announce themselves at once.
  const take = (on: pg.Client, name: string) => {
    const mine = turn.then(() => on.query("select pg_advisory_lock($1, hashtext($2))", [LOCK_SPACE, name]));
    turn = mine.catch(() => undefined);
    return mine;
  };
  const hold = async (): Promise<void> => {
    if (closed) return;
    const next = new pg.Client({ connectionString: databaseUrl });
    next.on("error", (error) => log.warn({ reason: error.message }, "worker: presence connection lost"));
    next.on("end", () => {
      const wasHeld = client === next;
      if (wasHeld) client = undefined;
      // At once: until then others may take a living worker for a dead one.
      if (!closed) setTimeout(() => void hold().catch(() => undefined), wasHeld ? 0 : REJOIN_MS).unref();
    });
    await next.connect();
    if (closed) return next.end();
    client = next;
    for (const name of names) await take(next, name);
  };
  await hold();
  return {
    async announce(poolId) {
      names.add(poolId);
      if (client) await take(client, poolId);
    },
    async close() {
      closed = true;
      await client?.end();
    },
  };
}

/**
 * Frees the jobs and queues of workers that are gone: those whose name nobody held at two looks running. A living worker
 * whose connection broke has its name again by the second.
 * @returns a look; it resolves to the names it freed
 */
export function releaserOfTheDead(pool: pg.Pool): () => Promise<string[]> {
  let suspects = new Set<string>();
  let looking = false;
  const look = async (): Promise<string[]> => {
    const client = await pool.connect();
    try {
      const missing = await missingWorkers(client);
      const dead = missing.filter((name) => suspects.has(name));
      suspects = new Set(missing.filter((name) => !dead.includes(name)));
      if (dead.length > 0) await client.query("select graphile_worker.force_unlock_workers($1::text[])", [dead]);
      return dead;
    } finally {
      client.release();
    }
  };
  return async () => {
    // Two at once would be one look, and its suspects dead already.
    if (looking) return [];
    looking = true;
    try {
      return await look();
    } finally {
      looking = false;
    }
  };
}

/** Names in which something is locked, and which nobody holds. */
async function missingWorkers(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct locked_by as id from (
       select locked_by, locked_at from graphile_worker._private_jobs where locked_by is not null
       union all
       select locked_by, locked_at from graphile_worker._private_job_queues where locked_by is not null) held
     where locked_at < now() - interval '${GRACE}'`,
  );
  const missing: string[] = [];
  for (const { id } of rows) {
    const free = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1, hashtext($2)) as got", [
      LOCK_SPACE,
      id,
    ]);
    if (!free.rows[0]?.got) continue;
    await client.query("select pg_advisory_unlock($1, hashtext($2))", [LOCK_SPACE, id]);
    missing.push(id);
  }
  return missing;
}
