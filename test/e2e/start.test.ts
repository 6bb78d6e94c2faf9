import { execFile } from "node:child_process";
import { createServer } from "node:net";
import { promisify } from "node:util";

import { describe, expect, it } from "vitest";

import { useDatabase } from "../support/database";

const run = promisify(execFile);
const database = useDatabase();

const good = {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret-of-the-app",
  SHOPIFY_APP_URL: "https://connect.example.com",
  SCOPES: "write_orders",
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
  NODE_ENV: "production" as const,
  LOG_LEVEL: "silent",
  HOST: "127.0.0.1",
  PORT: "0",
};

async function lastWords(env: Record<string, string | undefined>): Promise<string> {
  const defined = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
  return run(process.execPath, ["build/main.js"], {
    env: { ...defined, NODE_ENV: "production" },
    timeout: 20_000,
  }).then(
    () => "it started",
    (error: { stderr: string }) => error.stderr,
  );
}

describe("a start that cannot be", () => {
  it.each([
    ["SHOPIFY_API_SECRET is missing", { SHOPIFY_API_SECRET: undefined }],
    ["ENCRYPTION_KEYS is not valid", { ENCRYPTION_KEYS: "k1:short" }],
    ["PROCESS is not valid", { PROCESS: "both" }],
    ["DATABASE_URL: ", { DATABASE_URL: "postgresql://nobody:secret-word@127.0.0.1:1/none" }],
  ])("ends with one line: %s", async (line, change) => {
    const words = await lastWords({ ...good, ...change });
    expect(words).toContain(line);
    expect(words.trim().split("\n")).toHaveLength(1);
    expect(words).not.toMatch(/secret-of-the-app|secret-word|short|both/);
  });

  it("names the port that somebody else has", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port)),
    );
    const words = await lastWords({ ...good, DATABASE_URL: database.url, PORT: String(port) });
    other.close();
    expect(words).toContain("HOST, PORT: listen EADDRINUSE");
  });
});
