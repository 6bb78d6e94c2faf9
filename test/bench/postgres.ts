import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import pg from "pg";

import { startEmbeddedPostgres } from "../../app/platform/embedded-postgres";
import type { Opened } from "./opened";

export interface TemporaryPostgres {
  version: string;
  databaseUrl(name: string): Promise<string>;
}

/** A PostgreSQL of this run's own, as the app itself would start it, in a folder that is gone afterwards. */
export async function temporaryPostgres(opened: Opened): Promise<TemporaryPostgres> {
  const folder = opened.keep(await mkdtemp(path.join(tmpdir(), "hkj-connect-bench-")), (place) =>
    rm(place, { recursive: true, force: true }),
  );
  const server = opened.keep(await startEmbeddedPostgres(folder), (one) => one.stop());
  const client = connect(await server.databaseUrl("bench"), opened);
  const { rows } = await client.query<{ server_version: string }>("show server_version");
  return { version: rows[0]?.server_version ?? "?", databaseUrl: (name) => server.databaseUrl(name) };
}

/** A few connections for the benchmark's own looks. */
export function connect(url: string, opened: Opened): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on("error", () => undefined);
  return opened.keep(pool, (one) => one.end());
}
