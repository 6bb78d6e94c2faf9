import { LIVING } from "../connections/living";
import { sha256Hex } from "../platform/crypto";
import type { DatabaseOrTransaction } from "../platform/db";
import { enqueue } from "../platform/queue";

/** Many shops have their turn in the same night; they start within so long. */
const SPREAD_MS = 30 * 60_000;

/** Asks for the comparison of the orders of every connection that is alive: see reconcile.ts. */
export async function reconcileAllOrders(tx: DatabaseOrTransaction, now: Date): Promise<void> {
  const connections = await tx.connection.findMany({
    where: { state: { in: [...LIVING] } },
    select: { id: true, shop: true },
  });
  for (const { id: connectionId, shop } of connections) {
    const share = Number.parseInt(sha256Hex(shop).slice(0, 6), 16) / 2 ** 24;
    const runAt = new Date(now.getTime() + Math.floor(share * SPREAD_MS));
    const key = `orders:${connectionId}:reconcile`;
    await enqueue(tx, "orders.reconcile", { shop, connectionId }, { queue: key, key, runAt, priority: 5 });
  }
}
