import { createHmac } from "node:crypto";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { useDatabase } from "../../test/support/database";
import { testEffects } from "../../test/support/effects";
import { systemClock } from "../platform/clock";
import { connectDatabase } from "../platform/db";
import type { Effects } from "../platform/effects";
import { createShopifyApp } from "./app";
import type { ShopNotices } from "./notices";
import { offlineSessionId } from "./session-row";

const SHOP = "amman.myshopify.com";
const API_KEY = "key";
const SECRET = "hush";
const HOST = Buffer.from("admin.shopify.com/store/amman").toString("base64").replaceAll("=", "");
const database = useDatabase();
const env = {
  SHOPIFY_API_KEY: API_KEY,
  SHOPIFY_API_SECRET: SECRET,
  SHOPIFY_APP_URL: "https://connect.example.com",
  SCOPES: "read_products,write_orders",
};

/** App Bridge's session token, as Shopify signs it. */
function sessionToken({ secret = SECRET, shop = SHOP, expiresIn = 60 } = {}): string {
  const now = Math.floor(systemClock.now().getTime() / 1000);
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const payload = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: API_KEY,
    sub: "1",
    jti: "1",
    sid: "1",
    iat: now - 5,
    nbf: now - 5,
    exp: now + expiresIn,
  };
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(payload)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36" };

/** The first load of a page inside the Shopify admin. */
function pageLoad(token: string | undefined = sessionToken()): Request {
  const query = new URLSearchParams({ embedded: "1", shop: SHOP, host: HOST, locale: "ar", id_token: token });
  return new Request(`https://connect.example.com/app?${query}`, { headers });
}

/** What the page's own code sends later. */
function dataRequest(token = sessionToken()): Request {
  const authorization = `Bearer ${token}`;
  return new Request("https://connect.example.com/app.data", { headers: { ...headers, authorization } });
}

let exchanges: string[];
let answer: () => Response | Promise<Response>;
let effects: Effects;
let told: string[];
const notices: ShopNotices = {
  tokenLost: async () => undefined,
  tokenFound: async (_, shop) => void told.push(`found ${shop}`),
  installed: async (_, shop) => void told.push(`installed ${shop}`),
};

beforeEach(async () => {
  await database.db.session.deleteMany();
  await database.db.shop.deleteMany();
  await database.pool.query("select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))");
  told = [];
  exchanges = [];
  effects = testEffects(database, { clock: systemClock });
  answer = () =>
    Response.json({
      access_token: `access-${exchanges.length}`,
      refresh_token: `refresh-${exchanges.length}`,
      scope: "read_products,write_orders",
      expires_in: 3600,
      refresh_token_expires_in: 7_776_000,
    });
  vi.stubGlobal("fetch", async (url: string, init: { body: string }) => {
    exchanges.push(`${url} ${(JSON.parse(init.body) as { grant_type: string }).grant_type}`);
    await new Promise((resolve) => setImmediate(resolve));
    return answer();
  });
});

afterEach(() => void vi.unstubAllGlobals());

const open = (with_ = effects) => createShopifyApp(with_, env, notices);

async function shopReads(): Promise<number> {
  const jobs = await database.pool.query("select 1 from graphile_worker.jobs where task_identifier = 'shop.read'");
  return jobs.rows.length;
}

async function thrown(work: Promise<unknown>): Promise<Response> {
  const error: unknown = await work.then(
    () => new Error("nothing was thrown"),
    (reason: unknown) => reason,
  );
  if (error instanceof Response) return error;
  throw error;
}

