import type { Statements } from "../platform/db";

export interface ProblemReport {
  shop: string;
  connectionId: string | null;
  /** One open problem a key: "connection:<id>:credentials", "listing:<id>:sku", "order:<id>". */
  key: string;
  /** Stable; its title, reason and remedy are in i18n under `problems.<code, its dot as _>`. */
  code: string;
  /** Fill the sentence; neither secrets nor personal data. */
  params?: Record<string, string | number>;
  severity: "critical" | "warning";
}

/** Opens the problem, or counts one more time the open one of its key. */
export async function raiseProblem(tx: Statements, report: ProblemReport, now: Date): Promise<void> {
  const { shop, connectionId, key, code, params = {}, severity } = report;
  await tx.$executeRaw`
    insert into "Problem" ("id", "shop", "connectionId", "key", "code", "params", "severity", "count", "firstAt", "lastAt")
    values (gen_random_uuid(), ${shop}, ${connectionId}::uuid, ${key}, ${code}, ${JSON.stringify(params)}::jsonb, ${severity}, 1, ${now}, ${now})
    on conflict ("shop", "key") do update set
      "code" = excluded."code", "params" = excluded."params", "severity" = excluded."severity",
      "lastAt" = excluded."lastAt", "clearedAt" = null,
      "count" = case when "Problem"."clearedAt" is null then "Problem"."count" + 1 else 1 end,
      "firstAt" = case when "Problem"."clearedAt" is null then "Problem"."firstAt" else excluded."firstAt" end`;
}

/** Called by whatever code path later succeeds. Nothing open under that key: nothing happens. */
export async function clearProblem(tx: Statements, shop: string, key: string, now: Date): Promise<void> {
  // One statement; Prisma's own words make a transaction of it, and this runs with every call of a channel.
  await tx.$executeRaw`
    update "Problem" set "clearedAt" = ${now} where "shop" = ${shop} and "key" = ${key} and "clearedAt" is null`;
}
