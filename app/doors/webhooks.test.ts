import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, type Server, createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";

import express from "express";
import type { QueryConfig } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { testEffects } from "../../test/support/effects";
import { until } from "../../test/world/until";
import type { Effects } from "../platform/effects";
import { createWebhookDoor } from "./webhooks";

const SECRET = "hush";
const SHOP = "amman.myshopify.com";
const database = useDatabase();
const servers: Server[] = [];
let url: string;
let effects: Effects;

async function open(with_: Effects, mostHeldBytes?: number): Promise<string> {
  const app = express().post("/webhooks", createWebhookDoor(with_, { SHOPIFY_API_SECRET: SECRET }, mostHeldBytes));
  const server = createServer(app);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
}

beforeAll(async () => {
  effects = testEffects(database);
  url = await open(effects);
});

beforeEach(async () => {
  await database.pool.query(`truncate "InboxDelivery"`);
  await database.pool.query("select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))");
});

afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

interface Sent {
  id?: string;
  shop?: string;
  topic?: string;
  hmac?: string | null;
}

function send(body: string | Buffer, sent: Sent = {}, to = url): Promise<Response> {
  const bytes = Buffer.from(body);
  const hmac = sent.hmac === undefined ? createHmac("sha256", SECRET).update(bytes).digest("base64") : sent.hmac;
  const headers = {
    "content-type": "application/json",
    "x-shopify-topic": sent.topic ?? "products/update",
    "x-shopify-shop-domain": sent.shop ?? SHOP,
    "x-shopify-webhook-id": sent.id ?? randomUUID(),
    "x-shopify-triggered-at": "2026-11-21T08:59:59.5Z",
    ...(hmac !== null && { "x-shopify-hmac-sha256": hmac }),
  };
  return fetch(to, { method: "POST", headers, body: new Uint8Array(bytes) });
}

const stored = () => database.db.inboxDelivery.findMany({ orderBy: { id: "asc" } });

async function jobs(): Promise<{ task_identifier: string; key: string; queue_name: string }[]> {
  const found = await database.pool.query<{ task_identifier: string; key: string; queue_name: string }>(
    "select task_identifier, key, queue_name from graphile_worker.jobs order by key",
  );
  return found.rows;
}

describe("a signed webhook", () => {
  it("is stored as it came, with its shop's drain job, before the answer", async () => {
    const response = await send(`{"id": 1, "title": "قميص"}`, { id: "delivery-1" });
    expect(response.status).toBe(200);
    expect(await stored()).toMatchObject([
      {
        source: "shopify",
        shop: SHOP,
        deliveryId: "delivery-1",
        topic: "products/update",
        body: `{"id": 1, "title": "قميص"}`,
        state: "received",
        triggeredAt: new Date("2026-11-21T08:59:59.500Z"),
        receivedAt: effects.clock.now(),
      },
    ]);
    expect(await jobs()).toEqual([
      { task_identifier: "inbox.drain", key: `inbox:${SHOP}`, queue_name: `inbox:${SHOP}` },
    ]);
  });

  it("is stored once, however often it comes, and answered 200 every time", async () => {
    for (let time = 0; time < 3; time += 1) expect((await send("{}", { id: "again" })).status).toBe(200);
    const together = await Promise.all(Array.from({ length: 20 }, () => send("{}", { id: "again" })));
    expect(together.map((response) => response.status)).toEqual(Array(20).fill(200));
    expect(await stored()).toHaveLength(1);
  });

  it("of every topic is taken, the compliance topics too", async () => {
    for (const topic of ["customers/data_request", "customers/redact", "shop/redact", "app/uninstalled"]) {
      expect((await send("{}", { topic })).status).toBe(200);
    }
    expect(await stored()).toHaveLength(4);
  });

  it("may hold what is neither JSON nor UTF-8", async () => {
    expect((await send(Buffer.from([0x66, 0xff, 0x00, 0x67]))).status).toBe(200);
    expect((await send("")).status).toBe(200);
    expect((await stored()).map((row) => row.body)).toEqual(["f\ufffd\ufffdg", ""]);
  });

  it("comes among 500 others and none is lost or doubled", async () => {
    const sent = Array.from({ length: 500 }, (_, n) => ({ id: `burst-${n}`, shop: `shop-${n % 7}.myshopify.com` }));
    const answers = await Promise.all(sent.map((each) => send(JSON.stringify(each), each)));
    expect(new Set(answers.map((response) => response.status))).toEqual(new Set([200]));
    const rows = await stored();
    expect(rows.map((row) => row.deliveryId).sort()).toEqual(sent.map((each) => each.id).sort());
    for (const row of rows) expect(JSON.parse(row.body)).toEqual({ id: row.deliveryId, shop: row.shop });
    expect(await jobs()).toHaveLength(7);
  });
});

