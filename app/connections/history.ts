import type { Transaction } from "../platform/db";
import type { Connection } from "./connection";
import { RUNNING } from "./running-sync";

/**
 * A life of the connection is over: what waits to be sent is dropped, a running sync is asked to stop, and the listings
 * stay as history that counts as never sent, so that the first sync of the next life sends every one of them.
 * The caller holds the catalogue lock (catalog-lock.ts), as everybody who writes both listings and what is sent of them.
 */
export async function forgetWhatWasSent(tx: Transaction, connection: Pick<Connection, "id" | "shop">): Promise<void> {
  const { id: connectionId, shop } = connection;
  await tx.outboxEvent.deleteMany({ where: { shop, connectionId } });
  await tx.importFile.deleteMany({ where: { shop, connectionId } });
  await tx.connection.updateMany({
    where: { id: connectionId, shop },
    data: { troubleSince: null },
  });
  await tx.listing.updateMany({
    where: { shop, connectionId, state: { in: ["pending", "synced", "failed"] } },
    data: { state: "pending", sentVersion: 0, sentAt: null, sentSku: null, reason: null },
  });
  await tx.listing.updateMany({
    where: { shop, connectionId, sentVersion: { gt: 0 } },
    data: { sentVersion: 0, sentSku: null },
  });
  await tx.syncRun.updateMany({
    where: { shop, connectionId, state: { in: RUNNING } },
    data: { cancelRequested: true },
  });
}
