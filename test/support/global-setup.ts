import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import pg from "pg";
import type { TestProject } from "vitest/node";

import { startEmbeddedPostgres } from "../../app/platform/embedded-postgres";
import { migrate } from "../../app/platform/migrate";

declare module "vitest" {
  interface ProvidedContext {
    /** A server for this run; the database "template" is migrated and copied by each test file. */
    databaseServerUrl: string;
  }
}

/** The server need not outlive a power cut: it waits for no disk. What survives kill -9 of the app is tested elsewhere. */
async function forgetful(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const name of ["fsync", "full_page_writes"]) await client.query(`alter system set ${name} = off`);
  await client.query("select pg_reload_conf()");
  await client.end();
}

/** One real PostgreSQL for the whole run, gone afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), "hkj-connect-test-"));
  const postgres = await startEmbeddedPostgres(folder);
  const url = await postgres.databaseUrl("template");
  await migrate(url, path.resolve("prisma/migrations"));
  await forgetful(url);
  project.provide("databaseServerUrl", url);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
