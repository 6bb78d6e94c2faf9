// Builds build/: the pages (Remix, through Vite), the process entry (main.js), and the extensions as Shopify would.
// `--if-stale`: only when a source is newer.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

import { build } from "esbuild";

const OUTPUT = "build/main.js";
const SOURCES = ["app", "package-lock.json", "extensions", "vite.config.ts", "prisma/schema.prisma", "scripts"];

function newest(place) {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(place).map((name) => newest(path.join(place, name))));
}

const stale = !existsSync(OUTPUT) || Math.max(...SOURCES.map(newest)) > statSync(OUTPUT).mtimeMs;
if (stale || !process.argv.includes("--if-stale")) {
  if (existsSync("scripts/polaris-rtl.mjs"))
    execFileSync(process.execPath, ["scripts/polaris-rtl.mjs"], { stdio: "inherit" });
  execFileSync(process.execPath, ["node_modules/@remix-run/dev/dist/cli.js", "vite:build", "--logLevel", "error"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  await build({
    entryPoints: ["app/main.ts"],
    outfile: OUTPUT,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    packages: "external",
    external: ["vite"],
    sourcemap: "linked",
    logLevel: "warning",
  });
  execFileSync(process.execPath, ["scripts/build-extensions.mjs"], { stdio: "inherit" });
}
