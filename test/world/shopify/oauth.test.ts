import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { testClock } from "../../support/effects";
import { type ShopifyWorld, startShopifyWorld } from "./index";

const SHOP = "souq.myshopify.com";
const clock = testClock();
let world: ShopifyWorld;

beforeAll(async () => {
  world = await startShopifyWorld({ apiKey: "key", apiSecret: "secret", clock, shops: [{ domain: SHOP }] });
});
afterAll(() => world.close());
beforeEach(() => {
  world.install(SHOP);
  world.revoke(SHOP);
});

async function post(body: Record<string, unknown>) {
  const response = await fetch(`${world.origin}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-host": SHOP },
    body: JSON.stringify({ client_id: "key", client_secret: "secret", ...body }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

const exchange = (token = world.mintSessionToken(SHOP)) =>
  post({
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: token,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  });

const refresh = (token: string | undefined) => post({ grant_type: "refresh_token", refresh_token: token });

async function works(accessToken: string | undefined): Promise<boolean> {
  const response = await fetch(`${world.origin}/admin/api/2026-10/graphql.json`, {
    method: "POST",
    headers: { "x-forwarded-host": SHOP, "x-shopify-access-token": accessToken ?? "" },
    body: JSON.stringify({ query: "{ shop { name } }" }),
  });
  return response.status === 200;
}

describe("tokens of the stand-in", () => {
  it("gives an expiring token for a session token of the shop", async () => {
    const { status, body } = await exchange();
    expect(status).toBe(200);
    expect(body).toMatchObject({ expires_in: 3_600, refresh_token_expires_in: 7_776_000 });
    expect(await works(body["access_token"])).toBe(true);
  });

  it("refuses a session token that is forged, expired or of another shop", async () => {
    const token = world.mintSessionToken(SHOP);
    const expired = world.mintSessionToken(SHOP, { expiresInSeconds: -1 });
    for (const bad of [`${token}x`, token.replace(/^[^.]+/, "e30"), expired, "not a token", ""]) {
      expect(await exchange(bad)).toMatchObject({ status: 400, body: { error: "invalid_subject_token" } });
    }
    expect((await post({ grant_type: "refresh_token", client_secret: "wrong" })).body["error"]).toBe("invalid_client");
  });

  it("keeps one token: a new one revokes the one before", async () => {
    const first = (await exchange()).body;
    const second = (await exchange()).body;
    expect(await works(first["access_token"])).toBe(false);
    expect(await works(second["access_token"])).toBe(true);
    expect((await refresh(first["refresh_token"])).status).toBe(400);
  });

  it("lets a refresh be repeated until its answer is used", async () => {
    const first = (await exchange()).body;
    const lost = await refresh(first["refresh_token"]);
    const again = await refresh(first["refresh_token"]);
    expect([lost.status, again.status]).toEqual([200, 200]);
    expect(await works(lost.body["access_token"])).toBe(false);
    expect(await works(again.body["access_token"])).toBe(true);
    expect(await refresh(first["refresh_token"])).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  it("ends an access token after an hour and a refresh token after ninety days", async () => {
    const first = (await exchange()).body;
    clock.advance(3_600_000);
    expect(await works(first["access_token"])).toBe(false);
    const second = await refresh(first["refresh_token"]);
    expect(second.status).toBe(200);
    clock.advance(91 * 86_400_000);
    expect((await refresh(second.body["refresh_token"])).status).toBe(400);
  });

  it("refuses everything once the app was removed, until it is installed again", async () => {
    const { body } = await exchange();
    world.uninstall(SHOP);
    expect(await works(body["access_token"])).toBe(false);
    expect((await refresh(body["refresh_token"])).status).toBe(400);
    expect((await exchange()).status).toBe(400);
    world.install(SHOP);
    expect((await exchange()).status).toBe(200);
  });
});
