import type { Statements } from "../platform/db";
import { enqueue } from "../platform/queue";

/** Marks products as changed since they were read, and asks for the job that reads them. */
export async function markStale(
  tx: Statements,
  shop: string,
  products: readonly { productId: string; changedAt: Date }[],
  now: Date,
): Promise<void> {
  if (products.length === 0) return;
  await tx.$executeRaw`
    insert into "StaleProduct" ("shop", "productId", "marks", "markedAt", "changedAt")
    select ${shop}, p."productId", 1, ${now}, min(p."changedAt")
    from jsonb_to_recordset(${JSON.stringify(products)}::jsonb) as p("productId" text, "changedAt" timestamptz)
    group by p."productId" order by p."productId"
    on conflict ("shop", "productId") do update set
      "marks" = "StaleProduct"."marks" + 1, "changedAt" = least("StaleProduct"."changedAt", excluded."changedAt")`;
  await requestRefresh(tx, shop);
}

/** At most one waits, and one runs at a time. */
export async function requestRefresh(tx: Statements, shop: string, runAt?: Date): Promise<void> {
  const name = `refresh:${shop}`;
  await enqueue(tx, "catalog.refresh", { shop }, { queue: name, key: name, ...(runAt && { runAt }) });
}
