import type { Statements, Transaction } from "../platform/db";
import { enqueue } from "../platform/queue";
import type { Connection } from "./connection";

/** Trouble that lasted longer is an outage: everything is compared once it is over. */
const OUTAGE_MS = 10 * 60_000;

type Which = Pick<Connection, "id" | "shop">;

/** From now on nothing reaches the channel: paused, blocked, or the channel in trouble. What began earlier counts on. */
export async function troubleBegins(tx: Transaction, { id, shop }: Which, now: Date): Promise<void> {
  await tx.connection.updateMany({ where: { id, shop, troubleSince: null }, data: { troubleSince: now } });
}

/** It is over. After an outage the connection is reconciled, because nobody knows what got lost in it. */
export async function troubleEnds(tx: Statements, { id, shop }: Which, now: Date): Promise<void> {
  const [connection] = await tx.$queryRaw<{ troubleSince: Date | null }[]>`
    select "troubleSince" from "Connection" where "id" = ${id}::uuid and "shop" = ${shop}`;
  const since = connection?.troubleSince;
  if (!since) return;
  await tx.$executeRaw`
    update "Connection" set "troubleSince" = null, "updatedAt" = ${now} where "id" = ${id}::uuid and "shop" = ${shop}`;
  if (now.getTime() - since.getTime() < OUTAGE_MS) return;
  const name = `reconcile:${id}`;
  await enqueue(tx, "catalog.reconcile", { shop, connectionId: id }, { queue: name, key: name });
}
