import { lockConnection } from "../connections/connection";
import type { Prisma } from "@prisma/client";

import { recordActivity } from "../connections/activity";
import { MOST_EXCLUDED_PRODUCTS, readSettings } from "../connections/settings";
import type { Effects } from "../platform/effects";
import { Failure } from "../platform/failure";
import { markStale } from "./stale";

/**
 * The merchant's "do not offer" and "offer again" on single products of one connection, whatever the rules say. The
 * products are read again at once, and leave the channel or come back with that.
 * @returns how many products it changed something for.
 * @throws Failure `catalog.too_many_excluded` (final); nothing was changed.
 */
export async function setOffered(
  effects: Pick<Effects, "db" | "clock">,
  { shop, connectionId }: { shop: string; connectionId: string },
  productIds: readonly string[],
  offered: boolean,
): Promise<number> {
  const now = effects.clock.now();
  return effects.db.$transaction(async (tx) => {
    await lockConnection(tx, { id: connectionId, shop });
    const connection = await tx.connection.findFirst({ where: { id: connectionId, shop } });
    if (!connection) return 0;
    const settings = readSettings(connection.settings);
    const before = new Set(settings.excludedProducts);
    const changed = [...new Set(productIds)].filter((id) => before.has(id) === offered);
    if (changed.length === 0) return 0;
    for (const id of changed) {
      if (offered) before.delete(id);
      else before.add(id);
    }
    if (!offered && before.size > MOST_EXCLUDED_PRODUCTS) throw tooMany();
    const excludedProducts = [...before];
    const data = { settings: { ...settings, excludedProducts } as Prisma.InputJsonObject };
    await tx.connection.updateMany({ where: { id: connectionId, shop }, data });
    const kind = offered ? "products_offered" : "products_excluded";
    await recordActivity(tx, { shop, connectionId, kind, params: { count: changed.length } }, now);
    const marks = changed.map((productId) => ({ productId, changedAt: now }));
    await markStale(tx, shop, marks, now);
    return changed.length;
  });
}

function tooMany(): Failure {
  const message = "more single products than a connection keeps";
  return new Failure({
    kind: "final",
    code: "catalog.too_many_excluded",
    message,
    params: { most: MOST_EXCLUDED_PRODUCTS },
  });
}
