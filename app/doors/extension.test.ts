import { beforeEach, describe, expect, it } from "vitest";

import { type ConnectedShop, connectedShop, deliverAll } from "../../test/support/catalog/connected-shop";
import { product, variant } from "../../test/support/catalog/facts";
import { useDatabase } from "../../test/support/database";
import { testClock } from "../../test/support/effects";
import { useExtensionDoor } from "../../test/support/extension-door";
import type { SessionTokenClaims } from "../../test/world/shopify/server/jwt";
import { applyReadings } from "../catalog/apply-readings";
import { settleListing } from "../catalog/settle";
import type { CanonicalEvent } from "../canonical/event";

const EXTENSIONS = "https://extensions.shopifycdn.com";
const database = useDatabase();
const clock = testClock();
const door = useExtensionDoor(database, clock);
const at = (path: string) => `${door.origin}/api/extension/${path}`;

let connected: ConnectedShop;

beforeEach(async () => {
  connected = await connectedShop(database.db, clock.now());
});

const token = (claims: Partial<SessionTokenClaims> = {}, secret?: string) => door.token(connected.shop, claims, secret);

interface Asking {
  authorization?: string | null;
  query?: string;
  headers?: Record<string, string>;
}

function ask({ authorization = `Bearer ${token()}`, query = "product=1", headers = {} }: Asking = {}) {
  const authorized = authorization === null ? {} : { authorization };
  return fetch(`${at("items")}?${query}`, { headers: { origin: EXTENSIONS, ...authorized, ...headers } });
}

function resend(body: unknown, authorization = `Bearer ${token()}`) {
  const headers = { origin: EXTENSIONS, authorization, "content-type": "application/json" };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return fetch(at("items/resend"), { method: "POST", headers, body: text });
}

async function reads(...facts: ReturnType<typeof product>[]) {
  clock.advance(60_000);
  const now = clock.now();
  const readings = facts.map((one) => ({
    productId: one.productId,
    facts: { ...one, updatedAt: now },
    readAt: now,
    changedAt: now,
  }));
  await database.db.$transaction((tx) => applyReadings(tx, connected.shop, readings, now));
}

const delivers = () => deliverAll(database.db, connected, new Map(), clock.now());

async function refuses(message: string) {
  const { db } = database;
  const { shop, connectionId } = connected;
  for (const { id, subjectId, payload } of await db.outboxEvent.findMany({ where: { connectionId } })) {
    const event = payload as unknown as CanonicalEvent;
    const result = { eventId: event.eventId, outcome: "refused" as const, message };
    await db.$transaction((tx) => settleListing(tx, { shop, connectionId, subjectId, event }, result, clock.now()));
    await db.outboxEvent.update({ where: { id }, data: { state: "failed" } });
  }
}

describe("the items of a product", () => {
  it("are told by channel with their state, those that need the merchant first", async () => {
    const variants = [variant("11"), variant("12", { price: "0" })];
    await reads(product("1", { title: "Soap", variants, onlyDefaultVariant: true }));
    await delivers();
    clock.advance(180_000);
    const response = await ask();
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe(EXTENSIONS);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({
      channels: [
        {
          channel: "hkj",
          name: "HKJ",
          state: "active",
          stateText: "Connected",
          total: 2,
          items: [
            {
              id: expect.any(String),
              title: "Soap",
              sku: "SKU-12",
              state: "skipped",
              stateText: "Held",
              reason: { title: "There is no price", why: expect.any(String), fix: expect.any(String) },
              sentAt: null,
              sentText: null,
            },
            {
              id: expect.any(String),
              title: "Soap",
              sku: "SKU-11",
              state: "synced",
              stateText: "On HKJ",
              reason: null,
              sentAt: "2026-11-21T09:01:00.000Z",
              sentText: "3 minutes ago",
            },
          ],
        },
      ],
    });
  });

  it("that the channel refused come with its own words, in Arabic where that is asked for", async () => {
    await reads(product("1"));
    await refuses("title_ar is too long");
    type Answer = { channels: { items: { state: string; stateText: string; reason: { why: string } }[] }[] };
    const english = (await (await ask()).json()) as Answer;
    expect(english.channels[0]?.items[0]).toMatchObject({
      state: "failed",
      reason: { why: "HKJ says: “title_ar is too long”." },
    });
    for (const asking of [{ query: "product=1&locale=ar" }, { headers: { "accept-language": "ar-JO,en" } }]) {
      const arabic = (await (await ask(asking)).json()) as Answer;
      expect(arabic.channels[0]?.items[0]?.stateText).toBe("فشل");
      expect(arabic.channels[0]?.items[0]?.reason.why).toMatch(/title_ar is too long/);
    }
  });

  it("are found by the id as the extension knows it", async () => {
    await reads(product("1"));
    const query = `product=${encodeURIComponent("gid://shopify/Product/1")}`;
    expect(await (await ask({ query })).json()).toMatchObject({ channels: [{ total: 1 }] });
  });

  it("of another shop are not there", async () => {
    await reads(product("1"));
    connected = await connectedShop(database.db, clock.now());
    expect(await (await ask()).json()).toMatchObject({ channels: [{ total: 0, items: [] }] });
  });

  it("are on no channel where none is connected", async () => {
    await database.db.connection.updateMany({ where: { shop: connected.shop }, data: { state: "disconnected" } });
    expect(await (await ask()).json()).toEqual({ channels: [] });
  });

  it.each(["", "product=", "product=abc", "product=gid://shopify/Order/1", "product=1&product=2"])(
    "are not looked for without a product id: %s",
    async (query) => expect((await ask({ query })).status).toBe(400),
  );
});

