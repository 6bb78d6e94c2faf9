import { lockConnection } from "../connections/connection";
import { requestDelivery } from "../connections/request-delivery";
import type { Transaction } from "../platform/db";
import type { SubjectKind } from "./outbox";

/**
 * Sends refused events again: those of one listing or order, or all of the connection's. Each gets a new event id
 * (`-r1`, `-r2`, ...), because whether a refused event uses up its id is not documented (contract H19) and the
 * channel would call it a duplicate if it did. One whose key has a newer event on its way is left to
 * that, and so is an order's status while a later one of that order is being sent: it would arrive after it. The removal
 * of a SKU that is sold again by now is dropped.
 * @returns how many are on their way.
 */
export async function retryFailed(
  tx: Transaction,
  shop: string,
  connectionId: string,
  only: { subjectKind?: SubjectKind; subjectId?: string } = {},
): Promise<number> {
  const subject = only.subjectId ?? null;
  const kind = only.subjectKind ?? null;
  await lockConnection(tx, { id: connectionId, shop });
  await tx.$executeRaw`
    delete from "OutboxEvent" f
    where f."shop" = ${shop} and f."connectionId" = ${connectionId}::uuid and f."state" = 'failed' and f."type" = 'product.removed'
      and exists (
        select 1 from "Listing" l
        where l."connectionId" = f."connectionId" and l."sku" = f."payload" -> 'product' ->> 'sku' and l."record" is not null)`;
  const retried = await tx.$executeRaw`
    update "OutboxEvent" set "state" = 'pending', "attempts" = 0, "error" = null, "eventId" = fresh.id,
      "payload" = jsonb_set("payload", '{eventId}', to_jsonb(fresh.id))
    from (
      select "id" as row,
        regexp_replace("eventId", '-r\\d+$', '') || '-r' || (coalesce(substring("eventId" from '-r(\\d+)$')::int, 0) + 1) as id
      from "OutboxEvent" f
      where "shop" = ${shop} and "connectionId" = ${connectionId}::uuid and "state" = 'failed'
        and (${subject}::uuid is null or "subjectId" = ${subject}::uuid)
        and (${kind}::text is null or "subjectKind" = ${kind})
        and not exists (
          select 1 from "OutboxEvent" n
          where n."subjectKind" = f."subjectKind" and n."subjectId" = f."subjectId"
            and n."connectionId" = f."connectionId"
            and ((n."key" = f."key" and n."state" <> 'failed')
              or (f."subjectKind" = 'order' and n."id" > f."id" and n."state" = 'sending')))
      order by f."key" for update of f) fresh
    where "OutboxEvent"."id" = fresh.row`;
  if (retried === 0) return 0;
  // Whoever asks for it now does not mean in a quarter of an hour.
  await tx.connection.updateMany({ where: { id: connectionId, shop }, data: { retryAt: null } });
  await requestDelivery(tx, shop, connectionId);
  return retried;
}
