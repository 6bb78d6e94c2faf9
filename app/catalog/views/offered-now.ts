import { RUNNING } from "../../connections/running-sync";
import { readSettings } from "../../connections/settings";
import type { Database } from "../../platform/db";

export interface OfferedNow {
  /** Items that the merchant's rules let through, those that are held or failed included. */
  items: number;
  /** A sync is under way: the figure still moves. */
  moving: boolean;
  /** A sync has read a shop with items, and the merchant's rules kept every one of them off the channel. */
  ruledOut: boolean;
}

/**
 * How much of the shop is offered on a connection. A rule with a mistyped tag fits nothing and is no error anywhere else:
 * what no rule lets through has no listing, or a removed one.
 */
export async function viewOfferedNow(db: Database, shop: string, connectionId: string): Promise<OfferedNow> {
  const run = { shop, connectionId, kind: { not: "preview" } };
  const [items, running] = await Promise.all([
    db.listing.count({ where: { shop, connectionId, state: { not: "removed" } } }),
    db.syncRun.findFirst({ where: { ...run, state: { in: RUNNING } }, select: { id: true } }),
  ]);
  const moving = running !== null;
  if (items > 0 || moving) return { items, moving, ruledOut: false };
  const [connection, read] = await Promise.all([
    db.connection.findFirst({ where: { id: connectionId, shop }, select: { state: true, settings: true } }),
    db.syncRun.findFirst({ where: { ...run, state: "finished" }, orderBy: { createdAt: "desc" } }),
  ]);
  const hasRules = readSettings(connection?.settings).selection.length > 0;
  return { items, moving, ruledOut: connection?.state === "active" && hasRules && (read?.seen ?? 0) > 0 };
}
