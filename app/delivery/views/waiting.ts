import type { Database } from "../../platform/db";

/** How many events wait for the connection (being sent included), and how many were refused. */
export async function countOutbox(
  db: Database,
  shop: string,
  connectionId: string,
): Promise<{ waiting: number; refused: number }> {
  const rows = await db.outboxEvent.groupBy({ by: ["state"], where: { shop, connectionId }, _count: true });
  const of = (...states: string[]) =>
    rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row._count, 0);
  return { waiting: of("pending", "sending", "importing"), refused: of("failed") };
}
