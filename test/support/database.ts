import { randomUUID } from "node:crypto";

import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";

import { type DatabaseConnections, connectDatabase } from "../../app/platform/db";

export interface TestDatabase extends DatabaseConnections {
  url: string;
}

/** A database of its own for this test file: a copy of the migrated template, dropped at the end. */
export function useDatabase(): TestDatabase {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const holder = {} as TestDatabase;
  beforeAll(async () => {
    const url = await copyTemplate(name);
    Object.assign(holder, connectDatabase(url, { maxConnections: 10 }), { url });
  });
  afterAll(async () => {
    await holder.close();
    await onServer((client) => client.query(`drop database ${name} with (force)`));
  });
  return holder;
}

/** How many transactions of the file's database wait for a lock. */
export async function waitingForLocks({ pool }: Pick<TestDatabase, "pool">): Promise<number> {
  const { rows } = await pool.query(
    "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows.length;
}

async function copyTemplate(name: string): Promise<string> {
  await onServer((client) => client.query(`create database ${name} template template strategy wal_log`));
  const url = new URL(inject("databaseServerUrl"));
  url.pathname = `/${name}`;
  return url.href;
}

let server: Promise<pg.Client> | undefined;

/** One connection for all files of this worker; it ends with the server. */
async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  server ??= connectToServer();
  await work(await server);
}

async function connectToServer(): Promise<pg.Client> {
  const url = new URL(inject("databaseServerUrl"));
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
