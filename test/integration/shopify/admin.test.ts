import { Session } from "@shopify/shopify-app-remix/server";
import { beforeEach, describe, expect, it } from "vitest";

import { cancelBulk, readBulkOperation, startBulkQuery } from "../../../app/shopify/bulk";
import { streamJsonl } from "../../../app/shopify/jsonl";
import { ShopFactsDocument } from "../../../app/shopify/generated/admin";
import { createSessionStorage } from "../../../app/shopify/session-storage";
import { shopNotices } from "../../../app/shop-notices";
import { testClock } from "../../support/effects";
import { until } from "../../world/until";
import { SHOP, useShopifyHouse } from "./house";

const house = useShopifyHouse(testClock());
const admin = () => house.openAdmin(SHOP);
const askFacts = (retries: "safe" | "none" = "safe") => admin().request(ShopFactsDocument, {}, { retries });
const factCalls = () => house.world.calls.all("ShopFacts").length;

beforeEach(async () => {
  // Given as an exchange would give it; Shopify's library has no part in these tests.
  const grant = house.world.front(SHOP).tokens.acquire(true);
  const expires = new Date(house.effects.clock.now().getTime() + 3_600_000);
  const session = new Session({ id: `offline_${SHOP}`, shop: SHOP, state: "", isOnline: false });
  Object.assign(session, { accessToken: grant.access_token, refreshToken: grant.refresh_token, expires });
  await createSessionStorage(house.effects, shopNotices).storeSession(session);
});

describe("a busy shop", () => {
  it("is asked no faster than its budget fills, and so never says THROTTLED", async () => {
    for (let n = 0; n < 2; n += 1) await askFacts();
    house.world.front(SHOP).bucket.drain(10);
    for (let n = 0; n < 20; n += 1) await askFacts();
    const throttled = house.world.calls.all("ShopFacts").filter((call) => call.errors.includes("THROTTLED"));
    // Once, because somebody else emptied the bucket; from then on the client knows.
    expect(throttled.length).toBeLessThanOrEqual(1);
    expect(house.sleeps.length).toBeGreaterThan(0);
  });

  it("that says THROTTLED or 429 is asked again after the wait it needs", async () => {
    house.world.misbehave({ throttled: { times: 2 } });
    await askFacts("none");
    expect(factCalls()).toBe(3);
    house.world.misbehave({ tooManyRequests: { retryAfterSeconds: 9 } });
    house.sleeps.length = 0;
    await askFacts("none");
    expect(house.sleeps).toEqual([9000]);
  });
});

describe("a Shopify in trouble", () => {
  it("is asked again", async () => {
    house.world.misbehave({ serverError: { times: 2 } });
    await expect(askFacts()).resolves.toMatchObject({ shop: { name: "Amman" } });
    expect(factCalls()).toBe(3);
  });

  it.each([
    ["a lost answer", { dropAnswer: {} }],
    ["a 502 after the work was done", { serverErrorAfterWork: {} }],
  ])("is not asked again after %s for what must not happen twice", async (_, misbehaviour) => {
    house.world.misbehave(misbehaviour);
    await expect(askFacts("none")).rejects.toMatchObject({ code: "shopify.unavailable", outcomeUnknown: true });
    expect(factCalls()).toBe(1);
  });

  it("that takes too long is given up", async () => {
    house.world.misbehave({ delayMs: 5_000 });
    const asking = admin().request(ShopFactsDocument, {}, { timeoutMs: 50, retries: "none" });
    await expect(asking).rejects.toMatchObject({ code: "shopify.timeout", outcomeUnknown: true });
  });
});

describe("a bulk operation", () => {
  const QUERY = `{ products { edges { node { id title variants { edges { node { id sku } } } } } } }`;

  beforeEach(() => {
    for (let n = 0; n < 200; n += 1) {
      const variants = [{ sku: `SKU-${n}`, price: "1.500" }];
      house.world.merchant(SHOP).catalog.createProduct({ title: `قميص ${n}`, variants });
    }
  });

  async function finished(id: string) {
    return until("the bulk operation", 10_000, async () => {
      const operation = await readBulkOperation(admin(), id);
      return operation.status === "COMPLETED" ? operation : undefined;
    });
  }

  it("is started, read and streamed", async () => {
    const operation = await finished(await startBulkQuery(admin(), QUERY, false));
    expect(operation).toMatchObject({ objectCount: 400, rootObjectCount: 200, errorCode: null });
    const skus: unknown[] = [];
    for await (const lines of streamJsonl(house.effects, operation.url ?? "", { expected: operation.objectCount })) {
      for (const line of lines) if (typeof line === "object" && line && "sku" in line) skus.push(line.sku);
    }
    expect(skus).toEqual(Array.from({ length: 200 }, (_, n) => `SKU-${n}`));
  });

  it("whose stream is cut goes on after the lines that came", async () => {
    const { url } = await finished(await startBulkQuery(admin(), QUERY, false));
    house.world.misbehave({ cutBulkDownload: { afterBytes: 9_001 } });
    const lines: unknown[] = [];
    const read = async (from: number) => {
      for await (const some of streamJsonl(house.effects, url ?? "", { from })) lines.push(...some);
    };
    const failure: unknown = await read(0).catch((error: unknown) => error);
    expect(lines.length).toBeGreaterThan(0);
    expect(failure).toMatchObject({ code: "shopify.bulk_cut", kind: "retryable", params: { lines: lines.length } });
    await read(lines.length);
    expect(lines).toHaveLength(400);
    expect(new Set(lines.map((line) => JSON.stringify(line))).size).toBe(400);
  });

  it("whose query Shopify does not take is refused for good", async () => {
    await expect(startBulkQuery(admin(), "{ nonsense }", false)).rejects.toMatchObject({ kind: "final" });
  });

  it("waits its turn when the shop's places are taken", async () => {
    house.world.misbehave({ bulkDelayMs: 60_000 });
    const ids = await Promise.all(Array.from({ length: 5 }, () => startBulkQuery(admin(), QUERY, false)));
    await expect(startBulkQuery(admin(), QUERY, false)).rejects.toMatchObject({
      code: "shopify.bulk_busy",
      kind: "retryable",
    });
    await cancelBulk(admin(), ids[0] ?? "");
    const cancelled = async () => (await readBulkOperation(admin(), ids[0] ?? "")).status.startsWith("CANCEL");
    await until("the cancelled operation", 5_000, cancelled);
  });
});
