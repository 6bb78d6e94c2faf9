import type { Transaction } from "../platform/db";
import { enqueue } from "../platform/queue";

/** Asks for the shop's facts and locations to be read again, soon; many askers cause one read. */
export async function requestShopRead(tx: Transaction, shop: string): Promise<void> {
  const name = `shop.read:${shop}`;
  await enqueue(tx, "shop.read", { shop }, { queue: name, key: name });
}
