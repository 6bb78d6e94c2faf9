import pg from "pg";

/**
 * A pool of which no broken connection ends the process, as it would without a listener: an idle one is replaced, and whoever
 * borrowed one hears of it from its query. The queue's library gets one too: of its own it stops minding errors before it is
 * closed.
 */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
