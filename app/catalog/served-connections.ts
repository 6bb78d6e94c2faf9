import { Prisma } from "@prisma/client";

import { LIVING } from "../connections/living";
import { type ConnectionSettings, readSettings } from "../connections/settings";
import type { Statements } from "../platform/db";

/** A connection whose listings are kept up to date: every one that is alive (connections/living.ts). */
export interface ServedConnection {
  id: string;
  shop: string;
  generation: number;
  connectedAt: Date | null;
  settings: ConnectionSettings;
}

/**
 * The shop's served connections, oldest first.
 * @param connectionId of these only that one
 * @param unconnected also those that are not alive: for a preview of what would be sent
 */
export async function servedConnections(
  tx: Statements,
  shop: string,
  connectionId?: string,
  unconnected = false,
): Promise<ServedConnection[]> {
  const rows = await tx.$queryRaw<(Omit<ServedConnection, "settings"> & { settings: unknown })[]>`
    select "id"::text as "id", "shop", "generation", "connectedAt", "settings" from "Connection"
    where "shop" = ${shop} and (${unconnected} or "state" in (${Prisma.join(LIVING)}))
      and (${connectionId ?? null}::uuid is null or "id" = ${connectionId ?? null}::uuid)
    order by "createdAt"`;
  return rows.map((row) => ({ ...row, settings: readSettings(row.settings) }));
}
