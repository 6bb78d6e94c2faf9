import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import pg from "pg";

import { startEmbeddedPostgres } from "../../app/platform/embedded-postgres";
import type { Opened } from "./opened";

export interface TemporaryPostgres {
  version: string;
  /** A connection string of an empty database of this run's own; the same one for the same name. */
  databaseUrl(name: string): Promise<string>;
}

/** As the app itself would start it, in a folder that is gone afterwards; with DATABASE_URL, databases of that server. */
export async function temporaryPostgres(opened: Opened): Promise<TemporaryPostgres> {
  const given = process.env.DATABASE_URL;
  const databaseUrl = given ? await databasesOf(given, opened) : await serverOfItsOwn(opened);
  const client = connect(await databaseUrl("bench"), opened);
  const { rows } = await client.query<{ server_version: string }>("show server_version");
  return { version: rows[0]?.server_version ?? "?", databaseUrl };
}

type Databases = TemporaryPostgres["databaseUrl"];

async function serverOfItsOwn(opened: Opened): Promise<Databases> {
  const folder = opened.keep(await mkdtemp(path.join(tmpdir(), "hkj-connect-bench-")), (place) =>
    rm(place, { recursive: true, force: true }),
  );
  const server = opened.keep(await startEmbeddedPostgres(folder), (one) => one.stop());
  return (name) => server.databaseUrl(name);
}

/** They are dropped at the end; nothing else on the server is touched. */
async function databasesOf(serverUrl: string, opened: Opened): Promise<Databases> {
  const run = randomBytes(4).toString("hex");
  const made = new Set<string>();
  const server = connect(serverUrl, opened);
  opened.keep(made, async () => {
    for (const name of made) await server.query(`drop database if exists "${name}" with (force)`);
  });
  return async (name) => {
    const own = `bench_${run}_${name}`;
    if (!made.has(own)) await server.query(`create database "${own}"`);
    made.add(own);
    const url = new URL(serverUrl);
    url.pathname = `/${own}`;
    return url.href;
  };
}

/** A few connections for the benchmark's own looks. */
export function connect(url: string, opened: Opened): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on("error", () => undefined);
  return opened.keep(pool, (one) => one.end());
}
