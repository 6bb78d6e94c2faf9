import type { ProblemGroup } from "../../connections/views/open-problems";
import { readParams } from "../../connections/views/reason";
import type { Database } from "../../platform/db";

/** Why items are held or failed: one entry a reason and state, the most frequent first, in the shape of problems. */
export async function groupListingReasons(db: Database, shop: string, connectionId: string): Promise<ProblemGroup[]> {
  const rows = await db.$queryRaw<{ state: string; reason: string; count: number; params: unknown; lastAt: Date }[]>`
    select "state", "reason", count(*)::int as "count", max("updatedAt") as "lastAt",
      (array_agg("reasonParams" order by "updatedAt" desc))[1] as "params"
    from "Listing"
    where "shop" = ${shop} and "connectionId" = ${connectionId}::uuid and "state" in ('failed', 'skipped')
      and "reason" is not null
    group by 1, 2 order by 1, 3 desc limit 8`;
  return rows.map(({ state, reason, count, params, lastAt }) => ({
    code: reason,
    severity: "warning",
    count,
    params: readParams(params),
    lastAt: lastAt.toISOString(),
    subject: state,
    subjectId: null,
  }));
}
