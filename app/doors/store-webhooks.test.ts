import type pg from "pg";
import { describe, expect, it } from "vitest";

import { type WebhookRow, createWebhookStore } from "./store-webhooks";

interface Statement {
  deliveryIds: string[];
  finish(): void;
  fail(error: Error): void;
}

/** A pool whose statements end when the test says so. */
function heldPool() {
  const statements: Statement[] = [];
  const query = ({ values }: { values: string[][] }) =>
    new Promise((resolve, reject) => {
      const deliveryIds = values[1] ?? [];
      statements.push({
        deliveryIds,
        finish: () => resolve({ rows: [{ stored: deliveryIds.length }] }),
        fail: reject,
      });
    });
  return { statements, pool: { query } as unknown as pg.Pool };
}

const row = (deliveryId: string, body = "{}"): WebhookRow => ({
  shop: "amman.myshopify.com",
  deliveryId,
  topic: "products/update",
  triggeredAt: null,
  body,
  receivedAt: new Date("2026-11-21T09:00:00Z"),
});

/** Until everything that can go on has gone on. */
const settled = () => new Promise(setImmediate);

describe("storing webhooks", () => {
  it("puts into one statement what arrives while another is under way", async () => {
    const { pool, statements } = heldPool();
    const counts: [fresh: number, repeated: number][] = [];
    const webhooks = createWebhookStore(pool, (...count) => counts.push(count));
    const waiting = ["a", "b", "c", "d"].map((id) => webhooks.store(row(id)));
    expect(statements.map((each) => each.deliveryIds)).toEqual([["a"]]);
    statements[0]?.finish();
    await waiting[0];
    await settled();
    expect(statements.map((each) => each.deliveryIds)).toEqual([["a"], ["b", "c", "d"]]);
    statements[1]?.finish();
    await Promise.all(waiting);
    expect(counts).toEqual([
      [1, 0],
      [3, 0],
    ]);
  });

  it("never tells of a row as stored before its own statement is through", async () => {
    const { pool, statements } = heldPool();
    const webhooks = createWebhookStore(pool, () => undefined);
    const told: string[] = [];
    const first = webhooks.store(row("a")).then(() => told.push("a"));
    const second = webhooks.store(row("b")).then(() => told.push("b"));
    statements[0]?.finish();
    await first;
    await settled();
    expect(told).toEqual(["a"]);
    statements[1]?.finish();
    await second;
  });

  it("fails a group together and goes on with the next", async () => {
    const { pool, statements } = heldPool();
    const webhooks = createWebhookStore(pool, () => undefined);
    const first = webhooks.store(row("a"));
    const second = webhooks.store(row("b"));
    statements[0]?.fail(new Error("connection lost"));
    await expect(first).rejects.toThrow("connection lost");
    await settled();
    statements[1]?.finish();
    await expect(second).resolves.toBeUndefined();
  });

  it("says no at once when too much is waiting already", async () => {
    const { pool, statements } = heldPool();
    const webhooks = createWebhookStore(pool, () => undefined);
    const big = "x".repeat(5_000_000);
    const accepted = Array.from({ length: 13 }, (_, n) => webhooks.store(row(`big-${n}`, big)));
    await expect(webhooks.store(row("one-too-many", big))).rejects.toThrow("too much is waiting");
    const small = webhooks.store(row("small"));
    for (let n = 0; n < 14; n += 1) {
      statements[n]?.finish();
      await settled();
    }
    await Promise.all([...accepted, small]);
  });
});
