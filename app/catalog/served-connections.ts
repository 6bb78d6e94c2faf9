import { Prisma } from "@prisma/client";

import { type ConnectionSettings, readSettings } from "../connections/settings";
import type { Statements } from "../platform/db";

/** A connection whose listings are kept up to date. */
export interface ServedConnection {
  id: string;
  shop: string;
  generation: number;
  connectedAt: Date | null;
  settings: ConnectionSettings;
}

/**
 * A paused or blocked connection is served too: its events wait in the outbox, one a listing, and are right when it
 * goes on.
 */
export const SERVED = ["active", "paused", "blocked"];

export async function servedConnections(
  tx: Statements,
  shop: string,
  connectionId?: string,
  unconnected = false,
): Promise<ServedConnection[]> {
  const rows = await tx.$queryRaw<(Omit<ServedConnection, "settings"> & { settings: unknown })[]>`
    select "id"::text as "id", "shop", "generation", "connectedAt", "settings" from "Connection"
    where "shop" = ${shop} and (${unconnected} or "state" in (${Prisma.join(SERVED)}))
      and (${connectionId ?? null}::uuid is null or "id" = ${connectionId ?? null}::uuid)
    order by "createdAt"`;
  return rows.map((row) => ({ ...row, settings: readSettings(row.settings) }));
}
