/** When Shopify, or a channel, last called us about a shop: told by the stored deliveries, and remembered beyond them. */
import type { Statements } from "../platform/db";

/** "shopify", or a channel's id. */
export type Source = string;

/** When the source last called about the shop; null where it never did. */
export async function lastHeard(db: Statements, shop: string, source: Source): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`
    select greatest(
      (select max("receivedAt") from "InboxDelivery" where "shop" = ${shop} and "source" = ${source}),
      (select "at" from "LastHeard" where "shop" = ${shop} and "source" = ${source})) as "at"`;
  return row?.at ?? null;
}

/** Call it before deliveries are forgotten. */
export async function rememberHeard(db: Statements): Promise<void> {
  await db.$executeRaw`
    insert into "LastHeard" ("shop", "source", "at")
    select "shop", "source", max("receivedAt") from "InboxDelivery" group by 1, 2
    on conflict ("shop", "source") do update set "at" = greatest("LastHeard"."at", excluded."at")`;
}
