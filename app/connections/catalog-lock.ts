import type { Statements } from "../platform/db";

/**
 * One writer of a shop's catalogue at a time, until the transaction ends. Stock webhooks, product reads and sync runs all
 * read stock and listings before they write them; taking turns is what keeps each from overwriting what another just
 * learned. Transactions that take it are short: one batch of webhooks, one chunk of products, or the end of a connection's
 * life, which writes all of its listings and events. It comes before any lock of a row: two who take them in another order
 * would wait for each other.
 */
export async function lockCatalog(tx: Statements, shop: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`catalog:${shop}`}, 0))`;
}
