import type { ProblemGroup } from "../../connections/views/open-problems";
import { readParams } from "../../connections/views/reason";
import type { Database } from "../../platform/db";

interface Row {
  state: string;
  reason: string;
  count: number;
  params: unknown;
  title: string;
  lastAt: Date;
}

/**
 * Why items are held or failed: one entry a reason and state, the most frequent first, in the shape of problems. What a
 * reason says is told of the newest item that has it, which is named.
 */
export async function groupListingReasons(db: Database, shop: string, connectionId: string): Promise<ProblemGroup[]> {
  const rows = await db.$queryRaw<Row[]>`
    select "state", "reason", count(*)::int as "count", max("updatedAt") as "lastAt",
      (array_agg("reasonParams" order by "updatedAt" desc, "id"))[1] as "params",
      (array_agg("title" order by "updatedAt" desc, "id"))[1] as "title"
    from "Listing"
    where "shop" = ${shop} and "connectionId" = ${connectionId}::uuid and "state" in ('failed', 'skipped')
      and "reason" is not null
    group by 1, 2 order by 1, 3 desc limit 8`;
  return rows.map(({ state, reason, count, params, title, lastAt }) => ({
    code: reason,
    severity: "warning",
    count,
    params: { ...readParams(params), item: title },
    lastAt: lastAt.toISOString(),
    subject: state,
    subjectId: null,
  }));
}
