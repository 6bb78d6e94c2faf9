import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import express from "express";
import { afterAll, beforeAll } from "vitest";

import { createChannelRegistry } from "../../app/channels/registry";
import { createExtensionDoor } from "../../app/doors/extension";
import { type SessionTokenClaims, mintJwt } from "../world/shopify/server/jwt";
import type { TestDatabase } from "./database";
import { type TestClock, testEffects } from "./effects";

const KEYS = { SHOPIFY_API_KEY: "key", SHOPIFY_API_SECRET: "hush" };

export interface ExtensionDoor {
  /** Of the app; the door is below /api/extension. */
  origin: string;
  /** What Shopify's admin adds for a shop; `claims` and `secret` for one that is not good. */
  token(shop: string, claims?: Partial<SessionTokenClaims>, secret?: string): string;
  /** As Shopify's worker does: to the app's own address, with the session token. */
  fetchAs(shop: string, address: string, init?: RequestInit): Promise<Response>;
}

/** The door the blocks come to, over a real database. */
export function useExtensionDoor(database: TestDatabase, clock: TestClock): ExtensionDoor {
  let server: Server;
  const door: ExtensionDoor = {
    origin: "",
    token(shop, claims = {}, secret = KEYS.SHOPIFY_API_SECRET) {
      const now = Math.floor(clock.now().getTime() / 1000);
      const whose = { iss: `https://${shop}/admin`, dest: `https://${shop}`, aud: KEYS.SHOPIFY_API_KEY };
      return mintJwt({ ...whose, sub: "1", exp: now + 60, nbf: now, iat: now, jti: "1", sid: "1", ...claims }, secret);
    },
    fetchAs(shop, address, init = {}) {
      const headers = new Headers(init.headers);
      headers.set("authorization", `Bearer ${door.token(shop)}`);
      return fetch(new URL(address, door.origin), { ...init, headers });
    },
  };
  beforeAll(async () => {
    const channels = createChannelRegistry({ HKJ_API_BASE_URL: "https://hkj.example.com" });
    const effects = testEffects(database, { clock });
    server = createServer(express().use("/api/extension", createExtensionDoor(effects, channels, KEYS)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    door.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close().closeAllConnections());
  return door;
}
