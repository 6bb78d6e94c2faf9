import { randomUUID } from "node:crypto";

import { describe, expect, it } from "vitest";

import { useDatabase } from "../../../test/support/database";
import { addConnection } from "../../../test/support/view-rows";
import { recordActivity } from "../activity";
import { clearProblem, raiseProblem } from "../problems";
import { listActivity } from "./activity-page";
import { viewConnection } from "./connection-view";
import { listOpenProblems, listProblems } from "./open-problems";
import { viewSettings } from "./settings-view";

const database = useDatabase();
const NOW = new Date("2026-11-21T09:00:00.000Z");
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

describe("a connection on a page", () => {
  it("shows hints and the outbound path, and nothing of the credentials", async () => {
    const { db } = database;
    const shop = "view.myshopify.com";
    expect(await viewConnection(db, shop, "hkj")).toBeNull();
    const id = await addConnection(db, shop, {
      token: "t0ken",
      credentials: "sealed-text",
      credentialHints: { apiKey: "9f3a" },
      state: "blocked",
      blockedReason: { code: "channel.disabled", params: { channel: "HKJ" } },
    });
    await db.inboxDelivery.create({
      data: { source: "hkj", shop, connectionId: id, deliveryId: "1", topic: "order", body: "{}", receivedAt: NOW },
    });
    const view = await viewConnection(db, shop, "hkj");
    expect(view).toMatchObject({
      state: "blocked",
      hints: { apiKey: "9f3a" },
      outboundPath: "/channels/hkj/t0ken",
      lastHeardAt: NOW.toISOString(),
      blocked: { code: "channel.disabled", params: { channel: "HKJ" } },
    });
    expect(JSON.stringify(view)).not.toContain("sealed-text");
  });

  it("has settings before it exists", async () => {
    const { db } = database;
    const { settings } = await viewSettings(db, "nobody.myshopify.com", "hkj");
    expect(settings).toMatchObject({ locations: "all", orderTag: "HKJ", stockBuffer: "0", selection: [], rate: "" });
    const stored = { orderTag: "Bot", locations: ["5"], stockBuffer: 3, excludedProducts: ["1", "2"] };
    await addConnection(db, "some.myshopify.com", { settings: stored });
    expect(await viewSettings(db, "some.myshopify.com", "hkj")).toMatchObject({
      settings: { locations: ["5"], orderTag: "Bot", stockBuffer: "3" },
      excluded: 2,
      currency: "",
    });
  });

  it("shows an exchange rate for the currency it was set for, and for no other", async () => {
    const { db } = database;
    const domain = "dollars.myshopify.com";
    await db.shop.create({ data: { domain, currency: "USD", installedAt: new Date(0) } });
    await addConnection(db, domain, { settings: { exchange: { currency: "USD", rate: "0.709" } } });
    expect(await viewSettings(db, domain, "hkj")).toMatchObject({ settings: { rate: "0.709" }, currency: "USD" });
    await db.shop.update({ where: { domain }, data: { currency: "EUR" } });
    expect(await viewSettings(db, domain, "hkj")).toMatchObject({ settings: { rate: "" }, currency: "EUR" });
  });
});

describe("problems on a page", () => {
  it("are led by an order that waits for the merchant, whatever else is as urgent and newer", async () => {
    const { db } = database;
    const shop = "waits.myshopify.com";
    const raise = (key: string, code: string, minutes: number) =>
      raiseProblem(db, { shop, connectionId: null, key, code, severity: "critical" }, minutesAgo(minutes));
    await raise(`order:${randomUUID()}`, "order.unknown_sku", 90);
    await raise("connection:1:credentials", "channel.disabled", 1);
    await raise("shop:token", "shopify.token_lost", 5);
    const codes = (await listOpenProblems(db, shop)).map(({ code }) => code);
    expect(codes).toEqual(["order.unknown_sku", "channel.disabled", "shopify.token_lost"]);
  });

  it("are one line a fault, critical ones first, cleared ones gone from the open", async () => {
    const { db } = database;
    const shop = "problems.myshopify.com";
    const raise = (key: string, code: string, severity: "critical" | "warning", at: Date, params = {}) =>
      raiseProblem(db, { shop, connectionId: null, key, code, severity, params }, at);
    const order = randomUUID();
    await raise(`listing:${randomUUID()}`, "catalog.old_sku_stays", "warning", minutesAgo(9), { sku: "OLD" });
    await raise(`listing:${randomUUID()}`, "catalog.old_sku_stays", "warning", minutesAgo(1), { sku: "NEW" });
    await raise(`order:${order}`, "order.unknown_sku", "warning", minutesAgo(5));
    await raise("connection:1:credentials", "channel.disabled", "critical", minutesAgo(60));
    await raise("shop:token", "shopify.token_lost", "critical", minutesAgo(90));
    await clearProblem(db, shop, "shop:token", minutesAgo(80));
    expect(await listOpenProblems(db, shop)).toMatchObject([
      { code: "channel.disabled", severity: "critical", subject: "connection" },
      { code: "order.unknown_sku", count: 1, subject: "order", subjectId: order },
      { code: "catalog.old_sku_stays", count: 2, params: { sku: "NEW" }, subject: "listing", subjectId: null },
    ]);
    const all = await listProblems(db, shop, 10);
    expect(all.map(({ clearedAt }) => clearedAt === null)).toEqual([true, true, true, true, false]);
    expect(await listOpenProblems(db, "other.myshopify.com")).toEqual([]);
  });
});

describe("activity on a page", () => {
  it("is newest first, names the channel it is about, and goes on where a page ended", async () => {
    const { db } = database;
    const shop = "activity.myshopify.com";
    const connectionId = await addConnection(db, shop);
    await recordActivity(db, { shop, connectionId: null, kind: "installed" }, minutesAgo(99));
    for (let n = 0; n < 50; n += 1) {
      await recordActivity(
        db,
        { shop, connectionId, kind: "items_delivered", params: { count: n } },
        minutesAgo(60 - n),
      );
    }
    const first = await listActivity(db, shop, null);
    expect(first.entries).toHaveLength(50);
    expect(first.entries[0]).toMatchObject({ kind: "items_delivered", channel: "hkj", params: { count: 49 } });
    const second = await listActivity(db, shop, first.next);
    expect(second).toMatchObject({ entries: [{ kind: "installed", channel: null }], next: null });
  });
});
