import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { describe, expect, inject, it } from "vitest";

const run = promisify(execFile);
const LIMIT_MS = 120_000;

// Whether each benchmark runs, ends as it should and prints its keys. Figures that are times
// are not looked at: the machine is busy.
describe("npm run bench", () => {
  it.each([
    ["ingest", "rate floor_rate ratio p99_ms floor_p99_ms template_rate"],
    ["freshness", "p50_ms p95_ms burst_webhooks burst_events burst_seconds burst_mismatches"],
    [
      "catalog",
      "variants rate floor_rate ratio peak_rss_mb peak_rss_mb_10k first_seconds unchanged_seconds unchanged_events",
    ],
    ["orders", "p50_ms p95_ms p99_ms own_p95_ms"],
  ])(
    "%s ends with one JSON object of its keys",
    async (name, keys) => {
      const args = ["--import", "tsx", "test/bench/main.ts", name, "--json", "--small"];
      const server = new URL(inject("databaseServerUrl"));
      server.pathname = "/postgres"; // nobody may be connected to the template while it is copied
      const { stdout, stderr } = await run(process.execPath, args, {
        env: { ...process.env, DATABASE_URL: server.href },
      });
      const figures = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<string, number>;
      expect(Object.keys(figures)).toEqual(keys.split(" "));
      expect(Object.values(figures).every(Number.isFinite)).toBe(true);
      expect(figures["burst_mismatches"] ?? 0).toBe(0);
      expect(figures["unchanged_events"] ?? 0).toBe(0);
      expect(stderr).toContain("PostgreSQL 18");
    },
    LIMIT_MS,
  );

  it("says how it is called when it is called otherwise", async () => {
    const failed = run(process.execPath, ["--import", "tsx", "test/bench/main.ts", "speed"]);
    await expect(failed).rejects.toMatchObject({ stderr: expect.stringContaining("npm run bench --") });
  });
});
