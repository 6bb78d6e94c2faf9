import type { Connection } from "@prisma/client";

import { sha256Hex } from "../platform/crypto";
import type { Statements } from "../platform/db";

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
  tx: Statements,
  connection: Pick<Connection, "id" | "shop" | "channel">,
  { deliveryId, topic, rawBody, placedOrderId }: ChannelDelivery,
  settled: { state: "done" | "failed" | "ignored"; reason?: string },
  now: Date,
): Promise<boolean> {
  const bodyHash = sha256Hex(rawBody);
  const { id: connectionId, shop, channel } = connection;
  // PostgreSQL's text takes every character but this one.
  const body = rawBody.toString("utf8").replaceAll("\u0000", "\uFFFD");
  const add = (id: string) => tx.$executeRaw`
    insert into "InboxDelivery" (
      "source", "shop", "connectionId", "deliveryId", "topic", "body", "bodyHash", "state", "reason", "placedOrderId",
      "receivedAt", "settledAt")
    values (
      ${channel}, ${shop}, ${connectionId}::uuid, ${id}, ${topic}, ${body}, ${bodyHash}, ${settled.state},
      ${settled.reason ?? null}, ${placedOrderId ?? null}::uuid, ${now}, ${now})
    on conflict do nothing`;
  if ((await add(deliveryId)) === 1) return true;
  const [first] = await tx.$queryRaw<{ bodyHash: string }[]>`
    select "bodyHash" from "InboxDelivery"
    where "source" = ${channel} and "shop" = ${shop} and "deliveryId" = ${deliveryId}`;
  if (first?.bodyHash === bodyHash) return false;
  return (await add(`${deliveryId}#${bodyHash.slice(0, 12)}`)) === 1;
}