describe("without a session token that is good", () => {
  const seconds = () => Math.floor(clock.now().getTime() / 1000);
  const parts = (good: string) => good.split(".") as [string, string, string];
  const none = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");

  it.each<[string, () => string | null]>([
    ["none at all", () => null],
    ["not a token", () => "Bearer x"],
    ["another scheme", () => `Basic ${token()}`],
    ["another app's", () => `Bearer ${token({ aud: "other" })}`],
    ["signed with another secret", () => `Bearer ${token({}, "guess")}`],
    ["expired", () => `Bearer ${token({ exp: seconds() - 11 })}`],
    ["of the future", () => `Bearer ${token({ nbf: seconds() + 11 })}`],
    ["issued by another shop", () => `Bearer ${token({ iss: "https://other.myshopify.com/admin" })}`],
    ["of no shop", () => `Bearer ${token({ iss: "https://evil.example/admin", dest: "https://evil.example" })}`],
    ["without a signature", () => `Bearer ${none}.${parts(token())[1]}.`],
    [
      "with another's payload",
      () => `Bearer ${parts(token())[0]}.${parts(token({ aud: "x" }))[1]}.${parts(token())[2]}`,
    ],
  ])("(%s) the answer is 401, and nothing else is said", async (_, authorization) => {
    for (const response of [
      await ask({ authorization: authorization() }),
      await resend({ product: "1" }, authorization() ?? ""),
      await fetch(at("order?order=1"), { headers: { origin: EXTENSIONS, authorization: authorization() ?? "" } }),
    ]) {
      expect(response.status).toBe(401);
      expect(response.headers.get("access-control-allow-origin")).toBe(EXTENSIONS);
      expect(await response.json()).toEqual({ error: "unauthorized" });
    }
  });

  it("ten seconds of difference between clocks are allowed", async () => {
    expect((await ask({ authorization: `Bearer ${token({ exp: seconds() - 9, nbf: seconds() - 60 })}` })).status).toBe(
      200,
    );
    expect((await ask({ authorization: `Bearer ${token({ nbf: seconds() + 9 })}` })).status).toBe(200);
  });
});

describe("a preflight", () => {
  const preflight = (origin: string, path = "items") =>
    fetch(at(path), {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization" },
    });

  it.each([EXTENSIONS, "null"])("from %s is answered without a token", async (origin) => {
    for (const path of ["items", "items/resend", "order"]) {
      const response = await preflight(origin, path);
      expect(response.status).toBe(204);
      expect(response.headers.get("access-control-allow-origin")).toBe(origin);
      expect(response.headers.get("access-control-allow-headers")).toBe("Authorization, Content-Type");
      expect(response.headers.get("access-control-allow-methods")).toBe("GET, POST");
      expect(response.headers.get("vary")).toContain("Origin");
    }
  });

  it("from elsewhere is allowed nothing", async () => {
    const response = await preflight("https://evil.example");
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("sending a product again", () => {
  const events = () => database.db.outboxEvent.findMany({ where: connected, orderBy: { id: "asc" } });
  const states = async () => {
    const rows = await database.db.listing.findMany({ where: { shop: connected.shop }, orderBy: { variantId: "asc" } });
    return rows.map(({ state }) => state);
  };
  const waiting = async () => {
    const { rows } = await database.pool.query<{ key: string }>("select key from graphile_worker.jobs");
    return rows.map(({ key }) => key);
  };
  const soap = () => product("1", { variants: [variant("11"), variant("12")] });

  it("puts what was refused on its way, and asks for a new reading", async () => {
    await reads(soap());
    await refuses("down");
    const response = await resend({ product: "gid://shopify/Product/1" });
    expect(await response.json()).toEqual({ resent: 2 });
    expect(await states()).toEqual(["pending", "pending"]);
    expect((await events()).map(({ state, eventId }) => [state, /-r1$/.test(eventId)])).toEqual([
      ["pending", true],
      ["pending", true],
    ]);
    expect(await waiting()).toEqual(
      expect.arrayContaining([`refresh:${connected.shop}`, `delivery:${connected.connectionId}`]),
    );
  });

  it("tells the channel anew what it has already", async () => {
    await reads(soap());
    const before = await delivers();
    expect(await states()).toEqual(["synced", "synced"]);
    await resend({ product: "1" });
    expect(await database.db.staleProduct.count({ where: { shop: connected.shop } })).toBe(1);
    await reads(soap());
    const after = await delivers();
    const skus = (all: CanonicalEvent[]) =>
      all.map((event) => event.type !== "order.status_changed" && event.product.sku);
    expect(skus(after)).toEqual(skus(before));
    expect(after.map(({ eventId }) => eventId)).not.toEqual(before.map(({ eventId }) => eventId));
    expect(await states()).toEqual(["synced", "synced"]);
  });

  it("sends nothing of another product, nor of another shop", async () => {
    await reads(soap(), product("2"));
    await delivers();
    expect((await resend({ product: "3" })).status).toBe(404);
    const ours = connected;
    connected = await connectedShop(database.db, clock.now());
    expect((await resend({ product: "1" })).status).toBe(404);
    connected = ours;
    expect(await states()).toEqual(["synced", "synced", "synced"]);
    await resend({ product: "2" });
    expect(await states()).toEqual(["synced", "synced", "pending"]);
  });

  it.each(["", "{", "[]", `{"product":1}`, `{"product":"x"}`, `{"product":"${"1".repeat(5_000)}"}`])(
    "is refused when it names no product: %.20s",
    async (body) => expect((await resend(body)).status).toBe(400),
  );
});
