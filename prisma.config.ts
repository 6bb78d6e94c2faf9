import { PrismaPg } from "@prisma/adapter-pg";
import { defineConfig } from "prisma/config";

// Only `prisma generate` and `prisma migrate diff` are used, neither of which needs an engine binary. The diff connects to
// a database (scripts/migration.mjs starts one); migrations are applied by the app itself (app/platform/migrate.ts).
export default defineConfig({
  schema: "prisma/schema.prisma",
  engine: "js",
  experimental: { adapter: true },
  adapter: () => Promise.resolve(new PrismaPg({ connectionString: process.env.DATABASE_URL ?? "postgresql://unused" })),
});
