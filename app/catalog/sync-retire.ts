import type { SyncRun } from "@prisma/client";

import { bulky } from "../platform/bulky";
import type { Effects } from "../platform/effects";
import type { AdminClient } from "../shopify/admin-client";
import { extrasOf } from "./extras";
import type { ProductFacts } from "./product-facts";
import { MOST_PRODUCTS_A_READ, readProducts } from "./read-products";
import type { Preview } from "./preview";
import { applyPart } from "./sync-apply";
import type { ProductReading } from "./want";

/**
 * Listings whose product the export did not hold: it was deleted and we were not told, or it is newer than the export.
 * Reading it by id tells the two apart; nothing is retired for not being in a file.
 */
export async function retireUnseen(
  effects: Pick<Effects, "db" | "pool" | "sql" | "clock" | "log">,
  admin: AdminClient,
  run: SyncRun,
  { seen, preview }: { seen: ReadonlySet<string>; preview: Preview | undefined },
): Promise<"done" | "cancelled"> {
  const { db, clock } = effects;
  const { shop } = run;
  const unseen = await unseenProducts(effects, run, seen);
  for (let at = 0; at < unseen.length; at += MOST_PRODUCTS_A_READ) {
    const productIds = unseen.slice(at, at + MOST_PRODUCTS_A_READ);
    const readAt = clock.now();
    const read = await readProducts(admin, productIds, await extrasOf(db, shop, run.kind === "preview"));
    const found = new Map(read.map((facts): [string, ProductFacts] => [facts.productId, facts]));
    const readings = productIds.map((productId): ProductReading => ({
      productId,
      facts: found.get(productId) ?? null,
      readAt,
      changedAt: null,
    }));
    if (await applyPart(effects, run, readings, preview)) return "cancelled";
  }
  return "done";
}

/** In one look, however many there are: all but a few are in the export. */
async function unseenProducts(
  { db }: Pick<Effects, "db">,
  { shop, connectionId }: SyncRun,
  seen: ReadonlySet<string>,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ productId: string }[]>`
    select distinct "productId" from "Listing"
    where "shop" = ${shop} and "connectionId" = ${connectionId}::uuid and "state" <> 'removed'
      and "productId" <> all(${bulky([...seen])}::text[])
    order by 1`;
  return rows.map(({ productId }) => productId);
}
