import pg from "pg";

import type { AppProcess } from "../world/app-process";
import type { Stage } from "../world/demo/stage";

/** Longer than an app may be away before it takes it for an outage (jobs/pulse.ts). */
const AWAY = "11 minutes";

/**
 * All processes are gone for a while: the note that a worker was alive is as old as if that while had passed. What their
 * webhooks would have told them is lost for good; the app compares all orders by itself when it is back.
 */
export async function outage(stage: Stage, processes: readonly AppProcess[]): Promise<void> {
  await Promise.all(processes.map((one) => one.kill()));
  const client = new pg.Client({ connectionString: await stage.databaseUrl() });
  await client.connect();
  try {
    await client.query(`update "Pulse" set "at" = "at" - interval '${AWAY}'`);
  } finally {
    await client.end();
  }
  for (const one of processes) await one.start();
}
