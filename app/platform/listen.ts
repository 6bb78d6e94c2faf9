import pg from "pg";

import type { Logger } from "./log";

const RECONNECT_MS = 500;

/**
 * Hears what is told on a channel of PostgreSQL's NOTIFY, by a connection of its own that is made again when it breaks;
 * what is told meanwhile is lost.
 */
export async function listen(
  databaseUrl: string,
  channel: string,
  hear: (payload: string) => void,
  log: Logger,
): Promise<{ close(): Promise<void> }> {
  let closed = false;
  let client: pg.Client | undefined;
  const open = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: databaseUrl });
    next.on("error", (error) => log.warn({ channel, reason: error.message }, "listen: connection lost"));
    next.on("end", () => {
      if (!closed) setTimeout(() => void open().catch(() => undefined), RECONNECT_MS).unref();
    });
    next.on("notification", ({ payload }) => hear(payload ?? ""));
    await next.connect();
    await next.query(`listen ${channel}`);
    client = next;
  };
  await open();
  return {
    async close() {
      closed = true;
      await client?.end();
    },
  };
}
