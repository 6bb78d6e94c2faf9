/**
 * Sends whatever would go to https://<shop>.myshopify.com to a stand-in on loopback, in this process.
 * @returns puts everything back
 */
export function redirectShopify(origin: string, options?: { strict?: boolean }): Promise<() => void>;
