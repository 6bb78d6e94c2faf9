import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { adminOf } from "./client";
import { type ShopifyWorld, sampleShop, startShopifyWorld } from "./index";

const SHOP = "souq.myshopify.com";
let world: ShopifyWorld;
const shopName = () => adminOf(world, SHOP)("query ShopName { shop { name } }");
const tag = () =>
  adminOf(world, SHOP)('mutation Tag($id: ID!) { tagsAdd(id: $id, tags: ["new"]) { userErrors { message } } }', {
    id: world.shop(SHOP).products.all[0]?.id,
  });

beforeAll(async () => {
  world = await startShopifyWorld({ apiKey: "key", apiSecret: "secret", shops: [sampleShop(SHOP)] });
});
afterAll(() => world.close());
beforeEach(() => world.behave());

describe("a stand-in that misbehaves", () => {
  it("answers 429 and 5xx before doing anything, so many times as it was told", async () => {
    world.misbehave({ serverError: { times: 2 }, tooManyRequests: { operation: "Tag", retryAfterSeconds: 3 } });
    expect((await shopName()).status).toBe(503);
    expect((await tag()).status).toBe(429);
    expect(world.shop(SHOP).products.all[0]?.tags).not.toContain("new");
    expect((await shopName()).status).toBe(503);
    expect((await shopName()).status).toBe(200);
  });

  it("throttles the n-th call of a name", async () => {
    world.misbehave({ throttled: { operation: /^Shop/, from: 2 } });
    const codes = [await shopName(), await tag(), await shopName(), await shopName()].map(
      ({ errors }) => errors?.[0]?.extensions?.code,
    );
    expect(codes).toEqual([undefined, undefined, "THROTTLED", undefined]);
  });

  it("does the work and loses the answer", async () => {
    world.misbehave({ dropAnswer: { operation: "Tag" } });
    await expect(tag()).rejects.toThrow();
    expect(world.shop(SHOP).products.all[0]?.tags).toContain("new");
    expect(world.calls.all("Tag").at(-1)).toMatchObject({ status: 0, shop: SHOP });
    world.misbehave({ serverErrorAfterWork: { operation: "Tag" } });
    expect((await tag()).status).toBe(502);
  });
});
