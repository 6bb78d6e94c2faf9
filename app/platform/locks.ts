import pg from "pg";

import type { Logger } from "./log";

/** First half of the two-part advisory lock key: ours alone on this database (jobs/dead-workers.ts has its own). */
const LOCK_SPACE = 731_045;
/** Every order passes here: a link that is dead without saying so must be found out soon. */
const ANSWER_MS = 3_000;
const KEEP_ALIVE_MS = 10_000;

/**
 * "One at a time, whoever it is": names that one holder has at once, across every process on this database. A lock lives
 * as long as its process: PostgreSQL lets go of it the moment the connection ends. No transaction is open meanwhile, and
 * all locks of a process share one connection, so that work that waits for somebody else costs the pool nothing.
 *
 * Should that connection break, or not answer in time, the locks are lost while their work goes on: what is done under a
 * lock must be harmless when it is done twice, only not wanted.
 */
export interface Locks {
  /**
   * @returns what gives the lock back; undefined when somebody holds it, here or in another process.
   * @throws Error when the database cannot be asked, or does not answer; the next take asks on a new connection
   */
  take(name: string): Promise<(() => void) | undefined>;
  close(): Promise<void>;
}

interface Link {
  client: pg.Client;
  ready: Promise<unknown>;
}

export function createLocks(databaseUrl: string, log: Logger, { answerMs = ANSWER_MS } = {}): Locks {
  /** PostgreSQL lets one connection have a lock twice: among ourselves we keep order here. */
  const held = new Set<string>();
  let current: Link | undefined;

  const forget = (client: pg.Client) => {
    if (current?.client === client) current = undefined;
  };
  /** After a failed query nobody knows which locks it has: they go with it. */
  const drop = (client: pg.Client) => {
    forget(client);
    client.end().catch(() => undefined);
  };
  const open = (): Link => {
    const client = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      connectionTimeoutMillis: answerMs,
      query_timeout: answerMs,
    });
    client.on("error", (error) => {
      log.warn({ reason: error.message }, "locks: connection lost");
      forget(client);
    });
    client.on("end", () => forget(client));
    return { client, ready: client.connect() };
  };
  const ask = async (name: string): Promise<{ got: boolean; client: pg.Client }> => {
    const { client, ready } = (current ??= open());
    try {
      await ready;
      const { rows } = await client.query<{ got: boolean }>({
        name: "take_lock",
        text: "select pg_try_advisory_lock($1, hashtext($2)) as got",
        values: [LOCK_SPACE, name],
      });
      return { got: rows[0]?.got === true, client };
    } catch (error) {
      drop(client);
      throw error;
    }
  };

  return {
    async take(name) {
      if (held.has(name)) return undefined;
      held.add(name);
      try {
        const { got, client } = await ask(name);
        if (!got) {
          held.delete(name);
          return undefined;
        }
        return () => {
          held.delete(name);
          // Sent before anything else on this connection; where it fails, the lock ends with the connection.
          client.query("select pg_advisory_unlock($1, hashtext($2))", [LOCK_SPACE, name]).catch(() => drop(client));
        };
      } catch (error) {
        held.delete(name);
        throw error;
      }
    },
    async close() {
      await current?.ready.catch(() => undefined);
      await current?.client.end();
    },
  };
}
