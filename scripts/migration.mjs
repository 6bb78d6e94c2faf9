// Authors a migration: node scripts/migration.mjs NAME writes the SQL from the committed schema to the working one.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import "tsx/esm";

const { startEmbeddedPostgres } = await import("../app/platform/embedded-postgres.ts");

const name = process.argv[2];
if (!name || !/^[a-z_]+$/.test(name)) throw new Error("usage: node scripts/migration.mjs snake_case_name");

const before = path.join(tmpdir(), "schema-before.prisma");
writeFileSync(before, execFileSync("git", ["show", "HEAD:prisma/schema.prisma"]));
const postgres = await startEmbeddedPostgres(path.join(tmpdir(), "hkj-connect-migration"));
const env = { ...process.env, DATABASE_URL: await postgres.databaseUrl("scratch") };
const schemas = ["--from-schema-datamodel", before, "--to-schema-datamodel", "prisma/schema.prisma"];
const diff = ["migrate", "diff", ...schemas, "--script"];
const sql = execFileSync("node_modules/.bin/prisma", diff, { env, encoding: "utf8" });
await postgres.stop();

const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const folder = path.join("prisma", "migrations", `${stamp}_${name}`);
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, "migration.sql"), sql);
console.log(path.join(folder, "migration.sql"));
