import { z } from "zod";

/**
 * What a merchant decided about an order that was held. It stays with the order, so that another try takes it into
 * account; the order itself stays as the channel sent it.
 */
export const resolution = z.object({
  /** By the line's position: the variant it means, or "custom" for a line that is no article of the shop. */
  lines: z.record(z.string(), z.union([z.object({ variantId: z.string() }), z.literal("custom")])).default({}),
  /** Taken although the stock does not cover it. */
  acceptStock: z.boolean().default(false),
  /** Taken although its total is not the sum of its parts. */
  acceptTotals: z.boolean().default(false),
  /** Phone, e-mail and address go into the note, because Shopify does not take them as such. */
  contactInNote: z.boolean().default(false),
});
export type Resolution = z.infer<typeof resolution>;

/** Never throws: nothing was decided where nothing readable is stored. */
export function readResolution(stored: unknown): Resolution {
  return resolution.safeParse(stored ?? {}).data ?? resolution.parse({});
}
