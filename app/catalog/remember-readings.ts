import type { Statements } from "../platform/db";
import type { ServedConnection } from "./served-connections";
import type { ProductReading } from "./want";

/**
 * Notes on the listings of products that were read for a change, and turned out to need none, that they were: a late
 * delivery of the same change is then known to be late. A sync run's readings are not noted, so that a pass over an
 * unchanged catalogue writes nothing.
 */
export async function rememberReadings(
  tx: Statements,
  connection: ServedConnection,
  readings: readonly ProductReading[],
): Promise<void> {
  const seen = readings.flatMap(({ productId, facts, readAt, changedAt }) =>
    facts && changedAt ? [{ productId, readAt, updatedAt: facts.updatedAt }] : [],
  );
  if (seen.length === 0) return;
  await tx.$executeRaw`
    update "Listing" l set "readAt" = r."readAt", "productUpdatedAt" = r."updatedAt"
    from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as r(
      "productId" text, "readAt" timestamptz, "updatedAt" timestamptz)
    where l."shop" = ${connection.shop} and l."connectionId" = ${connection.id}::uuid and l."productId" = r."productId"
      and l."readAt" < r."readAt" and (l."productUpdatedAt" is null or l."productUpdatedAt" <= r."updatedAt")`;
}
