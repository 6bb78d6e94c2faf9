import type { Statements } from "../platform/db";
import { enqueue } from "../platform/queue";

/** Asks for the shop's facts and locations to be read again, soon (catalog/shop-facts.ts): at most one read waits, and one runs at a time, whoever asks. */
export async function requestShopRead(tx: Statements, shop: string): Promise<void> {
  const name = `shop.read:${shop}`;
  await enqueue(tx, "shop.read", { shop }, { queue: name, key: name });
}
