import type { DatabaseOrTransaction } from "../platform/db";

/**
 * What this room has to tell the merchant. Problems and activity live a floor above, so they come in as a parameter.
 * `tokenLost`: Shopify refuses the shop's tokens, opening the app mends it. `tokenFound`: they work (again), said only
 * after a refresh or an exchange. `installed`: first sight, or back after an uninstall.
 */
export interface ShopNotices {
  tokenLost(tx: DatabaseOrTransaction, shop: string, now: Date): Promise<void>;
  tokenFound(tx: DatabaseOrTransaction, shop: string, now: Date): Promise<void>;
  installed(tx: DatabaseOrTransaction, shop: string, now: Date): Promise<void>;
}
