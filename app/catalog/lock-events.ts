import { bulky, column } from "../platform/bulky";
import type { Statements } from "../platform/db";
import type { ServedConnection } from "./served-connections";

/**
 * Locks, in the order of their keys, the events that wait or were refused of these listings, and the removals of these SKUs,
 * whosever they are. Several statements will drop and replace some of them, and whoever takes events to send them locks
 * them in that order too (delivery/claim.ts): one of the two waits for the other, but never both.
 */
export async function lockEvents(
  tx: Statements,
  { id: connectionId }: ServedConnection,
  { listingIds, skus }: { listingIds: readonly string[]; skus: readonly string[] },
): Promise<void> {
  if (listingIds.length + skus.length === 0) return;
  await tx.$queryRaw`
    select 1 from "OutboxEvent" where "state" in ('pending', 'failed') and "id" in (
      select e."id" from unnest(${column(listingIds, "uuid")}) as listing(id)
      join "OutboxEvent" e on e."subjectKind" = 'listing' and e."subjectId" = listing.id
        and e."connectionId" = ${connectionId}::uuid
      union all
      select e."id" from "SkuHistory" h
      join "Listing" l on l."connectionId" = h."connectionId" and l."variantId" = h."variantId"
      join "OutboxEvent" e on e."subjectKind" = 'listing' and e."subjectId" = l."id"
        and e."connectionId" = h."connectionId" and e."type" = 'product.removed'
      where h."connectionId" = ${connectionId}::uuid and h."sku" = any(${bulky(skus)}::text[]))
    order by "key", "id" for update`;
}
