import type { CanonicalProduct } from "../../../app/canonical/product";
import { applyReadings } from "../../../app/catalog/apply-readings";
import type { ProductFacts } from "../../../app/catalog/product-facts";
import type { TestDatabase } from "../database";
import { connectedShop, deliverAll } from "./connected-shop";

const start = new Date("2026-11-21T09:00:00.000Z");

/** A connected shop, what the channel has of it, and a clock that every step moves on by a minute. */
export async function readingsWorld({ db }: TestDatabase) {
  const connected = await connectedShop(db, start);
  const channel = new Map<string, CanonicalProduct>();
  let at = start;
  const tick = () => (at = new Date(at.getTime() + 60_000));
  return {
    ...connected,
    channel,
    async reads(...facts: (ProductFacts | { gone: string })[]) {
      const now = tick();
      const readings = facts.map((one) =>
        "gone" in one
          ? { productId: one.gone, facts: null, readAt: now, changedAt: now }
          : { productId: one.productId, facts: one, readAt: now, changedAt: now },
      );
      return db.$transaction((tx) => applyReadings(tx, connected.shop, readings, now));
    },
    delivers: () => deliverAll(db, connected, channel, tick()),
    listing: (variantId: string) =>
      db.listing.findUniqueOrThrow({
        where: { connectionId_variantId: { connectionId: connected.connectionId, variantId } },
      }),
  };
}

/** The product as it is after an edit. */
export function edited(facts: ProductFacts, change: Partial<ProductFacts>, seconds = 60): ProductFacts {
  return { ...facts, updatedAt: new Date(facts.updatedAt.getTime() + seconds * 1000), ...change };
}
