import { randomBytes } from "node:crypto";

import { describe, expect, it } from "vitest";

import { refused, useConnectionHouse } from "../../test/support/connection-house";
import { useDatabase } from "../../test/support/database";
import { CREDENTIALS_REFUSED, FAKE_CREDENTIALS } from "../../test/support/fake-channel";
import { createSealer } from "../platform/crypto";
import { channelContext } from "./channel-context";
import { ensureConnection, findByToken } from "./connection";
import { openCredentials } from "./credentials";
import { block, pause } from "./lifecycle";
import { replaceCredential } from "./replace-credential";

const database = useDatabase();
const now = new Date("2026-11-21T09:00:00.000Z");
const house = useConnectionHouse(database);
const { channels, connectWith, stored, kinds, openProblems, jobs } = house;

describe("connecting", () => {
  it("has an outbound URL to show before anything is connected, the same one at every visit", async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => ensureConnection(house.effects.db, house.shop, "fake", now)),
    );
    expect(first?.token).toMatch(/^[\w-]{43}$/);
    expect(second?.token).toBe(first?.token);
    expect(first).toMatchObject({ state: "draft", credentials: null, generation: 0 });
    expect(await findByToken(house.effects.db, "fake", first?.token ?? "")).toBeNull();
  });

  it("checks the pasted values live, stores them sealed, and starts the first sync and the delivery", async () => {
    const pasted = { ...FAKE_CREDENTIALS, apiKey: `  ${FAKE_CREDENTIALS.apiKey}\n` };
    expect(await connectWith(pasted)).toEqual({ ok: true });
    const connection = await stored();
    expect(connection).toMatchObject({ state: "active", generation: 1, findings: { lightEvents: [] } });
    expect(connection.credentials).not.toContain(FAKE_CREDENTIALS.apiKey);
    expect(connection.credentialHints).toEqual({ apiKey: "cdef", signingSecret: "3210" });
    expect(openCredentials(house.effects.sealer, connection)).toEqual(FAKE_CREDENTIALS);
    expect(await jobs("connection.started", connection.id)).toBe(1);
    expect(await jobs("delivery.drain", connection.id)).toBe(1);
    expect(await kinds()).toEqual(["connected"]);
    expect(await findByToken(house.effects.db, "fake", connection.token)).toMatchObject({ id: connection.id });
    expect(await findByToken(house.effects.db, "other", connection.token)).toBeNull();
  });

  it("names the field of a value that is missing or cannot be one, without asking the channel", async () => {
    expect(await connectWith({ apiKey: FAKE_CREDENTIALS.apiKey })).toMatchObject({
      code: "connection.credential_missing",
      field: "signingSecret",
    });
    expect(await connectWith({ ...FAKE_CREDENTIALS, apiKey: "hello" })).toMatchObject({
      code: "connection.credential_malformed",
      field: "apiKey",
    });
    expect(house.channel.checks).toEqual([]);
  });

  it("names every field at fault at once", async () => {
    expect(await connectWith({})).toMatchObject({
      code: "connection.credential_missing",
      field: "apiKey",
      others: [{ code: "connection.credential_missing", field: "signingSecret" }],
    });
  });

  it("says so when a value begins like the other field's", async () => {
    const { apiKey, signingSecret } = FAKE_CREDENTIALS;
    expect(await connectWith({ apiKey: signingSecret, signingSecret: apiKey })).toMatchObject({
      code: "connection.credential_swapped",
      field: "apiKey",
      others: [{ code: "connection.credential_swapped", field: "signingSecret" }],
    });
  });

  it.each([
    ["a refusal", { code: "channel.credentials_refused", field: "apiKey", retryable: false }],
    ["a channel that cannot be asked", { code: "channel.unavailable", field: null, retryable: true }],
  ])("stores nothing after %s, and says so", async (_name, answer) => {
    house.channel.check = { ok: false, params: {}, ...answer };
    expect(await connectWith()).toEqual({ ok: false, params: {}, ...answer });
    expect(await stored()).toMatchObject({ state: "draft", credentials: null, credentialHints: {}, generation: 0 });
  });

  it("takes a check that breaks for a channel that cannot be asked", async () => {
    house.channel.checkCredentials = async () => Promise.reject(new TypeError("broken"));
    expect(await connectWith()).toMatchObject({ code: "channel.unavailable", retryable: true, field: null });
  });

  it("is the same done twice, also at once", async () => {
    await Promise.all([connectWith(), connectWith()]);
    await connectWith();
    const connection = await stored();
    expect(connection).toMatchObject({ state: "active", generation: 1 });
    expect(await kinds()).toEqual(["connected"]);
    expect(await jobs("connection.started", connection.id)).toBe(1);
  });

  it("replaces the credentials of a connection that is alive, without a new life", async () => {
    await connectWith();
    await pause(house.effects, house.shop, "fake");
    await connectWith({ ...FAKE_CREDENTIALS, apiKey: "ik_live_new0new0new0new0" });
    expect(await stored()).toMatchObject({ state: "paused", generation: 1, credentialHints: { apiKey: "new0" } });
    expect(await kinds()).toEqual(["connected", "paused", "credentials_replaced"]);
  });

  it("leaves a running connection as it is when other credentials are refused", async () => {
    await connectWith();
    const before = await stored();
    house.channel.check = CREDENTIALS_REFUSED;
    await connectWith({ ...FAKE_CREDENTIALS, apiKey: "ik_live_wrongwrong" });
    expect(await stored()).toEqual(before);
  });

  it("can be done again where a process died while it was checking", async () => {
    const { id } = await ensureConnection(house.effects.db, house.shop, "fake", now);
    await house.effects.db.connection.update({ where: { id }, data: { state: "checking" } });
    expect(await connectWith()).toEqual({ ok: true });
    expect(await stored()).toMatchObject({ state: "active", generation: 1 });
  });

  it("calls another API base when the merchant gives one, and begins a new life when it changes", async () => {
    await connectWith(FAKE_CREDENTIALS, "https://eu.fake.example.com/api/");
    const connection = await stored();
    expect(connection).toMatchObject({ baseUrl: "https://eu.fake.example.com/api", generation: 1 });
    expect(house.channel.checks.at(-1)?.baseUrl).toBe("https://eu.fake.example.com/api");
    expect(channelContext(house.effects, house.channel, connection).baseUrl).toBe("https://eu.fake.example.com/api");
    await connectWith();
    expect(await stored()).toMatchObject({ baseUrl: null, generation: 2 });
    expect(await connectWith(FAKE_CREDENTIALS, "http://10.0.0.5/")).toMatchObject({ field: "baseUrl" });
  });
});

