import { type AddressInfo, type Socket, connect, createServer } from "node:net";

import { describe, expect, it, onTestFinished } from "vitest";

import { useDatabase } from "../../test/support/database";
import { until } from "../../test/world/until";
import { createLocks } from "./locks";
import { createLogger } from "./log";

const database = useDatabase();
const log = createLogger("silent");
const LIMIT_MS = 10_000;

function open(url: string, answerMs?: number) {
  const locks = createLocks(url, log, answerMs === undefined ? {} : { answerMs });
  onTestFinished(() => locks.close());
  return locks;
}

/** The way to the database; a link made before it was cut takes what it is told, and answers no more. */
async function startWay() {
  const links: { near: Socket; far: Socket; deaf: boolean }[] = [];
  const { hostname, port } = new URL(database.url);
  const server = createServer((near) => {
    const link = { near, far: connect(Number(port), hostname), deaf: false };
    links.push(link);
    near.on("data", (bytes) => link.far.write(bytes)).on("error", () => undefined);
    near.on("close", () => link.far.destroy());
    link.far.on("data", (bytes) => link.deaf || near.write(bytes)).on("error", () => undefined);
    link.far.on("close", () => near.destroy());
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    for (const { near } of links) near.destroy();
    server.close();
  });
  const url = new URL(database.url);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  url.search = "";
  return { url: url.href, links };
}

describe("a lock", () => {
  it("has one holder, here and in other processes, until it is given back", async () => {
    const [one, two] = [open(database.url), open(database.url)];
    const release = await one.take("order");
    expect(release).toBeDefined();
    expect(await one.take("order")).toBeUndefined();
    expect(await two.take("order")).toBeUndefined();
    expect(await two.take("another")).toBeDefined();
    release?.();
    await until("it is free", LIMIT_MS, async () => (await two.take("order")) !== undefined);
  });

  it("that was taken but not heard of is not kept: the link is given up, and the next goes over a new one", async () => {
    const way = await startWay();
    // Time enough for a busy machine to make a link.
    const locks = open(way.url, 1_500);
    expect(await locks.take("before")).toBeDefined();
    const [first] = way.links;
    if (first) first.deaf = true;
    await expect(locks.take("order")).rejects.toThrow("timeout");
    await until("it is free", LIMIT_MS, async () => (await locks.take("order")) !== undefined);
    // The first link ends when the second is in use already, and does not take that with it.
    expect(await locks.take("after")).toBeDefined();
    expect(way.links).toHaveLength(2);
    const other = open(database.url);
    await until("the lost ones are free too", LIMIT_MS, async () => (await other.take("before")) !== undefined);
    expect(await other.take("order")).toBeUndefined();
  });

  it("ends with its connection, and the next take makes another", async () => {
    const way = await startWay();
    const locks = open(way.url);
    const release = await locks.take("order");
    way.links[0]?.far.destroy();
    const other = open(database.url);
    await until("it is free", LIMIT_MS, async () => (await other.take("order")) !== undefined);
    release?.();
    expect(await locks.take("order")).toBeUndefined();
    expect(way.links).toHaveLength(2);
  });

  it("is refused with an error while the database cannot be reached, and not ever after", async () => {
    const way = await startWay();
    const nowhere = new URL(way.url);
    nowhere.pathname = "/nowhere";
    const locks = open(nowhere.href);
    await expect(locks.take("order")).rejects.toThrow("nowhere");
    await expect(locks.take("order")).rejects.toThrow("nowhere");
    expect(way.links).toHaveLength(2);
  });
});
