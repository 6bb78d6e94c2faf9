// Makes what is generated and not committed: the Prisma client. `--if-stale`: only when the schema is newer.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

const made = "node_modules/.prisma/client/schema.prisma";
const source = "prisma/schema.prisma";
const fresh = existsSync(made) && statSync(made).mtimeMs >= statSync(source).mtimeMs;

if (!fresh || !process.argv.includes("--if-stale")) {
  // The schema names the variable; generating never connects.
  const env = {
    ...process.env,
    DATABASE_URL: process.env.DATABASE_URL ?? "postgresql://unused",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  };
  // Prisma tells everything on standard error; only a failure is worth reading.
  const { status, stderr } = spawnSync(
    process.execPath,
    ["node_modules/prisma/build/index.js", "generate", "--no-hints"],
    {
      env,
      encoding: "utf8",
    },
  );
  if (status !== 0) {
    process.stderr.write(stderr);
    process.exit(1);
  }
}
