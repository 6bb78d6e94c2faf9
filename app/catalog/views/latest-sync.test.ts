import { describe, expect, it } from "vitest";

import { useDatabase } from "../../../test/support/database";
import { addConnection } from "../../../test/support/view-rows";
import { viewLatestSync } from "./latest-sync";

const database = useDatabase();
const NOW = new Date("2026-11-21T09:00:00.000Z");
const secondsAgo = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

describe("the progress of a sync", () => {
  it("counts items read while it reads, then items that left while it sends", async () => {
    const { db } = database;
    const shop = "sync.myshopify.com";
    const connectionId = await addConnection(db, shop);
    expect(await viewLatestSync(db, shop, connectionId, 0, NOW)).toBeNull();
    const times = { createdAt: secondsAgo(20), startedAt: secondsAgo(10) };
    const run = await db.syncRun.create({
      data: { shop, connectionId, kind: "first", state: "streaming", expected: 400, seen: 100, ...times },
    });
    const look = (waiting: number) => viewLatestSync(db, shop, connectionId, waiting, NOW);
    expect(await look(90)).toMatchObject({ running: true, done: 100, total: 400, perSecond: 10 });
    await db.syncRun.update({
      where: { id: run.id },
      data: { state: "sending", seen: 400, changed: 380, retired: 20 },
    });
    expect(await look(150)).toMatchObject({ running: true, done: 250, total: 400, perSecond: 25 });
    // Other changes may have come to wait meanwhile.
    expect(await look(900)).toMatchObject({ done: 0, total: 400, perSecond: null });
    await db.syncRun.update({ where: { id: run.id }, data: { state: "failed", reason: "shopify.bulk_gone" } });
    expect(await look(0)).toMatchObject({ running: false, reason: { code: "shopify.bulk_gone", params: {} } });
  });
});