describe("opening the app", () => {
  it("exchanges the session token, makes the shop's row and asks for its facts", async () => {
    await expect(open().requireAdmin(pageLoad())).resolves.toEqual({ shop: SHOP, host: HOST, locale: "ar" });
    expect(exchanges).toEqual([
      `https://${SHOP}/admin/oauth/access_token urn:ietf:params:oauth:grant-type:token-exchange`,
    ]);
    expect(await database.db.shop.findMany()).toMatchObject([{ domain: SHOP, uninstalledAt: null }]);
    expect(await shopReads()).toBe(1);
    expect(told).toEqual([`installed ${SHOP}`, `found ${SHOP}`]);
    const session = await database.db.session.findUniqueOrThrow({ where: { id: offlineSessionId(SHOP) } });
    expect(session.refreshTokenExpires).not.toBeNull();
    expect(JSON.stringify(session)).not.toMatch(/access-1|refresh-1/);
  });

  it("exchanges once for loaders that run in parallel, in two processes", async () => {
    const other = connectDatabase(database.url, { maxConnections: 5 });
    try {
      const [here, there] = [open(), open({ ...effects, db: other.db, pool: other.pool })];
      const requests = [pageLoad(), dataRequest(), dataRequest(), dataRequest(), dataRequest(), dataRequest()];
      await Promise.all(requests.map((request, n) => (n % 2 ? here : there).requireAdmin(request)));
      expect(exchanges).toHaveLength(1);
      expect(await shopReads()).toBe(1);
    } finally {
      await other.close();
    }
  });

  it("needs nothing of Shopify while the token is good", async () => {
    const app = open();
    await app.requireAdmin(pageLoad());
    await expect(app.requireAdmin(dataRequest())).resolves.toEqual({ shop: SHOP, host: null, locale: "en" });
    expect(exchanges).toHaveLength(1);
  });

  it("heals a token that was lost", async () => {
    const app = open();
    await app.requireAdmin(pageLoad());
    // What a refused refresh leaves behind.
    await database.db.session.updateMany({ where: { shop: SHOP }, data: { expires: systemClock.now() } });
    told.length = 0;
    await app.requireAdmin(pageLoad());
    expect(exchanges).toHaveLength(2);
    expect(told).toEqual([`found ${SHOP}`]);
  });

  it("heals tokens that no key opens any more", async () => {
    await open().requireAdmin(pageLoad());
    const elsewhere = testEffects(database, { clock: systemClock });
    await expect(open(elsewhere).requireAdmin(pageLoad())).resolves.toMatchObject({ shop: SHOP });
    expect(exchanges).toHaveLength(2);
  });

  it("after an uninstall installs the shop again", async () => {
    const app = open();
    await app.requireAdmin(pageLoad());
    await database.db.session.deleteMany();
    await database.db.shop.updateMany({ data: { uninstalledAt: systemClock.now() } });
    told.length = 0;
    await app.requireAdmin(pageLoad());
    expect(await database.db.shop.findMany()).toMatchObject([{ domain: SHOP, uninstalledAt: null }]);
    expect(told).toEqual([`installed ${SHOP}`, `found ${SHOP}`]);
  });
});

describe("who may not come in", () => {
  it.each([
    ["signed by somebody else", sessionToken({ secret: "guess" })],
    ["expired", sessionToken({ expiresIn: -60 })],
    ["no token at all", "x"],
  ])("a page load with a session token %s is sent to fetch another", async (_, token) => {
    const response = await thrown(open().requireAdmin(pageLoad(token)));
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toContain("/auth/session-token");
    expect(exchanges).toEqual([]);
  });

  it("a data request with an expired session token is told to try again with another", async () => {
    const response = await thrown(open().requireAdmin(dataRequest(sessionToken({ expiresIn: -60 }))));
    expect(response.status).toBe(401);
    expect(response.headers.get("x-shopify-retry-invalid-session-request")).toBe("1");
  });
});

describe("when Shopify does not exchange", () => {
  it("nothing is stored, and the next load tries again", async () => {
    const app = open();
    const good = answer;
    answer = () => Response.json({ error: "internal" }, { status: 500 });
    expect((await thrown(app.requireAdmin(pageLoad()))).status).toBe(500);
    expect(await database.db.shop.count()).toBe(0);
    answer = good;
    await expect(app.requireAdmin(pageLoad())).resolves.toMatchObject({ shop: SHOP });
  });

  it("its calls have a time limit, because the shop's lock is held meanwhile", async () => {
    const signals: (AbortSignal | null | undefined)[] = [];
    vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
      signals.push(init.signal);
      return answer();
    });
    await open().requireAdmin(pageLoad());
    expect(signals).toEqual([expect.any(AbortSignal)]);
  });
});
