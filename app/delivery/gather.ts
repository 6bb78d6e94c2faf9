import { requestDelivery } from "../connections/request-delivery";
import type { Transaction } from "../platform/db";

/**
 * For somebody who is about to add very many updates: until then they wait for full files rather than go out in small
 * batches, where the channel imports catalogues. It ends by itself, should that somebody die.
 */
export async function gatherListings(
  tx: Transaction,
  { shop, connectionId }: { shop: string; connectionId: string },
  until: Date,
): Promise<void> {
  await tx.connection.updateMany({ where: { id: connectionId, shop }, data: { gatherUntil: until } });
}

/** What was gathered goes out. */
export async function stopGathering(
  tx: Transaction,
  { shop, connectionId }: { shop: string; connectionId: string },
): Promise<void> {
  const where = { id: connectionId, shop, gatherUntil: { not: null } };
  const { count } = await tx.connection.updateMany({ where, data: { gatherUntil: null } });
  if (count > 0) await requestDelivery(tx, shop, connectionId);
}
