import { readFile, readdir } from "node:fs/promises";
import path from "node:path";

import { runMigrations } from "graphile-worker";
import pg from "pg";

import { sha256Hex } from "./crypto";
import { openPool } from "./pool";

/** Any fixed number, ours alone on this database. */
const MIGRATION_LOCK = 7_310_442_001;

/**
 * Brings the database up to date: the files of prisma/migrations in order, recorded in `_prisma_migrations` as
 * Prisma's own CLI does (which takes ten seconds for it, and an engine), then the queue's own tables. One process at
 * a time: others wait for the advisory lock and then find nothing to do.
 */
export async function migrate(databaseUrl: string, migrationsFolder: string): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const applied = await applyPending(client, migrationsFolder);
    await migrateQueue(databaseUrl);
    return { applied };
  } finally {
    await client.end(); // lets go of the lock too
  }
}

async function migrateQueue(databaseUrl: string): Promise<void> {
  const pool = openPool({ connectionString: databaseUrl, max: 1 });
  try {
    await runMigrations({ pgPool: pool, noPreparedStatements: false });
  } finally {
    await pool.end();
  }
}

/** Names of migrations that the database still lacks; for readiness. */
export async function pendingMigrations(pool: pg.Pool, migrationsFolder: string): Promise<string[]> {
  const known = await pool.query<{ migration_name: string }>(
    `select migration_name from _prisma_migrations where finished_at is not null`,
  );
  const names = new Set(known.rows.map((row) => row.migration_name));
  return (await migrationNames(migrationsFolder)).filter((name) => !names.has(name));
}

async function migrationNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

async function applyPending(client: pg.Client, folder: string): Promise<string[]> {
  await client.query(`create table if not exists _prisma_migrations (
    id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
    logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`);
  const { rows } = await client.query<{ migration_name: string }>(`select migration_name from _prisma_migrations`);
  const known = new Set(rows.map((row) => row.migration_name));
  const applied: string[] = [];
  for (const name of await migrationNames(folder)) {
    if (known.has(name)) continue;
    const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
    await client.query("begin");
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       values (gen_random_uuid()::text, $1, now(), $2, 1)`,
      [sha256Hex(sql), name],
    );
    await client.query("commit");
    applied.push(name);
  }
  return applied;
}
