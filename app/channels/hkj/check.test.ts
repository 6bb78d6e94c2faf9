import { describe, expect, it } from "vitest";

import { hkjContext } from "../../../test/support/hkj";
import { useHkj } from "../../../test/support/hkj-world";
import type { ChannelContext } from "../channel";
import { createHkj } from "./channel";

const hkj = useHkj();
const channel = createHkj({ defaultBaseUrl: "http://unused/api/" });

function check(given: Partial<ChannelContext> = {}) {
  return channel.checkCredentials(hkjContext(hkj.world, hkj.shop, given));
}

describe("checking HKJ's credentials", () => {
  it("succeeds with a good key, changes nothing at HKJ, and finds what it understands", async () => {
    expect(await check()).toEqual({ ok: true, findings: { understands: ["stock", "price", "deleted"] } });
    expect(hkj.world.catalog(hkj.shop)).toEqual([]);
  });

  it.each([
    ["apiKey", { apiKey: "sk_live_abcdef" }],
    ["apiKey", { apiKey: "" }],
    ["apiKey", { apiKey: "ik_live_abc\ndef" }],
    ["apiKey", { apiKey: "ik_live_مفتاح" }],
    ["signingSecret", { signingSecret: "" }],
    ["signingSecret", { signingSecret: "ik_live_world0001" }],
    ["signingSecret", { signingSecret: "two words" }],
  ])("says without asking that %s does not look right: %j", async (field, wrong) => {
    const before = hkj.world.requests.length;
    const credentials = { apiKey: hkj.shop.apiKey, signingSecret: hkj.shop.signingSecret, ...wrong };
    expect(await check({ credentials })).toMatchObject({
      ok: false,
      code: "channel.credential_malformed",
      field,
      retryable: false,
    });
    expect(hkj.world.requests.length).toBe(before);
  });

  it("blames the key when HKJ does not know it", async () => {
    const credentials = { apiKey: "ik_live_unknown", signingSecret: hkj.shop.signingSecret };
    expect(await check({ credentials })).toMatchObject({
      ok: false,
      code: "channel.credentials_refused",
      field: "apiKey",
      retryable: false,
    });
  });

  it("blames no field when the integration is switched off", async () => {
    hkj.shop.enabled = false;
    expect(await check()).toMatchObject({ ok: false, code: "channel.disabled", field: null, retryable: false });
  });

  it("blames the key also where only the probe finds out", async () => {
    hkj.world.misbehave({ on: "bulk", status: 404 });
    const credentials = { apiKey: "ik_live_unknown", signingSecret: hkj.shop.signingSecret };
    expect(await check({ credentials })).toMatchObject({ code: "channel.credentials_refused", field: "apiKey" });
  });

  it.each([
    ["an error of its own", { on: "bulk", status: 500 }, "channel.unavailable"],
    ["too many calls", { on: "bulk", status: 429 }, "channel.rate_limited"],
    ["a cut connection", { on: "bulk", cut: true }, "channel.unavailable"],
    ["an error at the probe", { on: "events", status: 503 }, "channel.unavailable"],
    ["a web page at the probe", { on: "events", garble: true }, "channel.unavailable"],
    ["no such page at all", { on: "all", times: 2, status: 404 }, "channel.wrong_address"],
  ] as const)("may be tried again after %s", async (_name, rule, code) => {
    hkj.world.misbehave(rule);
    expect(await check()).toMatchObject({ ok: false, code, retryable: true, field: null });
    expect(await check()).toMatchObject({ ok: true });
  });

  it("may be tried again where nobody listens", async () => {
    expect(await check({ baseUrl: "http://127.0.0.1:9/api" })).toMatchObject({ ok: false, retryable: true });
  });
});

describe("the probe", () => {
  it("finds each event by itself", async () => {
    hkj.world.behaviour.understands = ["price.updated"];
    expect(await check()).toMatchObject({ findings: { understands: ["price"] } });
    hkj.world.behaviour.understands = [];
    expect(await check()).toMatchObject({ findings: { understands: [] } });
  });

  it("is a new question every time, never a duplicate of the last", async () => {
    hkj.world.behaviour.understands = ["price.updated"];
    await check();
    hkj.world.behaviour.understands = ["stock.updated", "price.updated"];
    expect(await check()).toMatchObject({ findings: { understands: ["stock", "price"] } });
  });

  it("believes nothing where HKJ skips whatever it does not know", async () => {
    hkj.world.behaviour.understands = [];
    hkj.world.behaviour.unknownTypes = "skipped";
    expect(await check()).toMatchObject({ ok: true, findings: { understands: [] } });
  });

  it("that is refused as a whole proves the key and finds nothing", async () => {
    hkj.world.misbehave({ on: "events", status: 422 });
    expect(await check()).toEqual({ ok: true, findings: { understands: [] } });
  });
});

describe("the channel", () => {
  it("tells its base URL without a slash at the end", () => {
    expect(channel.defaultBaseUrl).toBe("http://unused/api");
  });
});
