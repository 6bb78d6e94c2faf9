import { randomBytes, randomUUID } from "node:crypto";

import { describe, expect, it } from "vitest";

import { refused, useConnectionHouse } from "../../test/support/connection-house";
import { useDatabase } from "../../test/support/database";
import { CREDENTIALS_REFUSED, FAKE_CREDENTIALS } from "../../test/support/fake-channel";
import { createSealer } from "../platform/crypto";
import { findByToken } from "./connection";
import { openCredentials } from "./credentials";
import { block, disconnect, pause, resume } from "./lifecycle";
import { recheck, replaceCredential } from "./replace-credential";
import { resealOutdated } from "./reseal";
import { saveSettings } from "./save-settings";

const database = useDatabase();
const now = new Date("2026-11-21T09:00:00.000Z");
const house = useConnectionHouse(database);
const { channels, connectWith, stored, kinds, openProblems, jobs } = house;

describe("blocking", () => {
  it("does not stop a connection that has new credentials by now", async () => {
    await connectWith();
    const old = await stored();
    await replaceCredential(house.effects, channels(), house.shop, "fake", { apiKey: "ik_live_rotated00" });
    expect(await house.effects.db.$transaction((tx) => block(tx, old, refused(), now))).toBe(false);
    expect(await stored()).toMatchObject({ state: "active" });
    expect(await openProblems()).toEqual([]);
  });

  it("ends when the channel takes the old credentials again", async () => {
    await connectWith();
    const connection = await stored();
    await house.effects.db.$transaction((tx) => block(tx, connection, refused(), now));
    house.channel.check = { ok: false, code: "channel.disabled", field: null, retryable: false, params: {} };
    expect(await recheck(house.effects, channels(), house.shop, "fake")).toMatchObject({
      ok: false,
      code: "channel.disabled",
    });
    expect(await stored()).toMatchObject({ state: "blocked" });
    house.channel.check = { ok: true, findings: {} };
    expect(await recheck(house.effects, channels(), house.shop, "fake")).toEqual({ ok: true });
    expect(await stored()).toMatchObject({ state: "active" });
    expect(await kinds()).toEqual(["connected", "blocked", "resumed"]);
  });
});

describe("pausing and resuming", () => {
  it("goes there and back, each step once", async () => {
    expect(await pause(house.effects, house.shop, "fake")).toBe(false);
    await connectWith();
    expect(
      await Promise.all([pause(house.effects, house.shop, "fake"), pause(house.effects, house.shop, "fake")]),
    ).toContain(false);
    expect(await stored()).toMatchObject({ state: "paused" });
    expect(await resume(house.effects, house.shop, "fake")).toBe(true);
    expect(await resume(house.effects, house.shop, "fake")).toBe(false);
    expect(await kinds()).toEqual(["connected", "paused", "resumed"]);
  });
});

describe("disconnecting", () => {
  async function listing(connectionId: string, state: string): Promise<string> {
    const { id } = await house.effects.db.listing.create({
      data: {
        shop: house.shop,
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
    await house.effects.db.outboxEvent.create({
      data: {
        shop: house.shop,
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
    expect(await disconnect(house.effects, house.shop, "fake")).toBe(true);
    expect(await disconnect(house.effects, house.shop, "fake")).toBe(false);
    expect(await stored()).toMatchObject({ state: "disconnected", credentials: null, credentialHints: {}, token });
    expect(await house.effects.db.outboxEvent.count({ where: { shop: house.shop } })).toBe(0);
    const listings = await house.effects.db.listing.findMany({ where: { shop: house.shop } });
    const states = new Map(listings.map((row) => [row.id, [row.state, row.sentVersion, row.reason]]));
    expect(states.get(synced)).toEqual(["pending", 0, null]);
    expect(states.get(failed)).toEqual(["pending", 0, null]);
    expect(states.get(removed)).toEqual(["removed", 0, null]);
    expect(await findByToken(house.effects.db, "fake", token)).toBeNull();
  });

  it("keeps the outbound URL over a reconnect, which begins a new life", async () => {
    await connectWith();
    const { token } = await stored();
    await disconnect(house.effects, house.shop, "fake");
    house.channel.check = CREDENTIALS_REFUSED;
    await connectWith();
    expect(await stored()).toMatchObject({ state: "disconnected" });
    house.channel.check = { ok: true, findings: {} };
    await connectWith();
    expect(await stored()).toMatchObject({ state: "active", token, generation: 2 });
  });

  it("closes its problems, but not those of orders that still wait for the merchant", async () => {
    await connectWith();
    const { id } = await stored();
    for (const key of [`connection:${id}:delivery`, "order:1"]) {
      await house.effects.db.problem.create({
        data: { shop: house.shop, connectionId: id, key, code: key.slice(0, 5), firstAt: now, lastAt: now },
      });
    }
    await disconnect(house.effects, house.shop, "fake");
    expect(await openProblems()).toEqual(["order"]);
  });
});

describe("settings", () => {
  it("stores what is given, and maps everything anew only where what is sent may differ", async () => {
    await connectWith();
    const { id } = await stored();
    const saved = await saveSettings(house.effects, house.shop, "fake", { orderTag: "Chat" });
    expect(saved).toMatchObject({ ok: true, settings: { orderTag: "Chat", locations: "all" } });
    expect(await jobs("catalog.remap", id)).toBe(0);
    await saveSettings(house.effects, house.shop, "fake", { locations: ["1"] });
    expect(await jobs("catalog.remap", id)).toBe(1);
    expect((await stored()).settings).toMatchObject({ orderTag: "Chat", locations: ["1"] });
    await saveSettings(house.effects, house.shop, "fake", { locations: ["1"] });
    expect(await kinds()).toEqual(["connected", "settings_changed", "settings_changed"]);
  });

  it("names what is not acceptable and stores nothing", async () => {
    await connectWith();
    const answer = await saveSettings(house.effects, house.shop, "fake", { orderTag: "", locations: [] });
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
    house.effects = { ...house.effects, sealer: createSealer([old]) };
    await connectWith();
    house.effects = { ...house.effects, sealer: createSealer([fresh, old]) };
    const resealed = await resealOutdated(house.effects);
    expect(resealed).toBe(1);
    expect(await resealOutdated(house.effects)).toBe(0);
    const connection = await stored();
    expect(openCredentials(createSealer([fresh]), connection)).toEqual(FAKE_CREDENTIALS);
  });
});
