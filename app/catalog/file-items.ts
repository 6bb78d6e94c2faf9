import { productEventId } from "../canonical/event";
import type { CanonicalProduct } from "../canonical/product";
import { lockCatalog } from "../connections/catalog-lock";
import type { Settlers } from "../delivery/settle";
import { column } from "../platform/bulky";
import { allAspects } from "./compare";

interface Row {
  id: string;
  variantId: string;
  version: number;
  record: string;
  updatedAt: Date;
  generation: number;
}

/**
 * Listings for a file (delivery/import-file.ts): whole, under the event id of the version they have now. The catalogue's
 * lock is held, so that nobody renames one or takes it away between the reading and the note of what is uploaded.
 */
export const readFileItems: Settlers["items"] = async (tx, { shop, connectionId }, subjectIds) => {
  await lockCatalog(tx, shop);
  const rows = await tx.$queryRaw<Row[]>`
    select l."id"::text as "id", l."variantId", l."version", l."record"::text as "record", l."updatedAt", c."generation"
    from unnest(${column(subjectIds, "uuid")}) with ordinality as wanted(id, place)
    cross join lateral (
      select * from "Listing"
      where "id" = wanted.id and "shop" = ${shop} and "connectionId" = ${connectionId}::uuid and "record" is not null
      offset 0) l
    join "Connection" c on c."id" = l."connectionId"
    order by wanted.place`;
  return rows.map(({ id, variantId, version, record, updatedAt, generation }) => {
    // We wrote it, so it is trusted.
    const product = JSON.parse(record) as CanonicalProduct;
    const eventId = productEventId(connectionId, generation, variantId, version);
    const occurredAt = updatedAt.toISOString();
    const event = { type: "product.upserted" as const, eventId, occurredAt, product, changed: allAspects };
    return { subjectId: id, letters: record.length, event };
  });
};
