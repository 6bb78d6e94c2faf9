import { randomUUID } from "node:crypto";

import type { CanonicalProduct } from "../../../app/canonical/product";
import type { CanonicalEvent } from "../../../app/canonical/event";
import { settleListing } from "../../../app/catalog/settle";
import type { Database } from "../../../app/platform/db";

export interface ConnectedShop {
  shop: string;
  connectionId: string;
}

/** A shop with one active connection, as installing and connecting leave it. */
export async function connectedShop(
  db: Database,
  now: Date,
  given: { currency?: string; primaryLocale?: string; settings?: object } = {},
): Promise<ConnectedShop> {
  const shop = `shop-${randomUUID().slice(0, 8)}.myshopify.com`;
  const { currency = "JOD", primaryLocale = "en", settings = {} } = given;
  await db.shop.create({ data: { domain: shop, currency, primaryLocale, installedAt: now } });
  const { id } = await db.connection.create({
    data: {
      shop,
      channel: "hkj",
      state: "active",
      token: randomUUID(),
      generation: 1,
      connectedAt: now,
      createdAt: now,
      settings,
    },
  });
  return { shop, connectionId: id };
}

/**
 * What a channel's catalogue is after taking all that waits in the outbox, in the order in which it goes out. Every event
 * is settled as taken.
 */
export async function deliverAll(
  db: Database,
  { shop, connectionId }: ConnectedShop,
  catalogue: Map<string, CanonicalProduct>,
  now: Date,
): Promise<CanonicalEvent[]> {
  const rows = await db.outboxEvent.findMany({ where: { connectionId, state: "pending" }, orderBy: { id: "asc" } });
  const events = rows.map(({ payload }) => payload as unknown as CanonicalEvent);
  for (const [at, event] of events.entries()) {
    if (event.type === "product.upserted") catalogue.set(event.product.sku, event.product);
    if (event.type === "product.removed") catalogue.delete(event.product.sku);
    const subjectId = rows[at]?.subjectId ?? "";
    const result = { eventId: event.eventId, outcome: "applied" as const, message: null };
    await db.$transaction((tx) => settleListing(tx, { shop, connectionId, subjectId, event }, result, now));
  }
  await db.outboxEvent.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
  return events;
}
