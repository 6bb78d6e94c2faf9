import type { SyncRun } from "@prisma/client";

import type { Effects } from "../platform/effects";
import type { AdminClient } from "../shopify/admin-client";
import { extrasOf } from "./extras";
import type { ProductFacts } from "./product-facts";
import { MOST_PRODUCTS_A_READ, readProducts } from "./read-products";
import type { Preview } from "./preview";
import { applyPart } from "./sync-apply";
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
  { seen, preview }: { seen: ReadonlySet<string>; preview: Preview | undefined },
): Promise<"done" | "cancelled"> {
  const { db, clock } = effects;
  const { shop } = run;
  for await (const productIds of unseenProducts(effects, run, seen)) {
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
