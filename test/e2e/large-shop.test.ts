import { afterAll, beforeAll, expect, it } from "vitest";

import { useDatabase } from "../support/database";
import { type Stage, setStage } from "../world/demo/stage";
import { sameCatalog } from "../world/demo/story";
import { until } from "../world/until";

const LIMIT_MS = 60_000;
const database = useDatabase();
let stage: Stage;

beforeAll(async () => {
  const products = Array.from({ length: 130 }, (_, n) => ({
    title: `Shirt ${n}`,
    options: ["Size"],
    variants: Array.from({ length: 10 }, (_, size) => ({
      sku: `S-${n}-${size}`,
      options: [`Size ${size}`],
      price: "7.500",
      stock: size,
    })),
  }));
  stage = await setStage({ seed: { domain: "large-shop.myshopify.com", products }, databaseUrl: database.url });
  await stage.app.start();
  await stage.merchant.open("/app");
});
afterAll(() => stage.close());

it("brings a large shop over by file, also when it dies while HKJ works on it", async () => {
  const { merchant, hkj, hkjShop } = stage;
  const uploads = () => hkjShop.batches.size;
  const end = hkj.misbehave({ on: "bulk", delayMs: 300, times: Infinity });
  await merchant.press("/app/channels/hkj", {
    intent: "connect",
    apiKey: hkjShop.apiKey,
    signingSecret: hkjShop.signingSecret,
  });
  await until("a file is uploaded", LIMIT_MS, () => uploads() > 0);
  await stage.app.kill();
  end();
  await stage.app.start();
  await sameCatalog(stage, LIMIT_MS);
  const singly = hkj.received(hkjShop).filter(({ envelope }) => String(envelope["event_id"]).startsWith("p-"));
  expect(singly).toEqual([]);
}, 120_000);
