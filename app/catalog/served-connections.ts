import { type ConnectionSettings, readSettings } from "../connections/settings";
import type { DatabaseOrTransaction } from "../platform/db";

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
  tx: DatabaseOrTransaction,
  shop: string,
  connectionId?: string,
  unconnected = false,
): Promise<ServedConnection[]> {
  const rows = await tx.connection.findMany({
    where: {
      shop,
      ...(!unconnected && { state: { in: SERVED } }),
      ...(connectionId !== undefined && { id: connectionId }),
    },
    orderBy: { createdAt: "asc" },
    select: { id: true, shop: true, generation: true, connectedAt: true, settings: true },
  });
  return rows.map((row) => ({ ...row, settings: readSettings(row.settings) }));
}
