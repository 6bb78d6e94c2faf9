import type { Prisma, Session as SessionRow } from "@prisma/client";

import type { Sealer } from "../platform/crypto";

/** The id @shopify/shopify-app-remix gives a shop's offline session. */
export function offlineSessionId(shop: string): string {
  return `offline_${shop}`;
}

const accessContext = (id: string) => `session:${id}:access`;
const refreshContext = (id: string) => `session:${id}:refresh`;

export interface OpenTokens {
  accessToken: string;
  refreshToken: string | undefined;
}

/** The token columns of a session row, sealed for that row alone. */
export function sealTokens(
  sealer: Sealer,
  id: string,
  tokens: OpenTokens,
): Pick<Prisma.SessionUncheckedCreateInput, "accessToken"> & { refreshToken: string | null } {
  return {
    accessToken: sealer.seal(tokens.accessToken, accessContext(id)),
    refreshToken: tokens.refreshToken === undefined ? null : sealer.seal(tokens.refreshToken, refreshContext(id)),
  };
}

/** @throws Failure `crypto.unreadable` when no key opens them. */
export function openTokens(sealer: Sealer, row: Pick<SessionRow, "id" | "accessToken" | "refreshToken">): OpenTokens {
  return {
    accessToken: sealer.open(row.accessToken, accessContext(row.id)),
    refreshToken: row.refreshToken === null ? undefined : sealer.open(row.refreshToken, refreshContext(row.id)),
  };
}
