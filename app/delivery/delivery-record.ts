import type { Connection } from "../connections/connection";
import type { Transaction } from "../platform/db";
import { recordActivity } from "../connections/activity";
import type { Settled } from "./settle";

/** Batches that follow each other this closely are one line. */
const ONE_LINE_MS = 60_000;

/** Tells the activity page how many items were sent: one line for a stream of batches with nothing else between. */
export async function recordDelivered(
  tx: Transaction,
  connection: Pick<Connection, "id" | "shop">,
  settled: readonly Settled[],
  now: Date,
): Promise<void> {
  const outcomes = settled.filter(({ row }) => row.subjectKind === "listing").map(({ result }) => result.outcome);
  if (outcomes.length === 0) return;
  const count = (...wanted: string[]): number => outcomes.filter((outcome) => wanted.includes(outcome)).length;
  const delivered = count("applied", "duplicate");
  const skipped = count("skipped");
  const refused = count("refused");
  const { id: connectionId, shop } = connection;
  const since = new Date(now.getTime() - ONE_LINE_MS);
  const added = await tx.$executeRaw`
    update "ActivityEntry" set "params" = jsonb_build_object(
      'delivered', ("params" ->> 'delivered')::int + ${delivered}::int,
      'skipped', ("params" ->> 'skipped')::int + ${skipped}::int,
      'refused', ("params" ->> 'refused')::int + ${refused}::int)
    where "id" = (select "id" from "ActivityEntry" where "shop" = ${shop} order by "id" desc limit 1)
      and "connectionId" = ${connectionId}::uuid and "kind" = 'items_delivered' and "at" > ${since}`;
  if (added > 0) return;
  const params = { delivered, skipped, refused };
  await recordActivity(tx, { shop, connectionId, kind: "items_delivered", params }, now);
}
