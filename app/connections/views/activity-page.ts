import type { Database } from "../../platform/db";
import { type Params, readParams } from "./reason";

export interface ActivityLine {
  id: string;
  at: string;
  kind: string;
  params: Params;
  /** Id of the channel it is about; null when it is about the shop itself. */
  channel: string | null;
}

export interface ActivityPage {
  entries: ActivityLine[];
  /** Pass as `before` for the older ones; null at the end. */
  next: string | null;
}

const PAGE = 50;

/** What the app did for a shop, newest first. `before` is an entry's id. */
export async function listActivity(db: Database, shop: string, before: string | null): Promise<ActivityPage> {
  const older = before && /^\d{1,18}$/.test(before) ? { id: { lt: BigInt(before) } } : {};
  const [rows, connections] = await Promise.all([
    db.activityEntry.findMany({ where: { shop, ...older }, orderBy: { id: "desc" }, take: PAGE + 1 }),
    db.connection.findMany({ where: { shop }, select: { id: true, channel: true } }),
  ]);
  const channels = new Map(connections.map(({ id, channel }) => [id, channel]));
  const entries = rows.slice(0, PAGE).map((row) => ({
    id: String(row.id),
    at: row.at.toISOString(),
    kind: row.kind,
    params: readParams(row.params),
    channel: channels.get(row.connectionId ?? "") ?? null,
  }));
  return { entries, next: rows.length > PAGE ? (entries.at(-1)?.id ?? null) : null };
}
