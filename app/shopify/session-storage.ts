import type { Session as SessionRow } from "@prisma/client";
import { Session } from "@shopify/shopify-app-remix/server";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";

import type { Effects } from "../platform/effects";
import { isFailure } from "../platform/failure";
import { rememberInstallation, rememberScope } from "./installation";
import type { ShopNotices } from "./notices";
import { type OpenTokens, openTokens, sealTokens } from "./session-row";
import { ACCESS_SECONDS } from "./token-grant";

type Needs = Pick<Effects, "db" | "clock" | "sealer" | "log">;

/**
 * Where @shopify/shopify-app-remix keeps its sessions: our table, tokens sealed. A session is stored after a token
 * exchange and only then, so that is the moment at which a shop is installed, is back, or has given other scopes.
 */
export function createSessionStorage(effects: Needs, notices: ShopNotices): SessionStorage {
  const { db } = effects;
  return {
    async storeSession(session) {
      await storeSession(effects, notices, session);
      return true;
    },
    async loadSession(id) {
      const row = await db.session.findUnique({ where: { id } });
      return row ? toSession(effects, row) : undefined;
    },
    async deleteSession(id) {
      await db.session.deleteMany({ where: { id } });
      return true;
    },
    async deleteSessions(ids) {
      await db.session.deleteMany({ where: { id: { in: ids } } });
      return true;
    },
    async findSessionsByShop(shop) {
      const rows = await db.session.findMany({ where: { shop } });
      return rows.flatMap((row) => toSession(effects, row) ?? []);
    },
  };
}

async function storeSession(effects: Needs, notices: ShopNotices, session: Session): Promise<void> {
  const { id, shop, state, isOnline } = session;
  const now = effects.clock.now();
  const scope = session.scope ?? "";
  const tokens = { accessToken: session.accessToken ?? "", refreshToken: session.refreshToken };
  const data = {
    shop,
    state,
    isOnline,
    scope,
    ...sealTokens(effects.sealer, id, tokens),
    expires: session.expires ?? new Date(now.getTime() + ACCESS_SECONDS * 1000),
    refreshTokenExpires: session.refreshTokenExpires ?? null,
    updatedAt: now,
  };
  await effects.db.$transaction(async (tx) => {
    const before = await tx.session.findUnique({ where: { id }, select: { scope: true } });
    await tx.session.upsert({ where: { id }, create: { id, ...data }, update: data });
    const isNew = await rememberInstallation(tx, shop, notices, now);
    if (!isNew && before) await rememberScope(tx, shop, { before: before.scope, after: scope });
    await notices.tokenFound(tx, shop, now);
  });
}

function toSession(effects: Needs, row: SessionRow): Session | undefined {
  const tokens = readableTokens(effects, row);
  if (!tokens) return undefined;
  const { id, shop, state, isOnline, scope, expires, refreshTokenExpires } = row;
  return new Session({
    id,
    shop,
    state,
    isOnline,
    scope,
    accessToken: tokens.accessToken,
    ...(expires && { expires }),
    ...(tokens.refreshToken !== undefined && { refreshToken: tokens.refreshToken }),
    ...(refreshTokenExpires && { refreshTokenExpires }),
  });
}

/** Undefined when no key opens them: the library then exchanges new ones, which is the cure. */
export function readableTokens(
  { sealer, log }: Pick<Effects, "sealer" | "log">,
  row: SessionRow,
): OpenTokens | undefined {
  try {
    return openTokens(sealer, row);
  } catch (error) {
    if (!isFailure(error)) throw error;
    log.warn({ shop: row.shop, code: error.code }, "tokens: stored ones cannot be opened");
    return undefined;
  }
}

/** Seals again, with the key that seals now, what an older one sealed. A row that changes meanwhile keeps its change. */
export async function resealSessions({ db, sealer, log }: Pick<Effects, "db" | "sealer" | "log">): Promise<void> {
  for (const row of await db.session.findMany()) {
    const sealed = [row.accessToken, ...(row.refreshToken === null ? [] : [row.refreshToken])];
    if (!sealed.some((text) => sealer.isOutdated(text))) continue;
    try {
      await db.session.updateMany({
        where: { id: row.id, shop: row.shop, accessToken: row.accessToken },
        // Says when the tokens were given, which this does not change (see uninstallShop).
        data: { ...sealTokens(sealer, row.id, openTokens(sealer, row)), updatedAt: row.updatedAt },
      });
    } catch (error) {
      if (!isFailure(error)) throw error;
      log.warn({ shop: row.shop, code: error.code }, "tokens: stored ones cannot be sealed again");
    }
  }
}
