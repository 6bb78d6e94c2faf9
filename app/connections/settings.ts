import { z } from "zod";

/** What a merchant can decide about a connection. Stored as JSON; a missing key means its default. */
export const connectionSettings = z.object({
  /** Locations whose stock counts; "all" follows the shop as locations come and go. */
  locations: z.union([z.literal("all"), z.array(z.string()).min(1)]).default("all"),
  /** Where the shop has no text in one of the two languages: use the other language's, or hold the item back. */
  missingTranslation: z.enum(["copy", "hold"]).default("copy"),
  /** Where a variant has no SKU: make one of its Shopify id, or hold the item back. */
  missingSku: z.enum(["generate", "hold"]).default("generate"),
  /** Every Shopify order made for this channel carries it. */
  orderTag: z.string().trim().min(1).max(40).default("HKJ"),
  /** Refuse an order that the stock does not cover (it is held for the merchant), or take it all the same. */
  oversell: z.enum(["hold", "accept"]).default("hold"),
  /** The channel's own settings (wire names, signature scheme, ...), parsed by the channel. */
  channel: z.record(z.string(), z.unknown()).default({}),
});

export type ConnectionSettings = z.infer<typeof connectionSettings>;

/** Never throws: a value this version does not understand falls back to its default, alone. */
export function readSettings(stored: unknown): ConnectionSettings {
  const given = typeof stored === "object" && stored !== null ? (stored as Record<string, unknown>) : {};
  const understood = Object.entries(connectionSettings.shape).filter(
    ([key, schema]) => key in given && schema.safeParse(given[key]).success,
  );
  return connectionSettings.parse(Object.fromEntries(understood.map(([key]) => [key, given[key]])));
}
