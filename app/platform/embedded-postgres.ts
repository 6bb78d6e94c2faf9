/**
 * PostgreSQL from npm, for whoever has none: real server binaries under node_modules, data under `dataDir`.
 *
 * The server outlives a killed app on purpose: a start finds it by its pid file and goes on with it, so that kill -9 of
 * the app is never also kill -9 of the database in the middle of a checkpoint. A graceful `stop` ends it. As whom it runs
 * is in postgres-binaries.ts.
 */
import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, mkdtemp, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

import pg from "pg";

import { freePort } from "./free-port";
import { type Owner, installedBinaries, reachable, reachableBinaries, serverOwner } from "./postgres-binaries";

const run = promisify(execFile);
const START_LIMIT_MS = 20_000;
/** One that ends while nobody else's runs is started once more: the other may have just ended. */
const MOST_STARTS = 2;
/** In the cluster's folder. */
const PASSWORD_FILE = "hkj.password";
/** The longest path a socket may have: 104 bytes on macOS, 108 on Linux, the end mark included. */
const SOCKET_PATH_BYTES = 103;

export interface EmbeddedPostgres {
  /** Connection string of the database `name`, which is made when it is missing. */
  databaseUrl(name: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts, or finds running, the server whose data lies in `dataDir`.
 * @throws Error with one readable sentence when this platform has no binaries or the server does not come up.
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const installed = await installedBinaries();
  const owner = await serverOwner();
  const native = await reachableBinaries(installed, owner);
  await mkdir(dataDir, { recursive: true });
  // Root's own folder, whose content keeps its own modes: the server's user has to pass through it.
  if (owner.uid !== undefined) await chmod(dataDir, 0o711);
  const home = await reachable(dataDir, owner, (elsewhere) => mkdir(elsewhere, { recursive: true }));
  const cluster = path.resolve(home, "postgres");
  const password = await initialise(native, cluster, owner);
  const port = (await runningPort(cluster, password)) ?? (await launch(native, cluster, owner, password));
  return {
    async databaseUrl(name) {
      const url = await ensureDatabase(port, password, name);
      const listens = await stat(socketOf(cluster, port)).catch(() => undefined);
      return listens ? `${url}?host=${encodeURIComponent(cluster)}` : url;
    },
    stop: () => stopServer(native, cluster, owner),
  };
}

/**
 * Makes the cluster where there is none. It is made beside its place and moved there whole, password and all: of several
 * processes that start at once on an empty folder one is first, and a process that dies meanwhile leaves no half of one.
 * @returns the password
 */
async function initialise(native: string, cluster: string, owner: Owner): Promise<string> {
  const known = await passwordOf(cluster);
  if (known !== undefined) return known;
  const fresh = await mkdtemp(`${cluster}.new-`);
  const secret = `${fresh}.password`;
  await writeFile(secret, randomBytes(18).toString("base64url"), { mode: 0o600 });
  if (owner.uid !== undefined && owner.gid !== undefined) {
    for (const place of [fresh, secret]) await chown(place, owner.uid, owner.gid);
  }
  await run(
    path.join(native, "bin", "initdb"),
    ["-D", fresh, "-U", "hkj", "-A", "scram-sha-256", `--pwfile=${secret}`, "-E", "UTF8", "--locale=C.UTF-8"],
    { ...owner, cwd: fresh, env: { ...process.env, LC_ALL: "C.UTF-8" } },
  );
  await rename(secret, path.join(fresh, PASSWORD_FILE));
  await rename(fresh, cluster).catch(() => rm(fresh, { recursive: true, force: true })); // another process was first
  const password = await passwordOf(cluster);
  if (password === undefined) throw new Error(`${cluster} is there, and is no cluster of this app`);
  return password;
}

/** Undefined where there is no cluster, or one that somebody else made. */
async function passwordOf(cluster: string): Promise<string | undefined> {
  const made = await stat(path.join(cluster, "PG_VERSION")).catch(() => undefined);
  return made && readFile(path.join(cluster, PASSWORD_FILE), "utf8").catch(() => undefined);
}

/** The port in the pid file, when a server answers there. */
async function runningPort(cluster: string, password: string): Promise<number | undefined> {
  const lines = (await readFile(path.join(cluster, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const port = Number(lines[3]);
  if (!port) return undefined;
  return (await answers(port, password)) ? port : undefined;
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "hkj", password, database: "postgres" });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Starts the server, unless another process does so at the same time: then its server is the one. One that is being
 * stopped is waited for.
 * @returns the port
 */
async function launch(native: string, cluster: string, owner: Owner, password: string): Promise<number> {
  const logFile = await open(path.join(cluster, "..", "postgres.log"), "a");
  try {
    const deadline = Date.now() + START_LIMIT_MS;
    let server = await spawnServer(native, cluster, owner, logFile.fd);
    for (let starts = 1; ;) {
      const port = await runningPort(cluster, password);
      if (port !== undefined) return port;
      const ended = server.ended();
      const others = await stat(path.join(cluster, "postmaster.pid")).catch(() => undefined);
      if (Date.now() > deadline || (ended !== undefined && !others && starts >= MOST_STARTS)) {
        throw new Error(
          `the embedded PostgreSQL did not start (${ended ?? "no answer"}); see ${cluster}/../postgres.log`,
        );
      }
      if (ended !== undefined && !others) {
        server = await spawnServer(native, cluster, owner, logFile.fd);
        starts += 1;
      }
      await delay(25);
    }
  } finally {
    await logFile.close();
  }
}

async function spawnServer(native: string, cluster: string, owner: Owner, log: number) {
  const port = await freePort();
  // A statement over a socket file costs a third less than over TCP, of which there is one for what cannot use files.
  const sockets = hasSockets(cluster, port) ? cluster : "";
  const options = ["-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", `unix_socket_directories=${sockets}`];
  const child = spawn(path.join(native, "bin", "postgres"), ["-D", cluster, ...options, "-c", "max_connections=200"], {
    ...owner,
    cwd: cluster,
    detached: true,
    stdio: ["ignore", log, log],
  });
  let ended: string | undefined;
  child.once("error", (error) => (ended = error.message));
  child.once("exit", (code) => (ended = `exit code ${code}`));
  child.unref();
  return { ended: () => ended };
}

function hasSockets(cluster: string, port: number): boolean {
  const fits = Buffer.byteLength(socketOf(cluster, port)) <= SOCKET_PATH_BYTES;
  // The setting is a list with quotes of its own.
  return process.platform !== "win32" && fits && !/[,"\\\s]/.test(cluster);
}

function socketOf(cluster: string, port: number): string {
  return path.join(cluster, `.s.PGSQL.${port}`);
}

async function ensureDatabase(port: number, password: string, name: string): Promise<string> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`not a database name: ${name}`);
  const client = new pg.Client({ host: "127.0.0.1", port, user: "hkj", password, database: "postgres" });
  await client.connect();
  try {
    await client.query(`create database ${name}`).catch((error: { code?: string }) => {
      const already = error.code === "42P04" || error.code === "23505";
      if (!already) throw error;
    });
  } finally {
    await client.end();
  }
  return `postgresql://hkj:${password}@127.0.0.1:${port}/${name}`;
}

async function stopServer(native: string, cluster: string, owner: Owner): Promise<void> {
  await run(path.join(native, "bin", "pg_ctl"), ["-D", cluster, "-m", "fast", "-w", "stop"], {
    ...owner,
    cwd: cluster,
  }).catch(
    () => undefined, // already gone
  );
}