describe("what is refused", () => {
  it.each([
    ["a tampered body", { hmac: createHmac("sha256", SECRET).update("{}").digest("base64") }, 401],
    ["another secret", { hmac: createHmac("sha256", "guess").update(`{"a":1}`).digest("base64") }, 401],
    ["no signature", { hmac: null }, 401],
    ["a shop that is none of Shopify's", { shop: "evil.example" }, 400],
  ])("%s", async (_, sent, status) => {
    expect((await send(`{"a":1}`, sent)).status).toBe(status);
    expect(await stored()).toEqual([]);
    expect(await jobs()).toEqual([]);
  });

  it("a body for which there is no room beside the unfinished ones of others, until there is", async () => {
    const narrow = await open(effects, 1_000);
    const whole = JSON.stringify({ text: "x".repeat(900) });
    const hmac = createHmac("sha256", SECRET).update(whole).digest("base64");
    const headers = {
      "x-shopify-topic": "products/update",
      "x-shopify-shop-domain": SHOP,
      "x-shopify-webhook-id": "slow",
    };
    const slow = httpRequest(narrow, { method: "POST", headers: { ...headers, "x-shopify-hmac-sha256": hmac } });
    const answered = once(slow, "response") as Promise<[IncomingMessage]>;
    await new Promise((resolve) => slow.write(whole.slice(0, 890), resolve));
    const other = JSON.stringify({ text: "y".repeat(200) });
    await until("the first one's bytes are held", 5_000, async () => (await send(other, {}, narrow)).status === 503);
    slow.end(whole.slice(890));
    const [answer] = await answered;
    answer.resume();
    expect(answer.statusCode).toBe(200);
    expect((await send(other, {}, narrow)).status).toBe(200);
  });

  it("a body over five megabytes, announced or not", async () => {
    const body = Buffer.alloc(5 * 1024 * 1024 + 1, "x");
    expect((await send(body)).status).toBe(413);
    const unannounced = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(
        url,
        { method: "POST", headers: { "transfer-encoding": "chunked", "x-shopify-hmac-sha256": "guess" } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
          request.destroy();
        },
      );
      request.on("error", reject);
      request.write(body);
    });
    expect(unannounced).toBe(413);
    expect(await stored()).toEqual([]);
  });
});

describe("when the database does not take it", () => {
  it("the answer is 503, for all that waited together, and nothing is counted as stored", async () => {
    const pool = { query: async () => Promise.reject(new Error("connection refused")) } as unknown as Effects["pool"];
    const broken = await open({ ...effects, pool });
    const answers = await Promise.all(Array.from({ length: 5 }, () => send("{}", {}, broken)));
    expect(answers.map((response) => response.status)).toEqual(Array(5).fill(503));
    expect(await answers[0]?.json()).toEqual({ error: "webhook.not_stored" });
  });

  it("a deadlock with another process is tried once more", async () => {
    const deadlock = Object.assign(new Error("deadlock detected"), { code: "40P01" });
    const outcomes = [() => Promise.reject(deadlock), (config: QueryConfig) => database.pool.query(config)];
    const query = (config: QueryConfig) => outcomes.shift()?.(config);
    const unlucky = await open({ ...effects, pool: { query } as unknown as Effects["pool"] });
    expect((await send("{}", {}, unlucky)).status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });
});
