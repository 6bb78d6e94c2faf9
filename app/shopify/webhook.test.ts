import { createHmac } from "node:crypto";

import { describe, expect, it } from "vitest";

import { readWebhook } from "./webhook";

const SECRET = "hush";
const rawBody = Buffer.from(`{"title":"قميص"}`);
const sign = (body: Buffer, secret = SECRET) => createHmac("sha256", secret).update(body).digest("base64");
const headers = {
  "x-shopify-hmac-sha256": sign(rawBody),
  "x-shopify-topic": "products/update",
  "x-shopify-shop-domain": "amman.myshopify.com",
  "x-shopify-webhook-id": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
  "x-shopify-triggered-at": "2026-11-21T08:59:58.123456789Z",
  "x-shopify-api-version": "2026-10",
};
const read = (changes: Record<string, string | undefined>, body = rawBody) =>
  readWebhook({ rawBody: body, headers: { ...headers, ...changes } }, SECRET);

describe("reading a webhook", () => {
  it("takes what its headers say", () => {
    expect(read({})).toEqual({
      ok: true,
      shop: "amman.myshopify.com",
      topic: "products/update",
      webhookId: "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
      triggeredAt: new Date("2026-11-21T08:59:58.123Z"),
      apiVersion: "2026-10",
    });
  });

  it("refuses a changed body, another secret, and no signature at all", () => {
    const refused = { ok: false, status: 401, code: "webhook.hmac" };
    expect(read({}, Buffer.from("{}"))).toEqual(refused);
    expect(read({ "x-shopify-hmac-sha256": sign(rawBody, "guess") })).toEqual(refused);
    expect(read({ "x-shopify-hmac-sha256": undefined })).toEqual(refused);
    expect(read({ "x-shopify-hmac-sha256": "" })).toEqual(refused);
  });

  it("does without the moment it was triggered", () => {
    expect(read({ "x-shopify-triggered-at": undefined })).toMatchObject({ ok: true, triggeredAt: null });
    expect(read({ "x-shopify-triggered-at": "yesterday" })).toMatchObject({ ok: true, triggeredAt: null });
  });

  it.each([
    ["a shop that is none of Shopify's", { "x-shopify-shop-domain": "amman.myshopify.com.evil.example" }],
    ["no shop", { "x-shopify-shop-domain": undefined }],
    ["no topic", { "x-shopify-topic": undefined }],
    ["no id", { "x-shopify-webhook-id": undefined }],
    ["an id too long for the index", { "x-shopify-webhook-id": "x".repeat(3000) }],
  ])("refuses %s", (_, changes) => {
    expect(read(changes)).toEqual({ ok: false, status: 400, code: "webhook.headers" });
  });
});
