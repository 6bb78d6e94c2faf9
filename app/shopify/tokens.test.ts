import { beforeEach, describe, expect, it } from "vitest";

import { useDatabase } from "../../test/support/database";
import { testClock, testEffects } from "../../test/support/effects";
import { connectDatabase } from "../platform/db";
import type { Effects } from "../platform/effects";
import { Failure } from "../platform/failure";
import type { HttpClient, HttpRequest } from "../platform/http";
import type { ShopNotices } from "./notices";
import { offlineSessionId, openTokens, sealTokens } from "./session-row";
import { createTokens } from "./tokens";

const SHOP = "amman.myshopify.com";
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const database = useDatabase();
const config = { SHOPIFY_API_KEY: "key", SHOPIFY_API_SECRET: "hush" };

/** Shopify's token door: gives access-1, access-2, ... and knows one living refresh token a shop. */
function tokenDoor() {
  const requests: HttpRequest[] = [];
  const door: { requests: HttpRequest[]; reply: { status: number; body: unknown } | undefined; http: HttpClient } = {
    requests,
    reply: undefined,
    async http(request) {
      requests.push(request);
      const n = requests.length;
      // Lets callers that were not held back come in between.
      await new Promise((resolve) => setImmediate(resolve));
      const body = {
        access_token: `access-${n}`,
        refresh_token: `refresh-${n}`,
        scope: "read_products",
        expires_in: 3600,
        refresh_token_expires_in: 90 * 86_400,
      };
      const reply = door.reply ?? { status: 200, body };
      return { status: reply.status, headers: new Headers(), text: JSON.stringify(reply.body) };
    },
  };
  return door;
}

function newWorld() {
  const clock = testClock();
  const door = tokenDoor();
  const effects = testEffects(database, { clock, http: door.http });
  const told: string[] = [];
  const notices: ShopNotices = {
    tokenLost: async (_, shop) => void told.push(`lost ${shop}`),
    tokenFound: async (_, shop) => void told.push(`found ${shop}`),
    installed: async (_, shop) => void told.push(`installed ${shop}`),
  };
  return { clock, door, effects, told, notices, tokens: createTokens(effects, config, notices) };
}
let world: ReturnType<typeof newWorld>;

interface Stored {
  shop?: string;
  accessToken?: string;
  minutesLeft?: number;
  refreshDaysLeft?: number;
}

async function install({ shop = SHOP, accessToken = "access-0", minutesLeft = 60, refreshDaysLeft = 90 }: Stored = {}) {
  const id = offlineSessionId(shop);
  const now = world.clock.now().getTime();
  await database.db.session.create({
    data: {
      id,
      shop,
      scope: "read_products",
      ...sealTokens(world.effects.sealer, id, { accessToken, refreshToken: `refresh of ${shop}` }),
      expires: new Date(now + minutesLeft * MINUTE),
      refreshTokenExpires: new Date(now + refreshDaysLeft * DAY),
      updatedAt: world.clock.now(),
    },
  });
}

const row = (shop = SHOP) => database.db.session.findUniqueOrThrow({ where: { id: offlineSessionId(shop) } });
const bodyOf = (request: HttpRequest | undefined) => JSON.parse(String(request?.body)) as Record<string, unknown>;

beforeEach(async () => {
  await database.db.session.deleteMany();
  world = newWorld();
});

describe("a shop's token", () => {
  it("is handed out as it is while it has more than five minutes to go", async () => {
    await install({ minutesLeft: 6 });
    await expect(world.tokens.accessToken(SHOP)).resolves.toBe("access-0");
    expect(world.door.requests).toEqual([]);
  });

  it("is refreshed when it has less, and stored sealed", async () => {
    await install({ minutesLeft: 4 });
    await expect(world.tokens.accessToken(SHOP)).resolves.toBe("access-1");
    expect(world.door.requests[0]?.url).toBe(`https://${SHOP}/admin/oauth/access_token`);
    expect(bodyOf(world.door.requests[0])).toEqual({
      client_id: "key",
      client_secret: "hush",
      grant_type: "refresh_token",
      refresh_token: `refresh of ${SHOP}`,
    });
    const stored = await row();
    expect(JSON.stringify(stored)).not.toMatch(/access-1|refresh-1/);
    expect(openTokens(world.effects.sealer, stored)).toEqual({ accessToken: "access-1", refreshToken: "refresh-1" });
    expect(stored.expires).toEqual(new Date(world.clock.now().getTime() + 60 * MINUTE));
    expect(world.told).toEqual([`found ${SHOP}`]);
  });

  it("is good for an hour when the answer forgets to say how long", async () => {
    await install({ minutesLeft: 0 });
    world.door.reply = { status: 200, body: { access_token: "access-x" } };
    await expect(world.tokens.accessToken(SHOP)).resolves.toBe("access-x");
    const stored = await row();
    expect(stored.expires).toEqual(new Date(world.clock.now().getTime() + 60 * MINUTE));
    expect(openTokens(world.effects.sealer, stored).refreshToken).toBe(`refresh of ${SHOP}`);
  });

  it("is refreshed when Shopify refuses it, unless another has taken its place meanwhile", async () => {
    await install();
    await expect(world.tokens.accessToken(SHOP, "an older one")).resolves.toBe("access-0");
    await expect(world.tokens.accessToken(SHOP, "access-0")).resolves.toBe("access-1");
    expect(world.door.requests).toHaveLength(1);
  });

  it("does not exist for a shop that has not installed the app", async () => {
    await expect(world.tokens.accessToken(SHOP)).rejects.toMatchObject({
      code: "shopify.not_installed",
      kind: "final",
    });
  });

  it("asks for the shop's facts again when the refreshed one may do something else", async () => {
    await install({ minutesLeft: 0 });
    world.door.reply = { status: 200, body: { access_token: "access-x", scope: "read_products,write_orders" } };
    await world.tokens.accessToken(SHOP);
    const jobs = await database.pool.query("select key from graphile_worker.jobs where task_identifier = 'shop.read'");
    expect(jobs.rows).toEqual([{ key: `shop.read:${SHOP}` }]);
  });
});

