import type { Database } from "../../platform/db";

/** How much waits for the connection (being sent, and in files, included), and how much was refused. */
export async function countOutbox(
  db: Database,
  shop: string,
  connectionId: string,
): Promise<{ waiting: number; refused: number }> {
  const [rows, [files]] = await Promise.all([
    db.outboxEvent.groupBy({ by: ["state"], where: { shop, connectionId }, _count: true }),
    db.$queryRaw<{ items: number }[]>`
      select coalesce(sum(cardinality("subjects") - "processed"), 0)::int as "items"
      from "ImportFile" where "shop" = ${shop} and "connectionId" = ${connectionId}::uuid`,
  ]);
  const of = (...states: string[]) =>
    rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row._count, 0);
  return { waiting: of("pending", "sending") + Math.max(0, files?.items ?? 0), refused: of("failed") };
}
