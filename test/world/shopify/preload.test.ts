import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type ShopifyWorld, redirectShopify, sampleShop, startShopifyWorld } from "./index";

const SHOP = "souq.myshopify.com";
const run = promisify(execFile);
let world: ShopifyWorld;

beforeAll(async () => {
  world = await startShopifyWorld({ apiKey: "key", apiSecret: "secret", shops: [sampleShop(SHOP)] });
});
afterAll(() => world.close());

/** A program that knows nothing of the stand-in: asks a shop for its name, then calls somewhere else. */
const PROGRAM = `
  const response = await fetch("https://${SHOP}/admin/api/2026-10/graphql.json", {
    method: "POST",
    headers: { "content-type": "application/json", "X-Shopify-Access-Token": process.env.TOKEN },
    body: JSON.stringify({ query: "{ shop { name } }" }),
  });
  const elsewhere = await fetch("https://hkj.example").then(() => "reached", (error) => error.cause.message);
  console.log(JSON.stringify({ name: (await response.json()).data.shop.name, elsewhere }));
`;

describe("the redirect", () => {
  it("takes a whole process to the stand-in, and nowhere else when it is strict", async () => {
    const env = {
      ...process.env,
      SHOPIFY_STANDIN_ORIGIN: world.origin,
      SHOPIFY_STANDIN_STRICT: "1",
      TOKEN: world.accessToken(SHOP),
    };
    const preload = new URL("../redirect-preload.mjs", import.meta.url).href;
    const args = ["--import", preload, "--input-type=module", "--eval", PROGRAM];
    const { stdout } = await run(process.execPath, args, { env });
    expect(JSON.parse(stdout)).toEqual({
      name: "Souq Amman",
      elsewhere: "outbound call to https://hkj.example refused (strict stand-in)",
    });
  });

  it("can be taken back, and refuses a stand-in that is not on loopback", async () => {
    const undo = await redirectShopify(world.origin);
    const { status } = await fetch(`https://${SHOP}/admin/api/2026-10/graphql.json`, { method: "POST", body: "{}" });
    expect(status).toBe(401);
    undo();
    await expect(redirectShopify("https://example.com")).rejects.toThrow("must be on loopback");
  });
});
