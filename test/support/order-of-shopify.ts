import { randomUUID } from "node:crypto";

import { queueStatuses } from "../../app/orders/queue-statuses";
import { settleOrder } from "../../app/orders/settle";
import type { OrderStatusChanged } from "../../app/canonical/event";
import type { EventResult } from "../../app/channels/channel";
import type { Database } from "../../app/platform/db";
import { addOrder } from "./view-rows";

const HOUR_MS = 3_600_000;

/** A placed order that is in Shopify; HKJ was told an hour ago that it is confirmed, and is to be told that it was shipped. */
export async function addOrderOfShopify(
  db: Database,
  { shop, connectionId }: { shop: string; connectionId: string },
  shopifyOrderId: string,
  now: Date,
) {
  const earlier = new Date(now.getTime() - HOUR_MS);
  const id = await addOrder(db, {
    shop,
    connectionId,
    shopifyOrderId,
    shopifyOrderName: "#1001",
    state: "created",
    channelOrderId: "HKJ-1042",
    sourceIdentifier: randomUUID(),
    receivedAt: earlier,
  });
  const queue = (status: OrderStatusChanged["status"], at: Date) =>
    db.$transaction((tx) => queueStatuses(tx, id, shop, { statuses: [status], tracking: null, at }, at));
  /** The channel's answer to what waits. */
  const settle = async (outcome: EventResult["outcome"], message: string | null, at: Date) => {
    for (const row of await db.outboxEvent.findMany({ where: { subjectId: id, state: "pending" } })) {
      const event = row.payload as unknown as OrderStatusChanged;
      const result = { eventId: event.eventId, outcome, message };
      await db.$transaction(async (tx) => {
        await settleOrder(tx, { shop, connectionId, subjectId: id, event }, result, at);
        if (outcome === "refused") await tx.outboxEvent.update({ where: { id: row.id }, data: { state: "failed" } });
        else await tx.outboxEvent.delete({ where: { id: row.id } });
      });
    }
  };
  await queue("confirmed", earlier);
  await settle("applied", null, earlier);
  await queue("shipped", now);
  return {
    id,
    tell: () => settle("applied", null, now),
    refuse: (message: string) => settle("refused", message, now),
  };
}
