import type { Database } from "../../platform/db";
import { type Params, readParams } from "./reason";

export interface ProblemGroup {
  code: string;
  severity: "critical" | "warning";
  /** How many things have this problem. */
  count: number;
  /** Of the newest one. */
  params: Params;
  lastAt: string;
  /** What has it, by the key's first word: "connection", "listing", "order", "shop"; or the state of the items that have it. */
  subject: string;
  /** The one thing that has it; null when there are several. */
  subjectId: string | null;
}

/**
 * Open problems of a shop, one entry a code, the most urgent first: 500 items with one fault are one line. Before anything
 * as urgent come orders: somebody has bought something and waits.
 */
export async function listOpenProblems(db: Database, shop: string): Promise<ProblemGroup[]> {
  const rows = await db.$queryRaw<
    { code: string; severity: string; count: number; params: unknown; key: string; lastAt: Date }[]
  >`
    select "code", min("severity") as "severity", count(*)::int as "count", max("lastAt") as "lastAt",
      (array_agg("params" order by "lastAt" desc))[1] as "params",
      (array_agg("key" order by "lastAt" desc))[1] as "key"
    from "Problem" where "shop" = ${shop} and "clearedAt" is null
    group by "code" order by 2, (min("key") like 'order:%') desc, 4 desc limit 20`;
  return rows.map(({ code, severity, count, lastAt, ...row }) => {
    const [subject = "", id = ""] = row.key.split(":");
    return {
      code,
      severity: severity === "critical" ? "critical" : "warning",
      count,
      params: readParams(row.params),
      lastAt: lastAt.toISOString(),
      subject,
      subjectId: count === 1 && id ? id : null,
    };
  });
}

export interface ProblemEntry {
  id: string;
  code: string;
  params: Params;
  severity: "critical" | "warning";
  count: number;
  subject: string;
  subjectId: string | null;
  firstAt: string;
  lastAt: string;
  clearedAt: string | null;
}

/** The latest problems one by one: open ones first, then what was mended; for the activity page. */
export async function listProblems(db: Database, shop: string, take: number): Promise<ProblemEntry[]> {
  const newest = { lastAt: "desc" } as const;
  const open = await db.problem.findMany({ where: { shop, clearedAt: null }, orderBy: newest, take });
  const rest = take - open.length;
  const cleared =
    rest > 0
      ? await db.problem.findMany({ where: { shop, clearedAt: { not: null } }, orderBy: newest, take: rest })
      : [];
  return [...open, ...cleared].map((row) => {
    const [subject = "", id = ""] = row.key.split(":");
    return {
      id: row.id,
      code: row.code,
      params: readParams(row.params),
      severity: row.severity === "critical" ? "critical" : "warning",
      count: row.count,
      subject,
      subjectId: id || null,
      firstAt: row.firstAt.toISOString(),
      lastAt: row.lastAt.toISOString(),
      clearedAt: row.clearedAt?.toISOString() ?? null,
    };
  });
}
