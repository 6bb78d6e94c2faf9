import type { Statements } from "../platform/db";
import { enqueue } from "../platform/queue";

/** Asks for the connection's delivery job; at most one waits, and one runs at a time. */
export async function requestDelivery(tx: Statements, shop: string, connectionId: string, runAt?: Date): Promise<void> {
  const name = `delivery:${connectionId}`;
  await enqueue(tx, "delivery.drain", { shop, connectionId }, { queue: name, key: name, ...(runAt && { runAt }) });
}

/**
 * Asks for it at `runAt` unless it is asked for already: who found nothing to do must not put off what somebody else
 * booked meanwhile.
 */
export async function bookDelivery(tx: Statements, shop: string, connectionId: string, runAt: Date): Promise<void> {
  const name = `delivery:${connectionId}`;
  await enqueue(tx, "delivery.drain", { shop, connectionId }, { queue: name, key: name, runAt, keepTime: true });
}

/** Asks for the statuses that the channel refused to be told again; never beside a delivery, whose answers it would miss. */
export async function requestRetelling(tx: Statements, shop: string, connectionId: string): Promise<void> {
  const options = { queue: `delivery:${connectionId}`, key: `retell:${connectionId}` };
  await enqueue(tx, "orders.retell", { shop, connectionId }, options);
}
