import { randomBytes, randomUUID } from "node:crypto";

import { beforeEach, describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { testEffects } from "../../test/support/effects";
import { FAKE_CREDENTIALS, type FakeChannel, fakeChannel, registryOf } from "../../test/support/fake-channel";
import { createSealer } from "../platform/crypto";
import type { Effects } from "../platform/effects";
import { Failure } from "../platform/failure";
import { type Connection, findByToken, findConnection } from "./connection";
import { openCredentials } from "./credentials";
import { connect } from "./connect";
import { block, disconnect, pause, resume } from "./lifecycle";
import { recheck, replaceCredential } from "./replace-credential";
import { resealOutdated } from "./reseal";
import { saveSettings } from "./save-settings";

const database = useDatabase();
const now = new Date("2026-11-21T09:00:00.000Z");
let shop: string;
let channel: FakeChannel;
let effects: Effects;

beforeEach(() => {
  shop = `${randomUUID()}.myshopify.com`;
  channel = fakeChannel();
  effects = testEffects(database);
});

const channels = () => registryOf(channel);
const connectWith = (credentials: Record<string, string> = FAKE_CREDENTIALS, baseUrl?: string) =>
  connect(effects, channels(), shop, "fake", { credentials, baseUrl });
async function stored(): Promise<Connection> {
  const connection = await findConnection(effects.db, shop, "fake");
  if (!connection) throw new Error("no connection");
  return connection;
}
const kinds = async () =>
  (await effects.db.activityEntry.findMany({ where: { shop }, orderBy: { id: "asc" } })).map((entry) => entry.kind);
const openProblems = async () =>
  (await effects.db.problem.findMany({ where: { shop, clearedAt: null } })).map(({ code }) => code);
const jobs = async (task: string, connectionId: string) =>
  effects.db.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = ${task} and j.payload ->> 'connectionId' = ${connectionId}`.then(([row]) => row?.n);
const refused = () =>
  new Failure({ kind: "final", code: "channel.credentials_refused", message: "401", params: { channel: "Fake" } });

describe("blocking", () => {
  it("does not stop a connection that has new credentials by now", async () => {
    await connectWith();
    const old = await stored();
    await replaceCredential(effects, channels(), shop, "fake", { apiKey: "ik_live_rotated00" });
    expect(await effects.db.$transaction((tx) => block(tx, old, refused(), now))).toBe(false);
    expect(await stored()).toMatchObject({ state: "active" });
    expect(await openProblems()).toEqual([]);
  });

  it("ends when the channel takes the old credentials again", async () => {
    await connectWith();
    const connection = await stored();
    await effects.db.$transaction((tx) => block(tx, connection, refused(), now));
    channel.check = { ok: false, code: "channel.disabled", field: null, retryable: false, params: {} };
    expect(await recheck(effects, channels(), shop, "fake")).toMatchObject({ ok: false, code: "channel.disabled" });
    expect(await stored()).toMatchObject({ state: "blocked" });
    channel.check = { ok: true, findings: {} };
    expect(await recheck(effects, channels(), shop, "fake")).toEqual({ ok: true });
    expect(await stored()).toMatchObject({ state: "active" });
    expect(await kinds()).toEqual(["connected", "blocked", "resumed"]);
  });
});

describe("pausing and resuming", () => {
  it("goes there and back, each step once", async () => {
    expect(await pause(effects, shop, "fake")).toBe(false);
    await connectWith();
    expect(await Promise.all([pause(effects, shop, "fake"), pause(effects, shop, "fake")])).toContain(false);
    expect(await stored()).toMatchObject({ state: "paused" });
    expect(await resume(effects, shop, "fake")).toBe(true);
    expect(await resume(effects, shop, "fake")).toBe(false);
    expect(await kinds()).toEqual(["connected", "paused", "resumed"]);
  });
});

describe("disconnecting", () => {
  async function listing(connectionId: string, state: string): Promise<string> {
    const { id } = await effects.db.listing.create({
      data: {
        shop,
        connectionId,
        productId: "1",
        variantId: randomUUID(),
        inventoryItemId: "1",
        sku: "S",
        title: "T",
        state,
        reason: state === "failed" ? "channel.refused" : null,
        version: 3,
        sentVersion: 3,
        createdAt: now,
      },
    });
    return id;
  }

  it("erases the credentials, drops what waits, and keeps the listings as never sent", async () => {
    await connectWith();
    const { id, token } = await stored();
    const [synced, failed, removed] = [
      await listing(id, "synced"),
      await listing(id, "failed"),
      await listing(id, "removed"),
    ];
    await effects.db.outboxEvent.create({
      data: {
        shop,
        connectionId: id,
        key: `listing:${synced}`,
        subjectKind: "listing",
        subjectId: synced,
        eventId: "e1",
        type: "product.upserted",
        payload: {},
        changedAt: now,
        createdAt: now,
      },
    });
    expect(await disconnect(effects, shop, "fake")).toBe(true);
    expect(await disconnect(effects, shop, "fake")).toBe(false);
    expect(await stored()).toMatchObject({ state: "disconnected", credentials: null, credentialHints: {}, token });
    expect(await effects.db.outboxEvent.count({ where: { shop } })).toBe(0);
    const listings = await effects.db.listing.findMany({ where: { shop } });
    const states = new Map(listings.map((row) => [row.id, [row.state, row.sentVersion, row.reason]]));
    expect(states.get(synced)).toEqual(["pending", 0, null]);
    expect(states.get(failed)).toEqual(["pending", 0, null]);
    expect(states.get(removed)).toEqual(["removed", 0, null]);
    expect(await findByToken(effects.db, "fake", token)).toBeNull();
  });

  it("keeps the outbound URL over a reconnect, which begins a new life", async () => {
    await connectWith();
    const { token } = await stored();
    await disconnect(effects, shop, "fake");
    channel.check = { ok: false, code: "channel.credentials_refused", field: "apiKey", retryable: false, params: {} };
    await connectWith();
    expect(await stored()).toMatchObject({ state: "disconnected" });
    channel.check = { ok: true, findings: {} };
    await connectWith();
    expect(await stored()).toMatchObject({ state: "active", token, generation: 2 });
  });

  it("closes its problems, but not those of orders that still wait for the merchant", async () => {
    await connectWith();
    const { id } = await stored();
    for (const key of [`connection:${id}:delivery`, "order:1"]) {
      await effects.db.problem.create({
        data: { shop, connectionId: id, key, code: key.slice(0, 5), firstAt: now, lastAt: now },
      });
    }
    await disconnect(effects, shop, "fake");
    expect(await openProblems()).toEqual(["order"]);
  });
});

describe("settings", () => {
  it("stores what is given, and maps everything anew only where what is sent may differ", async () => {
    await connectWith();
    const { id } = await stored();
    const saved = await saveSettings(effects, shop, "fake", { orderTag: "Chat" });
    expect(saved).toMatchObject({ ok: true, settings: { orderTag: "Chat", locations: "all" } });
    expect(await jobs("catalog.remap", id)).toBe(0);
    await saveSettings(effects, shop, "fake", { locations: ["1"] });
    expect(await jobs("catalog.remap", id)).toBe(1);
    expect((await stored()).settings).toMatchObject({ orderTag: "Chat", locations: ["1"] });
    await saveSettings(effects, shop, "fake", { locations: ["1"] });
    expect(await kinds()).toEqual(["connected", "settings_changed", "settings_changed"]);
  });

  it("names what is not acceptable and stores nothing", async () => {
    await connectWith();
    const answer = await saveSettings(effects, shop, "fake", { orderTag: "", locations: [] });
    expect(answer).toEqual({ ok: false, fields: ["locations", "orderTag"] });
    expect((await stored()).settings).toEqual({});
  });
});

describe("a new encryption key", () => {
  it("seals again what the old one sealed, and leaves what nobody can read", async () => {
    const [old, fresh] = [
      { id: "old", key: randomBytes(32) },
      { id: "new", key: randomBytes(32) },
    ];
    effects = { ...effects, sealer: createSealer([old]) };
    await connectWith();
    effects = { ...effects, sealer: createSealer([fresh, old]) };
    const resealed = await resealOutdated(effects);
    expect(resealed).toBe(1);
    expect(await resealOutdated(effects)).toBe(0);
    const connection = await stored();
    expect(openCredentials(createSealer([fresh]), connection)).toEqual(FAKE_CREDENTIALS);
  });
});
