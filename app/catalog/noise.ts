import { Prisma } from "@prisma/client";

import { LIVING } from "../connections/living";
import { RUNNING } from "../connections/running-sync";
import type { Transaction } from "../platform/db";

export interface ProductNews {
  shop: string;
  productId: string;
  /** As in the payload. */
  status: string | null;
  updatedAt: Date | null;
  /** When Shopify noticed the change; null where the delivery does not say. */
  triggeredAt: Date | null;
}

/** By how much Shopify's clock and ours may differ. */
const SKEW_MS = 5_000;

/**
 * Whether a products/create or products/update needs no question to Shopify, because the delivery itself and what is
 * known prove that it says nothing new:
 *
 * - every connection has listings of the product that were read after Shopify noticed this change, and found the product
 *   at least as new: a late, repeated or reordered delivery;
 * - or the product is a draft or archived, no connection has a listing of it, and nothing that was read before is still
 *   on its way (a mark, a sync run): then there is nothing to take away.
 *
 * `updated_at` alone proves nothing: Shopify sends products/update for a change of collections without moving it. Nor
 * does an unchanged payload: translations and prices in Jordan are not in it (docs/decisions/036-noise.md).
 */
export async function saysNothingNew(tx: Transaction, news: ProductNews): Promise<boolean> {
  const { shop, productId, updatedAt, triggeredAt } = news;
  const known = triggeredAt && updatedAt ? { updatedAt, readAt: new Date(triggeredAt.getTime() + SKEW_MS) } : undefined;
  const away = news.status === "draft" || news.status === "archived";
  if (!known && !away) return false;
  const rows = await tx.$queryRaw<{ read: boolean; listed: boolean; moving: boolean }[]>`
    select
      (select count(*) > 0 and bool_and(exists (
          select 1 from "Listing" l where l."connectionId" = c."id" and l."shop" = ${shop} and l."productId" = ${productId})
        and not exists (
          select 1 from "Listing" l where l."connectionId" = c."id" and l."shop" = ${shop} and l."productId" = ${productId}
            and (l."readAt" is null or l."readAt" < ${known?.readAt ?? null} or l."productUpdatedAt" is null
              or l."productUpdatedAt" < ${known?.updatedAt ?? null})))
        from "Connection" c where c."shop" = ${shop} and c."state" in (${Prisma.join(LIVING)})) as "read",
      exists (select 1 from "Listing" l where l."shop" = ${shop} and l."productId" = ${productId}) as "listed",
      exists (select 1 from "StaleProduct" s where s."shop" = ${shop} and s."productId" = ${productId})
        or exists (select 1 from "SyncRun" r where r."shop" = ${shop} and r."state" in (${Prisma.join(RUNNING)})) as "moving"`;
  const [row] = rows;
  if (!row) return false;
  return (known !== undefined && row.read) || (away && !row.listed && !row.moving);
}
