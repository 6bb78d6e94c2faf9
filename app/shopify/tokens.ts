/**
 * A shop's offline token, for everything that works without the merchant. It lives 60 minutes; a refresh replaces it and
 * its refresh token, which lives 90 days (shopify.dev, "Expiring offline tokens").
 *
 * A token is **fresh** with more than five minutes to go, and is handed out as it is. Otherwise, or when Shopify just
 * refused it, one caller a shop, in whatever process, **refreshes** it; the others wait and find it fresh. When Shopify
 * refuses the refresh, the token is **lost**: its row is kept, as expired, and the merchant is told. Opening the app
 * exchanges a new one (session-storage.ts). Nothing is erased, so a refusal that was Shopify's own mistake heals at the next try.
 */
import { Prisma, type Session as SessionRow } from "@prisma/client";

import type { Effects } from "../platform/effects";
import type { Env } from "../platform/env";
import { Failure, isFailure } from "../platform/failure";
import { columnsOf } from "../platform/sql";
import { rememberScope } from "./installation";
import type { ShopNotices } from "./notices";
import { offlineSessionId, openTokens, sealTokens } from "./session-row";
import { shopLockOf } from "./shop-lock";
import { type TokenGrant, requestRefresh } from "./token-grant";

/** Shopify's own library refreshes with as much to go. */
export const FRESH_MS = 5 * 60_000;
/** A shop nobody refreshed for 30 of the 90 days: 60 days of tries remain. */
const IDLE_LEFT_MS = 60 * 86_400_000;

/** Read before every call to Shopify. */
const COLUMNS = columnsOf(Prisma.SessionScalarFieldEnum);

export interface ShopTokens {
  /**
   * @param refused the token that Shopify just answered 401 to.
   * @throws Failure `shopify.not_installed` or `shopify.token_lost` (final); `shopify.unavailable`, `shopify.busy`
   * (retryable).
   */
  accessToken(shop: string, refused?: string): Promise<string>;
  /** Refreshes what is idle, each shop by itself. @returns how many were refreshed, and how many could not be. */
  sweep(): Promise<{ refreshed: number; failed: number }>;
}

type Needs = Pick<Effects, "db" | "pool" | "sql" | "clock" | "http" | "log" | "sealer">;
type Config = Pick<Env, "SHOPIFY_API_KEY" | "SHOPIFY_API_SECRET">;

export function createTokens(effects: Needs, config: Config, notices: ShopNotices): ShopTokens {
  const { db, pool, sql, clock, log, sealer } = effects;
  const lock = shopLockOf(pool);

  const isFresh = (row: SessionRow) => (row.expires?.getTime() ?? 0) - clock.now().getTime() > FRESH_MS;

  /** The stored token if it will do; otherwise the row to refresh. */
  async function look(shop: string, refused: string | undefined): Promise<string | SessionRow> {
    const [row] = await sql.$queryRaw<SessionRow[]>`
      select ${COLUMNS} from "Session" where "id" = ${offlineSessionId(shop)} and "shop" = ${shop}`;
    if (!row) throw notInstalled(shop);
    if (!isFresh(row)) return row;
    const { accessToken } = openTokens(sealer, row);
    return accessToken === refused ? row : accessToken;
  }

  async function refresh(shop: string, row: SessionRow): Promise<string> {
    const now = clock.now();
    const { refreshToken } = openTokens(sealer, row);
    if (refreshToken === undefined) return giveUp(shop, row, now);
    const grant = await requestRefresh(effects.http, config, { shop, refreshToken, now });
    if (grant === "refused") return giveUp(shop, row, now);
    await store(shop, row, { ...grant, refreshToken: grant.refreshToken ?? refreshToken }, now);
    return grant.accessToken;
  }

  async function store(shop: string, row: SessionRow, grant: TokenGrant, now: Date): Promise<void> {
    const { scope, expires, refreshTokenExpires } = grant;
    await db.$transaction(async (tx) => {
      await tx.session.updateMany({
        where: { id: row.id, shop },
        data: {
          ...sealTokens(sealer, row.id, grant),
          scope: scope || row.scope,
          expires,
          refreshTokenExpires,
          updatedAt: now,
        },
      });
      if (scope) await rememberScope(tx, shop, { before: row.scope, after: scope });
      await notices.tokenFound(tx, shop, now);
    });
    log.info({ shop }, "tokens: refreshed");
  }

  async function giveUp(shop: string, row: SessionRow, now: Date): Promise<never> {
    await db.$transaction(async (tx) => {
      await tx.session.updateMany({ where: { id: row.id, shop }, data: { expires: now, updatedAt: row.updatedAt } });
      await notices.tokenLost(tx, shop, now);
    });
    const message = `Shopify refuses the refresh token of ${shop}`;
    throw new Failure({ kind: "final", code: "shopify.token_lost", message });
  }

  async function refreshIdle(shop: string): Promise<boolean> {
    return lock.run(shop, async () => {
      const row = await db.session.findFirst({ where: { ...idle(clock.now()), shop } });
      if (row) await refresh(shop, row);
      return row !== null;
    });
  }

  return {
    async accessToken(shop, refused) {
      const found = await look(shop, refused);
      if (typeof found === "string") return found;
      return lock.run(shop, async () => {
        // Whoever held the lock before us has most likely done it.
        const again = await look(shop, refused);
        return typeof again === "string" ? again : refresh(shop, again);
      });
    },
    async sweep() {
      const rows = await db.session.findMany({
        where: idle(clock.now()),
        orderBy: { refreshTokenExpires: "asc" },
        select: { shop: true },
      });
      const result = { refreshed: 0, failed: 0 };
      for (const { shop } of rows) {
        try {
          if (await refreshIdle(shop)) result.refreshed += 1;
        } catch (error) {
          // One shop's trouble must not keep the others from theirs; the next sweep tries it again.
          result.failed += 1;
          log.warn({ shop, code: isFailure(error) ? error.code : "unexpected" }, "tokens: idle shop not refreshed");
        }
      }
      return result;
    },
  };
}

function idle(now: Date): Prisma.SessionWhereInput {
  const soon = new Date(now.getTime() + IDLE_LEFT_MS);
  return {
    isOnline: false,
    refreshToken: { not: null },
    OR: [{ refreshTokenExpires: null }, { refreshTokenExpires: { lt: soon } }],
  };
}

function notInstalled(shop: string): Failure {
  return new Failure({ kind: "final", code: "shopify.not_installed", message: `${shop} has not installed the app` });
}
