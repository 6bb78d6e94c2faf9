/**
 * The embedded app, as Shopify's library does it: session tokens checked, exchanged for an offline token, bounce pages.
 * Around it: one exchange at a time a shop across processes (a page's loaders run in parallel, and every exchange
 * revokes the one before), a limit on its network calls, and the shop's own row.
 */
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import {
  ApiVersion,
  AppDistribution,
  type LoginError,
  LogSeverity,
  shopifyApp,
} from "@shopify/shopify-app-remix/server";

import { type ShopDomain, shopDomain } from "../canonical/ids";
import type { Effects } from "../platform/effects";
import type { Env } from "../platform/env";
import { isFailure } from "../platform/failure";
import { rememberInstallation } from "./installation";
import type { ShopNotices } from "./notices";
import { offlineSessionId } from "./session-row";
import { createSessionStorage, readableTokens } from "./session-storage";
import { signedShopOf } from "./session-token";
import { shopLockOf } from "./shop-lock";
import { FRESH_MS } from "./tokens";

/** The library sets none, and it calls while the shop's lock is held. */
const LIBRARY_CALL_MS = 10_000;
/** The library exchanges with five minutes to go; from a little before that moment on, it does so under the lock. */
const LOCK_FROM_MS = FRESH_MS + 30_000;

export interface AdminSession {
  shop: ShopDomain;
  /** App Bridge's `host`, where the request carries it. */
  host: string | null;
  /** The merchant's language in the Shopify admin, "en" where the request does not say. */
  locale: string;
}

export interface ShopifyApp {
  apiKey: string;
  /** @throws Response: a bounce, a redirect, 401, 410; 503 when the shop's lock was not to be had; 500 when the exchange failed. */
  requireAdmin(request: Request): Promise<AdminSession>;
  login(request: Request): Promise<LoginError>;
  /** For /auth/*: the library's bounce and exit pages, thrown as Responses. */
  authenticateAuthRoute(request: Request): Promise<void>;
  addDocumentResponseHeaders(request: Request, headers: Headers): void;
}

type Needs = Pick<Effects, "db" | "pool" | "clock" | "sealer" | "log">;
type Config = Pick<Env, "SHOPIFY_API_KEY" | "SHOPIFY_API_SECRET" | "SHOPIFY_APP_URL" | "SCOPES">;

export function createShopifyApp(effects: Needs, config: Config, notices: ShopNotices): ShopifyApp {
  const { db, clock } = effects;
  const lock = shopLockOf(effects.pool);
  const library = createLibrary(effects, config, notices);

  /** True while the library will find the stored token good, and so will not ask for another. */
  async function hasGoodToken(shop: ShopDomain): Promise<boolean> {
    const usable = { gt: new Date(clock.now().getTime() + LOCK_FROM_MS) };
    const row = await db.session.findFirst({ where: { id: offlineSessionId(shop), shop, expires: usable } });
    return row !== null && readableTokens(effects, row) !== undefined;
  }

  async function authenticate(request: Request): Promise<ShopDomain> {
    const work = async () => shopDomain.parse((await library.authenticate.admin(request)).session.shop);
    const shop = signedShopOf(request, config.SHOPIFY_API_SECRET);
    // Without a session token nothing is exchanged: the library bounces.
    if (!shop || (await hasGoodToken(shop))) return work();
    return lock.run(shop, work).catch((error: unknown) => {
      if (!isFailure(error)) throw error;
      effects.log.warn({ shop, code: error.code }, "tokens: exchange has to wait");
      throw new Response(null, { status: 503, headers: { "retry-after": "5" } });
    });
  }

  async function ensureInstalled(shop: ShopDomain): Promise<void> {
    const installed = await db.shop.findFirst({
      where: { domain: shop, uninstalledAt: null },
      select: { domain: true },
    });
    if (!installed) await db.$transaction((tx) => rememberInstallation(tx, shop, notices, clock.now()));
  }

  return {
    apiKey: config.SHOPIFY_API_KEY,
    async requireAdmin(request) {
      const shop = await authenticate(request);
      await ensureInstalled(shop);
      const { searchParams } = new URL(request.url);
      return { shop, host: searchParams.get("host"), locale: searchParams.get("locale") ?? "en" };
    },
    login: (request) => library.login(request),
    async authenticateAuthRoute(request) {
      await authenticate(request);
    },
    addDocumentResponseHeaders: library.addDocumentResponseHeaders,
  };
}

function createLibrary(effects: Needs, config: Config, notices: ShopNotices) {
  setAbstractFetchFunc((url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(LIBRARY_CALL_MS) }));
  return shopifyApp({
    apiKey: config.SHOPIFY_API_KEY,
    apiSecretKey: config.SHOPIFY_API_SECRET,
    appUrl: config.SHOPIFY_APP_URL,
    scopes: config.SCOPES.split(",").map((scope) => scope.trim()),
    apiVersion: ApiVersion.October26,
    distribution: AppDistribution.AppStore,
    authPathPrefix: "/auth",
    sessionStorage: createSessionStorage(effects, notices),
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    logger: {
      // Below a warning it writes session tokens.
      level: LogSeverity.Warning,
      log: async (severity, message) => {
        if (severity === LogSeverity.Error) effects.log.error({ from: "shopify-app-remix" }, message);
        else effects.log.warn({ from: "shopify-app-remix" }, message);
      },
    },
  });
}
