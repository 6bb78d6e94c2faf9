import type { SyncRun } from "@prisma/client";

import type { Effects } from "../platform/effects";
import type { AdminClient } from "../shopify/admin-client";
import { applyReadings } from "./apply-readings";
import { extrasOf } from "./extras";
import type { ProductFacts } from "./product-facts";
import { MOST_PRODUCTS_A_READ, readProducts } from "./read-products";
import type { ProductReading } from "./want";

const PAGE = 1_000;

/**
 * Listings whose product the export did not hold: it was deleted and we were not told, or it is newer than the export.
 * Reading it by id tells the two apart; nothing is retired for not being in a file.
 */
export async function retireUnseen(
  effects: Pick<Effects, "db" | "clock" | "log">,
  admin: AdminClient,
  run: SyncRun,
  seen: ReadonlySet<string>,
): Promise<"done" | "cancelled"> {
  const { db, clock } = effects;
  const { shop, connectionId } = run;
  for await (const productIds of unseenProducts(effects, run, seen)) {
    const readAt = clock.now();
    const read = await readProducts(admin, productIds, await extrasOf(db, shop));
    const found = new Map(read.map((facts): [string, ProductFacts] => [facts.productId, facts]));
    const readings = productIds.map((productId): ProductReading => ({
      productId,
      facts: found.get(productId) ?? null,
      readAt,
      changedAt: null,
    }));
    const cancelled = await db.$transaction(async (tx) => {
      const { changed, removed } = await applyReadings(tx, shop, readings, clock.now(), connectionId);
      const { cancelRequested } = await tx.syncRun.update({
        where: { id: run.id },
        data: { changed: { increment: changed - removed }, retired: { increment: removed } },
      });
      return cancelRequested;
    });
    if (cancelled) return "cancelled";
  }
  return "done";
}

async function* unseenProducts({ db }: Pick<Effects, "db">, run: SyncRun, seen: ReadonlySet<string>) {
  const { shop, connectionId } = run;
  let after = "";
  for (;;) {
    const page = await db.listing.findMany({
      where: { shop, connectionId, state: { not: "removed" }, productId: { gt: after } },
      distinct: ["productId"],
      orderBy: { productId: "asc" },
      take: PAGE,
      select: { productId: true },
    });
    const unseen = page.flatMap(({ productId }) => (seen.has(productId) ? [] : [productId]));
    for (let at = 0; at < unseen.length; at += MOST_PRODUCTS_A_READ) yield unseen.slice(at, at + MOST_PRODUCTS_A_READ);
    if (page.length < PAGE) return;
    after = page.at(-1)?.productId ?? "";
  }
}