describe("one refresh at a time", () => {
  it("serves six jobs that come together", async () => {
    await install({ minutesLeft: 1 });
    const got = await Promise.all(Array.from({ length: 6 }, () => world.tokens.accessToken(SHOP)));
    expect(got).toEqual(Array(6).fill("access-1"));
    expect(world.door.requests).toHaveLength(1);
  });

  it("serves two processes that come together", async () => {
    await install({ minutesLeft: 1 });
    const other = connectDatabase(database.url, { maxConnections: 5 });
    try {
      const elsewhere: Effects = { ...world.effects, db: other.db, pool: other.pool };
      const twin = createTokens(elsewhere, config, world.notices);
      const calls = Array.from({ length: 6 }, (_, n) => (n % 2 ? world.tokens : twin).accessToken(SHOP));
      expect(await Promise.all(calls)).toEqual(Array(6).fill("access-1"));
      expect(world.door.requests).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  it("leaves connections for everybody else, however many shops refresh", async () => {
    const shops = Array.from({ length: 30 }, (_, n) => `shop-${n}.myshopify.com`);
    for (const shop of shops) await install({ shop, minutesLeft: 1 });
    const got = await Promise.all(shops.map((shop) => world.tokens.accessToken(shop)));
    expect(new Set(got).size).toBe(30);
  });

  it("lets go of the lock when the refresh fails", async () => {
    await install({ minutesLeft: 1 });
    world.door.reply = { status: 503, body: "" };
    await expect(world.tokens.accessToken(SHOP)).rejects.toMatchObject({
      code: "shopify.unavailable",
      kind: "retryable",
    });
    world.door.reply = undefined;
    await expect(world.tokens.accessToken(SHOP)).resolves.toBe("access-2");
  });
});

describe("a refresh that nobody answers", () => {
  it("may be tried again, and is told as trouble at Shopify", async () => {
    await install({ minutesLeft: 1 });
    const lost = new Failure({
      kind: "retryable",
      code: "http.unreachable",
      message: "no answer",
      outcomeUnknown: true,
    });
    const tokens = createTokens({ ...world.effects, http: () => Promise.reject(lost) }, config, world.notices);
    await expect(tokens.accessToken(SHOP)).rejects.toMatchObject({
      code: "shopify.unavailable",
      kind: "retryable",
      outcomeUnknown: true,
      cause: lost,
    });
    expect(world.told).toEqual([]);
  });
});

describe("a refresh that Shopify refuses", () => {
  it("is told to the merchant, once a try, and heals by itself when Shopify changes its mind", async () => {
    await install({ minutesLeft: 30 });
    world.door.reply = { status: 400, body: { error: "invalid_grant" } };
    const lost = { code: "shopify.token_lost", kind: "final" };
    await expect(world.tokens.accessToken(SHOP, "access-0")).rejects.toMatchObject(lost);
    // What was refused is not handed out again, and opening the app finds it expired.
    expect((await row()).expires).toEqual(world.clock.now());
    await expect(world.tokens.accessToken(SHOP)).rejects.toMatchObject(lost);
    expect(world.told).toEqual([`lost ${SHOP}`, `lost ${SHOP}`]);
    world.door.reply = undefined;
    await expect(world.tokens.accessToken(SHOP)).resolves.toBe("access-3");
    expect(world.told.at(-1)).toBe(`found ${SHOP}`);
  });

  it("for the app's own wrong secret costs no shop its token", async () => {
    await install({ minutesLeft: 1 });
    world.door.reply = { status: 401, body: { error: "invalid_client" } };
    await expect(world.tokens.accessToken(SHOP)).rejects.toMatchObject({ kind: "retryable" });
    expect(world.told).toEqual([]);
  });
});

describe("the sweep", () => {
  it("refreshes what nobody refreshed for a month, and nothing else", async () => {
    await install({ shop: "idle.myshopify.com", refreshDaysLeft: 59 });
    await install({ shop: "busy.myshopify.com", refreshDaysLeft: 61 });
    await expect(world.tokens.sweep()).resolves.toEqual({ refreshed: 1, failed: 0 });
    expect(world.door.requests.map((request) => new URL(request.url).host)).toEqual(["idle.myshopify.com"]);
    await expect(world.tokens.sweep()).resolves.toEqual({ refreshed: 0, failed: 0 });
  });

  it("goes on after a shop that fails", async () => {
    for (const name of ["a", "b", "c"]) await install({ shop: `${name}.myshopify.com`, refreshDaysLeft: 10 });
    const { http } = world.door;
    const tokens = createTokens(
      {
        ...world.effects,
        http: async (request) => {
          if (!request.url.includes("//b.")) return http(request);
          throw new Failure({ kind: "retryable", code: "http.unreachable", message: "no answer" });
        },
      },
      config,
      world.notices,
    );
    await expect(tokens.sweep()).resolves.toEqual({ refreshed: 2, failed: 1 });
  });
});
