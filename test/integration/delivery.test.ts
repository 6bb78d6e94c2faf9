import { beforeEach, describe, expect, it } from "vitest";

import { createHkj } from "../../app/channels/hkj/channel";
import { connect } from "../../app/connections/connect";
import { disconnect } from "../../app/connections/lifecycle";
import { replaceCredential } from "../../app/connections/replace-credential";
import { retryFailed } from "../../app/delivery/retry-failed";
import { useDatabase } from "../support/database";
import { type Story, deliveryStory } from "../support/delivery-house";
import { registryOf } from "../support/fake-channel";
import { useHkj } from "../support/hkj-world";

const database = useDatabase();
const hkj = useHkj();
let story: Story;

const channels = () => registryOf(createHkj({ defaultBaseUrl: hkj.world.baseUrl }));
const credentials = () => ({ apiKey: hkj.shop.apiKey, signingSecret: hkj.shop.signingSecret });
const atHkj = () => Object.fromEntries(hkj.world.catalog(hkj.shop).map(({ sku, stock_qty }) => [sku, stock_qty]));
const applied = () =>
  hkj.world
    .received(hkj.shop)
    .filter(({ result, envelope }) => result.status === "applied" && envelope["event_type"] !== undefined)
    .map(({ envelope }) => String(envelope["event_id"]));

beforeEach(async () => {
  story = await deliveryStory(database, createHkj({ defaultBaseUrl: hkj.world.baseUrl }), credentials());
});

describe("connecting to HKJ", () => {
  it("finds out with the live check whether the key is right, and says which field is not", async () => {
    expect(await story.connection()).toMatchObject({ state: "active", channel: "hkj", baseUrl: null });
    await disconnect(story.effects, story.shop, "hkj");
    const wrong = { ...credentials(), apiKey: "ik_live_of_somebody_else" };
    expect(await connect(story.effects, channels(), story.shop, "hkj", { credentials: wrong })).toMatchObject({
      code: "channel.credentials_refused",
      field: "apiKey",
    });
    expect(await story.connection()).toMatchObject({ state: "disconnected", credentials: null });
  });

  it("is not done while HKJ is down, and the merchant is told that it may be right", async () => {
    await disconnect(story.effects, story.shop, "hkj");
    hkj.world.misbehave({ on: "all", status: 503, times: Infinity });
    const answer = await connect(story.effects, channels(), story.shop, "hkj", { credentials: credentials() });
    expect(answer).toMatchObject({ code: "channel.unavailable", retryable: true, field: null });
  });

  it("goes to the address the merchant gives, where the installation itself has one on this machine", async () => {
    const elsewhere = registryOf(createHkj({ defaultBaseUrl: "http://127.0.0.1:1/api" }));
    await disconnect(story.effects, story.shop, "hkj");
    const request = { credentials: credentials(), baseUrl: `${hkj.world.baseUrl}/` };
    expect(await connect(story.effects, elsewhere, story.shop, "hkj", request)).toEqual({ ok: true });
    expect(await story.connection()).toMatchObject({ baseUrl: hkj.world.baseUrl, generation: 2 });
  });
});

describe("delivering to HKJ", () => {
  it("brings everything over in batches, each event once", async () => {
    for (let n = 0; n < 120; n += 1) await story.change(`SKU-${n}`, n);
    await story.drain();
    expect(Object.keys(atHkj())).toHaveLength(120);
    expect(atHkj()["SKU-77"]).toBe(77);
    expect(await story.outbox()).toEqual([]);
  });

  it.each([
    ["cuts the connection", { cut: true }],
    ["does the work and loses the answer", { dropAnswer: true }],
    ["answers something unreadable", { garble: true }],
    ["is down", { status: 502 }],
    ["asks for patience", { status: 429, retryAfter: 20 }],
    ["loses results", { loseResults: 1 }],
    ["hides which result is whose", { hideEventIds: true }],
  ])("ends right when HKJ %s on the way", async (_name, rule) => {
    for (const sku of ["A", "B", "C"]) await story.change(sku, 1);
    hkj.world.misbehave({ ...rule, times: 2 });
    for (let n = 0; n < 4; n += 1) {
      await story.drain();
      await story.change("B", n + 2);
      story.clock.advance(30_000);
    }
    await story.drain();
    expect(atHkj()).toEqual({ A: 1, B: 5, C: 1 });
    expect(await story.outbox()).toEqual([]);
    expect(new Set(applied()).size).toBe(applied().length);
  });

  it("waits as long as HKJ asks", async () => {
    await story.change("A", 1);
    hkj.world.misbehave({ status: 429, retryAfter: 90 });
    await story.drain();
    expect(await story.booked()).toEqual(new Date(story.clock.now().getTime() + 90_000));
  });

  it("stops when the key was rotated over there, and goes on with the new one", async () => {
    await story.change("A", 1);
    const apiKey = hkj.world.rotateKey(hkj.shop);
    await story.drain();
    expect(await story.connection()).toMatchObject({ state: "blocked" });
    await story.change("A", 2);
    expect(await replaceCredential(story.effects, channels(), story.shop, "hkj", { apiKey })).toEqual({ ok: true });
    await story.drain();
    expect(atHkj()).toEqual({ A: 2 });
  });

  it.each([true, false])(
    "retries a refused item so that it arrives, errors using up ids: %s",
    async (errorsConsumeIds) => {
      hkj.world.behaviour.errorsConsumeIds = errorsConsumeIds;
      hkj.shop.refusedSkus.set("A", "'title_ar' must not be blank.");
      await story.change("A", 1);
      await story.drain();
      expect(await story.outbox()).toMatchObject([{ state: "failed", error: "'title_ar' must not be blank." }]);
      hkj.shop.refusedSkus.clear();
      const { id } = await story.connection();
      await story.effects.db.$transaction((tx) => retryFailed(tx, story.shop, id));
      await story.drain();
      expect(atHkj()).toEqual({ A: 1 });
      expect(await story.outbox()).toEqual([]);
    },
  );

  it("sends an update whole where only a refused one before it had changed the rest", async () => {
    await story.change("A", 1);
    await story.drain();
    hkj.shop.refusedSkus.set("A", "not like this");
    await story.change("A", 1, { titleEn: "Olive oil" });
    await story.drain();
    hkj.shop.refusedSkus.clear();
    await story.change("A", 2);
    await story.drain();
    expect(hkj.world.catalog(hkj.shop)).toMatchObject([{ title_en: "Olive oil", stock_qty: 2 }]);
  });
});