describe("replacing a credential", () => {
  it("checks it together with those that stay", async () => {
    await connectWith();
    const answer = await replaceCredential(house.effects, channels(), house.shop, "fake", {
      signingSecret: "whsec_0000rotated",
    });
    expect(answer).toEqual({ ok: true });
    const connection = await stored();
    const expected = { ...FAKE_CREDENTIALS, signingSecret: "whsec_0000rotated" };
    expect(openCredentials(house.effects.sealer, connection)).toEqual(expected);
    expect(house.channel.checks.at(-1)?.credentials).toEqual(expected);
    expect(await kinds()).toEqual(["connected", "credentials_replaced"]);
  });

  it("lets a blocked connection go on and clears its problem", async () => {
    await connectWith();
    const connection = await stored();
    await house.effects.db.$transaction((tx) => block(tx, connection, refused(), now));
    expect(await stored()).toMatchObject({ state: "blocked", blockedReason: { code: "channel.credentials_refused" } });
    expect(await openProblems()).toEqual(["channel.credentials_refused"]);
    await replaceCredential(house.effects, channels(), house.shop, "fake", { apiKey: "ik_live_rotated00" });
    expect(await stored()).toMatchObject({ state: "active", blockedReason: null, generation: 1 });
    expect(await openProblems()).toEqual([]);
  });

  it("asks for all of them where the stored ones cannot be read any more", async () => {
    await connectWith();
    house.effects = { ...house.effects, sealer: createSealer([{ id: "other", key: randomBytes(32) }]) };
    const one = { signingSecret: "whsec_0000rotated" };
    expect(await replaceCredential(house.effects, channels(), house.shop, "fake", one)).toMatchObject({
      code: "connection.credential_missing",
      field: "apiKey",
    });
  });

  it("does not overwrite what was stored while the channel was being asked", async () => {
    await connectWith();
    const check = house.channel.checkCredentials;
    house.channel.checkCredentials = async (context) => {
      house.channel.checkCredentials = check;
      await replaceCredential(house.effects, channels(), house.shop, "fake", { apiKey: "ik_live_rotated00" });
      return check(context);
    };
    const late = await replaceCredential(house.effects, channels(), house.shop, "fake", {
      signingSecret: "whsec_0000rotated",
    });
    expect(late).toMatchObject({ code: "connection.changed_meanwhile", retryable: true });
    expect(openCredentials(house.effects.sealer, await stored())).toMatchObject({ apiKey: "ik_live_rotated00" });
  });

  it("needs a connection", async () => {
    const answer = await replaceCredential(house.effects, channels(), house.shop, "fake", FAKE_CREDENTIALS);
    expect(answer).toMatchObject({ code: "connection.not_connected" });
    expect(await replaceCredential(house.effects, channels(), house.shop, "none", {})).toMatchObject({
      code: "connection.unknown_channel",
    });
  });
});
