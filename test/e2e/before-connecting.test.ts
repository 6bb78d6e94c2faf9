import { afterAll, beforeAll, expect, it } from "vitest";

import { useDatabase } from "../support/database";
import { type Stage, setStage } from "../world/demo/stage";
import { shopWindowOf } from "../world/demo/story";
import { sampleShop } from "../world/shopify/sample-catalog";
import { until } from "../world/until";

const LIMIT_MS = 30_000;
const database = useDatabase();
let stage: Stage;

beforeAll(async () => {
  stage = await setStage({ seed: sampleShop("preview-test.myshopify.com"), databaseUrl: database.url });
  await stage.app.start();
});
afterAll(() => stage.close());

it("shows before anything is connected what the first sync would send, and sends nothing", async () => {
  const { merchant, hkj, hkjShop } = stage;
  await merchant.open("/app");
  expect(await merchant.open("/app/catalog/preview")).toContain("See before you send");
  await merchant.press("/app/catalog/preview", { intent: "preview" });
  const html = await until("the preview is there", LIMIT_MS, async () => {
    const page = await merchant.open("/app/catalog/preview");
    return page.includes("Would be added") ? page : undefined;
  });
  const items = shopWindowOf(stage).size;
  expect(html).toMatch(new RegExp(`Would be added</h2><p[^>]*>${items}<`));
  expect(hkj.received(hkjShop)).toEqual([]);
});

it("answers whoever asks only for the head of the page that leads to Shopify", async () => {
  const answer = await fetch(`${stage.app.origin}/auth/login`, { method: "HEAD" });
  expect(answer.status).toBe(200);
});

it("has a form that came with an old session token repeated with a fresh one, so that nothing typed is lost", async () => {
  const { merchant, shopify, shop } = stage;
  const old = shopify.mintSessionToken(shop, { expiresInSeconds: -60 });
  for (const path of ["/app/catalog", "/app/catalog/preview", "/app/channels/hkj", "/app/orders", "/app/settings"]) {
    const answer = await merchant.post(path, { intent: "preview" }, old);
    expect([path, answer.status, answer.headers.get("x-shopify-retry-invalid-session-request")]).toEqual([
      path,
      401,
      "1",
    ]);
  }
});
