/**
 * One at a time for a shop, across every process on this database. Token exchange and refresh need it: Shopify keeps one
 * expiring offline token alive per shop, so of two that are asked for at once the first answer is already revoked.
 *
 * Inside a process callers queue up in memory; the one at the head takes a PostgreSQL advisory lock on a connection of
 * its own, in a transaction, so that a dead process lets go.
 * At most LOCK_CONNECTIONS of the pool are ever held this way: who holds the lock still finds a connection for its work.
 */
import type pg from "pg";

import { Failure } from "../platform/failure";
import { perPool } from "../platform/per-pool";

const LOCK_CONNECTIONS = 4;
/** Longer than any one call to Shopify that is made under the lock. */
const WAIT_LIMIT_MS = 30_000;
/** PostgreSQL's code when lock_timeout passed. */
const LOCK_NOT_AVAILABLE = "55P03";

export interface ShopLock {
  /** @throws Failure `shopify.busy` (retryable) when the lock was not to be had in time; otherwise what `work` throws. */
  run<T>(shop: string, work: () => Promise<T>): Promise<T>;
}

/** Everybody who shares the pool shares its queue and its limit. */
export const shopLockOf = perPool(createShopLock);

function createShopLock(pool: pg.Pool): ShopLock {
  const tails = new Map<string, Promise<unknown>>();
  const slots = createSlots(Math.max(1, Math.min(LOCK_CONNECTIONS, Math.floor(pool.options.max / 2))));
  return {
    run(shop, work) {
      const turn = (tails.get(shop) ?? Promise.resolve()).then(() => slots(() => underAdvisoryLock(pool, shop, work)));
      const tail = turn.then(
        () => undefined,
        () => undefined,
      );
      tails.set(shop, tail);
      void tail.then(() => {
        if (tails.get(shop) === tail) tails.delete(shop);
      });
      return turn;
    },
  };
}

async function underAdvisoryLock<T>(pool: pg.Pool, shop: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // Remembered: a broken connection is not given back to the pool.
  let broken: Error | undefined;
  const onError = (error: Error) => void (broken = error);
  client.on("error", onError);
  try {
    await client.query("begin");
    await client.query(`set local lock_timeout = ${WAIT_LIMIT_MS}`);
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`shopify-tokens:${shop}`]);
    return await work();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === LOCK_NOT_AVAILABLE) throw busy(shop, error);
    throw error;
  } finally {
    // Ends the lock whatever happened; a connection that cannot even do that is closed, which ends it too.
    if (!broken) await client.query("rollback").catch((error: Error) => void (broken = error));
    client.removeListener("error", onError);
    client.release(broken);
  }
}

function busy(shop: string, cause: Error): Failure {
  const message = `another process holds the token lock of ${shop}`;
  return new Failure({ kind: "retryable", code: "shopify.busy", message, cause });
}

/** Runs at most `limit` at once, the others in their order of arrival. */
function createSlots(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = limit;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
