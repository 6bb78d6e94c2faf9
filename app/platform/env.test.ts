import { describe, expect, it } from "vitest";

import { readEnv } from "./env";

const good = {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  SHOPIFY_APP_URL: "https://connect.example.com/",
  SCOPES: "write_orders",
  ENCRYPTION_KEYS: `k2:${Buffer.alloc(32, 2).toString("base64")}, k1:${Buffer.alloc(32, 1).toString("base64")}`,
};

describe("the environment", () => {
  it("fills what may be left out and reads the keys in order", () => {
    const env = readEnv({ ...good, DATABASE_URL: "" });
    expect(env).toMatchObject({ PORT: 3000, PROCESS: "all", SHOPIFY_APP_URL: "https://connect.example.com" });
    expect(env.DATABASE_URL).toBeUndefined();
    expect(env.ENCRYPTION_KEYS.map(({ id, key }) => [id, key.length])).toEqual([
      ["k2", 32],
      ["k1", 32],
    ]);
  });

  it("takes the address of the tunnel where Shopify's CLI puts it, and listens where it would anyway", () => {
    const HOST = "https://a-tunnel.trycloudflare.com";
    expect(readEnv({ ...good, HOST })).toMatchObject({ SHOPIFY_APP_URL: HOST, HOST: "0.0.0.0" });
    expect(readEnv({ ...good, SHOPIFY_APP_URL: undefined, APP_URL: HOST, HOST: "127.0.0.1" })).toMatchObject({
      SHOPIFY_APP_URL: HOST,
      HOST: "127.0.0.1",
    });
    expect(readEnv({ ...good, HOST: "localhost" })).toMatchObject({
      SHOPIFY_APP_URL: "https://connect.example.com",
      HOST: "localhost",
    });
  });

  it("names what is missing or bad in one line, and never the value", () => {
    const bad = { ...good, SHOPIFY_API_KEY: undefined, PORT: "eighty", ENCRYPTION_KEYS: "k1:hunter2" };
    let message = "";
    try {
      readEnv(bad);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/^Configuration: .*SHOPIFY_API_KEY is missing.*$/);
    expect(message).toContain("PORT is not valid");
    expect(message).toContain("ENCRYPTION_KEYS is not valid");
    expect(message).not.toContain("hunter2");
    expect(message).not.toContain("\n");
  });
});
