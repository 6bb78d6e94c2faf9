import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres";

let folder: string;
let server: EmbeddedPostgres | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "hkj-connect-two-"));
});
afterEach(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

it("is one server for processes that start at once on one folder, empty or not", async () => {
  const start = async () => {
    const both = await Promise.all([startEmbeddedPostgres(folder), startEmbeddedPostgres(folder)]);
    server = both[0];
    const urls = await Promise.all(both.map((one) => one.databaseUrl("shop")));
    expect(urls[1]).toBe(urls[0]);
    return both;
  };
  const [first] = await start();
  expect((await readdir(folder)).filter((name) => name.includes("new-"))).toEqual([]);
  await first?.stop();
  await start();
});
