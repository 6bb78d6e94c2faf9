import pg from "pg";

/**
 * Connections for the queue's library, closed by whoever asked for them. The library would open its own, but stops minding
 * their errors before they are closed: PostgreSQL going away in that moment would end the process.
 */
export function queuePool(databaseUrl: string, maxConnections: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: maxConnections });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
