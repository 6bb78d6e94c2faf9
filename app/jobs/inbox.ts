/**
 * Works off the deliveries a shop's Shopify webhooks left in the inbox, oldest first.
 *
 *   received --applied--> done
 *        |  \--a topic that concerns nobody--> ignored
 *        |  \--can never be applied (not JSON, not its schema)--> failed, kept for support
 *        \--database or process trouble--> received: the queue runs the job again
 *
 * A batch is one transaction. When one delivery spoils it, each of the batch gets a transaction of its own, so that the
 * others are not held up.
 */
import type { InboxDelivery } from "@prisma/client";

import { ZodError } from "zod";

import { isUnstorable } from "../platform/db";
import type { Effects } from "../platform/effects";
import { isFailure } from "../platform/failure";
import { type Fate, type WebhookDelivery, applyWebhooks } from "./webhook-topics";

const BATCH = 500;

const STATE_OF = {
  applied: { state: "done" },
  ignored: { state: "ignored" },
  unreadable: { state: "failed", reason: "webhook.unreadable" },
} as const satisfies Record<Fate, { state: string; reason?: string }>;

type Needs = Pick<Effects, "db" | "clock" | "log">;

/**
 * Job `inbox.drain` of a shop.
 * @throws the first error that another try may not meet; what it concerns stays received, everything else is settled
 */
export async function drainInbox(effects: Needs, shop: string): Promise<void> {
  for (;;) {
    const rows = await effects.db.inboxDelivery.findMany({
      where: { shop, source: "shopify", state: "received" },
      orderBy: { id: "asc" },
      take: BATCH,
    });
    if (rows.length > 0) await settleBatch(effects, shop, rows);
    // What is stored meanwhile asks for a job of its own.
    if (rows.length < BATCH) return;
  }
}

async function settleBatch(effects: Needs, shop: string, rows: InboxDelivery[]): Promise<void> {
  try {
    await settle(effects, shop, rows);
  } catch (error) {
    if (rows.length === 1) return refuseOrRethrow(effects, shop, rows, error);
    // What has to be tried again is told at the end: it holds up nobody.
    const failures: unknown[] = [];
    for (const row of rows) {
      await settle(effects, shop, [row])
        .catch((alone) => refuseOrRethrow(effects, shop, [row], alone))
        .catch((alone) => failures.push(alone));
    }
    if (failures.length > 0) throw failures[0];
  }
}

async function settle(effects: Needs, shop: string, rows: InboxDelivery[]): Promise<void> {
  const now = effects.clock.now();
  const deliveries = rows.map(toDelivery);
  await effects.db.$transaction(async (tx) => {
    const fates = await applyWebhooks(tx, deliveries, now);
    for (const [fate, state] of Object.entries(STATE_OF) as [Fate, (typeof STATE_OF)[Fate]][]) {
      const ids = rows.flatMap(({ id }) => (fates.get(id) === fate ? [id] : []));
      if (ids.length === 0) continue;
      await tx.inboxDelivery.updateMany({ where: { shop, id: { in: ids } }, data: { ...state, settledAt: now } });
    }
  });
}

async function refuseOrRethrow(effects: Needs, shop: string, rows: InboxDelivery[], error: unknown): Promise<void> {
  const reason = finalReason(error);
  if (!reason) throw error;
  const now = effects.clock.now();
  for (const row of rows) {
    effects.log.warn({ shop, topic: row.topic, deliveryId: row.deliveryId, code: reason }, "inbox: delivery refused");
    await effects.db.inboxDelivery.updateMany({
      where: { shop, id: row.id },
      data: { state: "failed", reason, settledAt: now },
    });
  }
}

/** Why a delivery can never be applied; undefined when another try may do. */
function finalReason(error: unknown): string | undefined {
  if (isFailure(error)) return error.kind === "final" ? error.code : undefined;
  if (error instanceof SyntaxError) return "webhook.not_json";
  if (error instanceof ZodError || isUnstorable(error)) return "webhook.unreadable";
  return undefined;
}

function toDelivery(row: InboxDelivery): WebhookDelivery {
  return {
    id: row.id,
    shop: row.shop,
    topic: row.topic,
    payload: JSON.parse(row.body) as unknown,
    triggeredAt: row.triggeredAt,
    receivedAt: row.receivedAt,
  };
}
