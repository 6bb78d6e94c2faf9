import type { Connection } from "@prisma/client";

import { sha256Hex } from "../platform/crypto";
import type { DatabaseOrTransaction } from "../platform/db";

/** A channel's authentic call, as it came. */
export interface ChannelDelivery {
  deliveryId: string;
  topic: string;
  rawBody: Buffer;
  /** The order it is about, where that is known: its page shows what came in. */
  placedOrderId?: string;
}

/**
 * Keeps a channel's call. Repeated under the same id it is kept once; another body under the same id is kept beside it,
 * under "<id>#<start of its hash>", because it is evidence.
 * @returns false when it was there already.
 */
export async function keepDelivery(
  tx: DatabaseOrTransaction,
  connection: Pick<Connection, "id" | "shop" | "channel">,
  { deliveryId, topic, rawBody, placedOrderId }: ChannelDelivery,
  settled: { state: "done" | "failed" | "ignored"; reason?: string },
  now: Date,
): Promise<boolean> {
  const bodyHash = sha256Hex(rawBody);
  const row = {
    source: connection.channel,
    shop: connection.shop,
    connectionId: connection.id,
    deliveryId,
    topic,
    // PostgreSQL's text takes every character but this one.
    body: rawBody.toString("utf8").replaceAll("\u0000", "\uFFFD"),
    bodyHash,
    state: settled.state,
    reason: settled.reason ?? null,
    placedOrderId: placedOrderId ?? null,
    receivedAt: now,
    settledAt: now,
  };
  const { count } = await tx.inboxDelivery.createMany({ data: [row], skipDuplicates: true });
  if (count === 1) return true;
  const first = await tx.inboxDelivery.findUniqueOrThrow({
    where: { source_shop_deliveryId: { source: row.source, shop: row.shop, deliveryId } },
  });
  if (first.bodyHash === bodyHash) return false;
  const beside = { ...row, deliveryId: `${deliveryId}#${bodyHash.slice(0, 12)}` };
  const added = await tx.inboxDelivery.createMany({ data: [beside], skipDuplicates: true });
  return added.count === 1;
}
