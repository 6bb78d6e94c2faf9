/**
 * The entry of every process: reads the environment once, brings the database up to date, makes the effects, and starts
 * what PROCESS names. A signal stops it in the opposite order: no new requests, running jobs end, connections close.
 */
import { existsSync } from "node:fs";
import path from "node:path";

import { startWorker } from "./jobs/worker";
import { startEmbeddedPostgres } from "./platform/embedded-postgres";
import { type Env, EnvError, readEnv } from "./platform/env";
import { keepHeapLean } from "./platform/lean-heap";
import { type Logger, createLogger } from "./platform/log";
import { migrate } from "./platform/migrate";
import { builtPages, startServer } from "./server";
import { type Services, createServices } from "./services";

const STOP_LIMIT_MS = 25_000;
const MIGRATIONS = path.resolve("prisma/migrations");
const BUILD = path.resolve("build");

interface Part {
  stop(): Promise<void>;
}

async function main(): Promise<void> {
  keepHeapLean();
  // Shopify's CLI hands on variables of its own, and no others; it reads no .env for the app.
  if (process.env.NODE_ENV === "development" && existsSync(".env")) process.loadEnvFile(".env");
  const env = readEnv(process.env);
  const log = createLogger(env.LOG_LEVEL);
  const database = await openDatabase(env);
  const { applied } = await naming(env.DATABASE_URL ? "DATABASE_URL" : "DATA_DIR", migrate(database.url, MIGRATIONS));
  if (applied.length > 0) log.info({ applied }, "database: migrated");
  const services = await createServices(env, database.url, log);

  const parts: Part[] = [database, { stop: () => services.close() }];
  if (env.PROCESS !== "web") parts.push(await startWorker(services, database.url));
  if (env.PROCESS !== "worker") {
    parts.push(await naming("HOST, PORT", startServer(services, await pagesFor(services), MIGRATIONS)));
  }
  stopOnSignal(parts, log);
}

/** Lets a start that fails say which variable to look at. */
async function naming<T>(variable: string, work: Promise<T>): Promise<T> {
  return work.catch((error: Error) => {
    throw new Error(`${variable}: ${error.message}`, { cause: error });
  });
}

async function openDatabase(env: Env): Promise<Part & { url: string }> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, stop: async () => undefined };
  const postgres = await naming("DATA_DIR", startEmbeddedPostgres(path.resolve(env.DATA_DIR)));
  // Of several processes on one folder none can know that it is the last.
  const stop = env.PROCESS === "all" ? () => postgres.stop() : async () => undefined;
  return { url: await postgres.databaseUrl("hkj_connect"), stop };
}

async function pagesFor({ env }: Services) {
  if (env.NODE_ENV !== "development") return builtPages(BUILD);
  const { devPages } = await import("./dev-pages");
  return devPages(env.SHOPIFY_APP_URL);
}

function stopOnSignal(parts: Part[], log: Logger): void {
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    for (const part of parts.reverse()) await part.stop();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop(signal));
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  // One line for whoever started it; the stack only where somebody asked for it.
  process.stderr.write(`${error instanceof EnvError ? "" : "Cannot start: "}${message}\n`);
  if (process.env.LOG_LEVEL === "debug" && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
