import { z } from "zod";

import { statusWords } from "../canonical/order";
import { exchange, priceRounding } from "./price-rules";
import { selectionRules } from "./selection-rule";

/** More would make every reading of the settings slow; a tag or a collection is the better tool then. */
export const MOST_EXCLUDED_PRODUCTS = 2_000;

/** What a merchant can decide about a connection. Stored as JSON; a missing key means its default. */
export const connectionSettings = z.object({
  /** Locations whose stock counts; "all" follows the shop as locations come and go. */
  locations: z.union([z.literal("all"), z.array(z.string()).min(1)]).default("all"),
  /** Kept back of every tracked item, so that a sale in the shop and one on the channel do not meet over the last piece. */
  stockBuffer: z.number().int().min(0).max(9_999).default(0),
  /** Told of items that never run out: not tracked by Shopify, or sold on when out of stock. */
  alwaysAvailableQuantity: z.number().int().min(1).max(99_999).default(999),
  /** Which products are offered; without rules all that are active and published. */
  selection: selectionRules.default([]),
  /** Numbers of single products that are not offered, whatever the rules say. */
  excludedProducts: z
    .array(z.string().regex(/^\d{1,20}$/))
    .max(MOST_EXCLUDED_PRODUCTS)
    .default([]),
  /** For a shop in another currency, where Shopify knows no price in dinars; null: such items are held back. */
  exchange: exchange.nullable().default(null),
  /** How prices that went through the exchange rate are rounded. */
  priceRounding: priceRounding.default({ step: 10, direction: "nearest" }),
  /** Where the shop has no text in one of the two languages: use the other language's, or hold the item back. */
  missingTranslation: z.enum(["copy", "hold"]).default("copy"),
  /** Where a variant has no SKU: make one of its Shopify id, or hold the item back. */
  missingSku: z.enum(["generate", "hold"]).default("generate"),
  /** Every Shopify order made for this channel carries it. */
  orderTag: z.string().trim().min(1).max(40).default("HKJ"),
  /** Refuse an order that the stock does not cover (it is held for the merchant), or take it all the same. */
  oversell: z.enum(["hold", "accept"]).default("hold"),
  /** A line of an order that means no article of the shop: hold the order, or take it as a line without an article. */
  unknownSku: z.enum(["hold", "custom"]).default("hold"),
  /** An order whose total is not the sum of its parts: take it and say so, or hold it. */
  totalsMismatch: z.enum(["accept", "hold"]).default("accept"),
  /** Whether the stock of an order that the channel takes back returns. */
  restockCancelled: z.boolean().default(true),
  /** An order whose customer or address Shopify does not take: hold it, or take it with both in its note. */
  contactRefused: z.enum(["hold", "note"]).default("hold"),
  /** What the channel is told of an order's state, where it differs from the channel's default (channels/channel.ts). */
  statusWords: statusWords.default({}),
  /** For how long what came in is kept as it came, with its personal data. */
  keepPayloadDays: z.number().int().min(1).max(365).default(30),
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
