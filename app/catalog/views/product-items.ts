import { LIVING } from "../../connections/living";
import { type Reason, readReason } from "../../connections/views/reason";
import type { Database } from "../../platform/db";

/** A product's items on one channel, those that need the merchant first. */
export interface ProductOnChannel {
  channel: string;
  connectionState: string;
  total: number;
  items: ProductItem[];
}

export interface ProductItem {
  id: string;
  variantId: string;
  title: string;
  sku: string;
  state: string;
  /** A newer change waits to be sent. */
  changing: boolean;
  reason: Reason | null;
  /** When the channel last took it; ISO 8601. */
  sentAt: string | null;
}

const URGENCY = ["failed", "skipped", "pending", "synced", "removed"];

/** By connection, only those that are alive; at most `atMost` items each. */
export async function productItems(
  db: Database,
  shop: string,
  productId: string,
  atMost: number,
): Promise<ProductOnChannel[]> {
  const connections = await db.connection.findMany({
    where: { shop, state: { in: [...LIVING] } },
    orderBy: { createdAt: "asc" },
    select: { id: true, channel: true, state: true },
  });
  return Promise.all(
    connections.map(async ({ id: connectionId, channel, state: connectionState }) => {
      const where = { shop, connectionId, productId };
      const rows = await db.listing.findMany({ where, orderBy: { variantId: "asc" }, omit: { record: true } });
      rows.sort((a, b) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state));
      const items = rows.slice(0, atMost).map((row) => ({
        id: row.id,
        variantId: row.variantId,
        title: row.title,
        sku: row.sku,
        state: row.state,
        changing: row.state === "synced" && row.version > row.sentVersion,
        reason: readReason(row.reason, row.reasonParams),
        sentAt: row.sentAt?.toISOString() ?? null,
      }));
      return { channel, connectionState, total: rows.length, items };
    }),
  );
}
