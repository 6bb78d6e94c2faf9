import { type ActivityKind, recordActivity } from "../connections/activity";
import type { Connection } from "../connections/connection";
import type { Statements } from "../platform/db";

/** Batches that follow each other this closely are one line. */
const ONE_LINE_MS = 60_000;
/** How far down the list such a line is looked for. */
const LOOK_BACK = 5;

/** What became of the items of a batch. */
export interface Delivered {
  sent: number;
  /** Taken off the channel. */
  removed: number;
  refused: number;
}

/**
 * Tells the activity page how many items were sent, taken off and refused: one line each for a stream of batches, and a
 * statement only for what there was.
 */
export async function recordDelivered(
  tx: Statements,
  connection: Pick<Connection, "id" | "shop">,
  { sent, removed, refused }: Delivered,
  now: Date,
): Promise<void> {
  await count(tx, connection, "items_delivered", sent, now);
  await count(tx, connection, "items_removed", removed, now);
  await count(tx, connection, "item_refused", refused, now);
}

async function count(
  tx: Statements,
  { id: connectionId, shop }: Pick<Connection, "id" | "shop">,
  kind: ActivityKind,
  more: number,
  now: Date,
): Promise<void> {
  if (more === 0) return;
  const since = new Date(now.getTime() - ONE_LINE_MS);
  const added = await tx.$executeRaw`
    update "ActivityEntry" set "params" = jsonb_build_object('count', ("params" ->> 'count')::int + ${more}::int)
    where "id" = (
      select "id" from (
        select * from "ActivityEntry" where "shop" = ${shop} order by "id" desc limit ${LOOK_BACK}) latest
      where "connectionId" = ${connectionId}::uuid and "kind" = ${kind} and "at" > ${since}
      order by "id" desc limit 1)`;
  if (added === 0) await recordActivity(tx, { shop, connectionId, kind, params: { count: more } }, now);
}
