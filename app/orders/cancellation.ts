/**
 * A channel takes an order back. What that does depends on where the order stands:
 *
 *   not seen yet          -> remembered as a cancelled order without content; its order, when it comes, is never created
 *   received, held        -> cancelled; it never becomes a Shopify order
 *   creating, uncertain,
 *   created               -> the request is kept on the order; once it is created, cancel.ts cancels it in Shopify, and
 *                            where it turns out not to be there, it never is made
 *   held, found twice     -> stays held: two Shopify orders want the merchant's eye. The request is kept: the one that is
 *                            left is cancelled as well (reconcile.ts)
 *   cancelled             -> nothing is left to do
 */
import { randomUUID } from "node:crypto";

import type { Connection, Prisma } from "@prisma/client";

import { recordActivity } from "../connections/activity";
import type { Transaction } from "../platform/db";
import type { Effects } from "../platform/effects";
import { clearOrderProblems } from "./clear-problems";
import { keepDelivery } from "./inbox";
import { TWO_MATCHES } from "./outcome";
import { lockPlacedOrder, recordOrderEvent, requestCreate, sourceIdentifierOf } from "./placed-order";

/** As the channel names it: its own reference, the id it was answered, or both. */
interface TakenBack {
  channelOrderId: string | null;
  shopOrderId: string | null;
}

type Home = Pick<Connection, "id" | "shop" | "channel">;

/** Keeps the delivery and what follows from it in one transaction; repeats change nothing. */
export async function receiveCancellation(
  effects: Pick<Effects, "db" | "clock" | "signals">,
  connection: Home,
  { deliveryId, rawBody, ...named }: TakenBack & { deliveryId: string; rawBody: Buffer },
): Promise<void> {
  const now = effects.clock.now();
  await effects.db.$transaction(async (tx) => {
    const delivery = { deliveryId, rawBody, topic: "order.cancelled" };
    const keep = (about: { placedOrderId?: string }) =>
      keepDelivery(tx, connection, { ...delivery, ...about }, { state: "done" }, now);
    const channelOrderId = await whichOrder(tx, connection, named);
    if (channelOrderId === undefined) return void (await keep({}));
    const unseen = await rememberUnseen(tx, connection, channelOrderId, now);
    const where = { shop: connection.shop, connectionId: connection.id, channelOrderId };
    const row = await tx.placedOrder.findFirstOrThrow({ where });
    await keep({ placedOrderId: row.id });
    if (unseen) return;
    // A step of create.ts that moved it between the two updates below would make both of them miss it.
    await lockPlacedOrder(tx, row);
    const before = await tx.placedOrder.updateMany({
      // Of two Shopify orders under one key the merchant has to look at both, whatever the channel says now.
      where: {
        ...where,
        state: { in: ["received", "held"] },
        OR: [{ reason: null }, { reason: { not: TWO_MATCHES } }],
      },
      data: { state: "cancelled", cancelRequestedAt: now, reason: null, nextTryAt: null },
    });
    if (before.count === 1) {
      await recordOrderEvent(tx, row, "cancelled", {}, now);
      const params = { order: channelOrderId };
      const activity = { shop: row.shop, connectionId: row.connectionId, kind: "order_cancelled" as const, params };
      await recordActivity(tx, activity, now);
      await clearOrderProblems(tx, row, now);
      return effects.signals.raise(tx, row.id);
    }
    const asked = await tx.placedOrder.updateMany({
      where: {
        ...where,
        OR: [{ state: { in: ["creating", "uncertain", "created"] } }, { state: "held", reason: TWO_MATCHES }],
        cancelRequestedAt: null,
      },
      data: { cancelRequestedAt: now },
    });
    if (asked.count === 0) return;
    await recordOrderEvent(tx, row, "cancel_requested", {}, now);
    await requestCreate(tx, row);
  });
}

/**
 * The channel's reference of the order that is meant. Our own id counts first where it is known: the reference may be
 * another number of the channel's. What is no reference of any order may be our id under the reference's name.
 * @returns undefined when only an id is given that never was an answer of ours.
 */
async function whichOrder(
  tx: Transaction,
  { id: connectionId, shop }: Home,
  { channelOrderId, shopOrderId }: TakenBack,
): Promise<string | undefined> {
  const find = async (where: Prisma.PlacedOrderWhereInput) =>
    (await tx.placedOrder.findFirst({ where: { shop, connectionId, ...where }, select: { channelOrderId: true } }))
      ?.channelOrderId;
  const known = shopOrderId === null ? undefined : await find(bearsOurId(shopOrderId));
  if (known !== undefined || channelOrderId === null) return known;
  return (await find({ channelOrderId })) ?? (await find(bearsOurId(channelOrderId))) ?? channelOrderId;
}

function bearsOurId(id: string): Prisma.PlacedOrderWhereInput {
  return { OR: [{ answeredId: id }, { shopifyOrderId: id }, { sourceIdentifier: id }] };
}

async function rememberUnseen(tx: Transaction, connection: Home, channelOrderId: string, now: Date): Promise<boolean> {
  const { id: connectionId, shop, channel } = connection;
  const id = randomUUID();
  const sourceIdentifier = sourceIdentifierOf(shop, channel, channelOrderId);
  const { count } = await tx.placedOrder.createMany({
    data: [
      {
        id,
        shop,
        connectionId,
        channel,
        channelOrderId,
        sourceIdentifier,
        state: "cancelled",
        orderHash: "",
        cancelRequestedAt: now,
        receivedAt: now,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 1) await recordOrderEvent(tx, { id, shop }, "cancelled", {}, now);
  return count === 1;
}
