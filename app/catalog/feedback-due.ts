import { Prisma } from "@prisma/client";

import { LIVING } from "../connections/living";
import { readParams } from "../connections/views/reason";
import type { Database } from "../platform/db";
import type { FeedbackReason } from "./feedback-message";

/** A product about which Shopify's product page knows something else than what is. */
export interface DueFeedback {
  productId: string;
  /** Nothing wrong any more: empty. */
  reasons: FeedbackReason[];
  /** Of the reasons; null where there are none. */
  hash: string | null;
  /** Shopify's stamp of the product it is about; null where none is known. */
  productUpdatedAt: Date | null;
}

interface Row {
  productId: string;
  reasons: { channel: string; code: string | null; params: unknown }[] | null;
  hash: string | null;
  productUpdatedAt: Date | null;
}

/**
 * Products that differ from what was last told, by product id. Something is wrong with a product when an item of it is held
 * or failed on a connection that is alive. An item that waits counts as right: if it is not, that is told once the
 * channel says so. A product nobody was ever told about, and with which nothing is wrong, is not among them.
 */
export async function dueFeedback(db: Database, shop: string, atMost: number): Promise<DueFeedback[]> {
  const rows = await db.$queryRaw<Row[]>`
    with wrong as (
      select l."productId", jsonb_agg(distinct
        jsonb_build_object('channel', c."channel", 'code', l."reason", 'params', l."reasonParams")) as reasons
      from "Listing" l join "Connection" c on c."id" = l."connectionId"
      where l."shop" = ${shop} and c."shop" = ${shop} and c."state" in (${Prisma.join(LIVING)})
        and l."state" in ('skipped', 'failed')
      group by l."productId"),
    told as (select "productId", "hash" from "ProductFeedback" where "shop" = ${shop}),
    due as (
      select coalesce(w."productId", t."productId") as "productId", w.reasons, md5(w.reasons::text) as hash
      from wrong w full join told t on t."productId" = w."productId"
      where md5(w.reasons::text) is distinct from t."hash"
      order by 1 limit ${atMost})
    select d.*, (select max(l."productUpdatedAt") from "Listing" l
      where l."shop" = ${shop} and l."productId" = d."productId") as "productUpdatedAt"
    from due d order by d."productId"`;
  return rows.map(({ reasons, ...row }) => ({
    ...row,
    reasons: (reasons ?? []).map(({ channel, code, params }) => ({
      channel,
      code: code ?? "unknown",
      params: readParams(params),
    })),
  }));
}
