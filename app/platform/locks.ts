import pg from "pg";

import type { Logger } from "./log";

/** First half of the two-part advisory lock key: ours alone on this database (jobs/dead-workers.ts has its own). */
const LOCK_SPACE = 731_045;

/**
 * "One at a time, whoever it is": names that one holder has at once, across every process on this database. A lock lives
 * as long as its process: PostgreSQL lets go of it the moment the connection ends. No transaction is open meanwhile, and
 * all locks of a process share one connection, so that work that waits for somebody else costs the pool nothing.
 *
 * Should that connection break, the locks are lost while their work goes on: what is done under a lock must be harmless
 * when it is done twice, only not wanted.
 */
export interface Locks {
  /**
   * @returns what gives the lock back; undefined when somebody holds it, here or in another process.
   * @throws Error when the database cannot be asked
   */
  take(name: string): Promise<(() => void) | undefined>;
  close(): Promise<void>;
}

export function createLocks(databaseUrl: string, log: Logger): Locks {
  /** PostgreSQL lets one connection have a lock twice: among ourselves we keep order here. */
  const held = new Set<string>();
  let connection: Promise<pg.Client> | undefined;

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: databaseUrl });
    const gone = () => void (connection = undefined);
    client.on("error", (error) => {
      log.warn({ reason: error.message }, "locks: connection lost");
      gone();
    });
    client.on("end", gone);
    await client.connect();
    return client;
  };
  const connected = (): Promise<pg.Client> =>
    (connection ??= connect().catch((error: unknown) => {
      connection = undefined;
      throw error;
    }));

  return {
    async take(name) {
      if (held.has(name)) return undefined;
      held.add(name);
      try {
        const client = await connected();
        const { rows } = await client.query<{ got: boolean }>({
          name: "take_lock",
          text: "select pg_try_advisory_lock($1, hashtext($2)) as got",
          values: [LOCK_SPACE, name],
        });
        if (!rows[0]?.got) {
          held.delete(name);
          return undefined;
        }
        return () => {
          held.delete(name);
          // Sent before anything else on this connection; where it fails, the lock ended with the connection.
          client.query("select pg_advisory_unlock($1, hashtext($2))", [LOCK_SPACE, name]).catch(() => undefined);
        };
      } catch (error) {
        held.delete(name);
        throw error;
      }
    },
    async close() {
      const client = await connection?.catch(() => undefined);
      await client?.end();
    },
  };
}
