import { z } from "zod";

import { ROUNDING_STEPS } from "./setting-choices";

/** Decimal text above zero, such as "0.709": never a float. */
export const rateText = z
  .string()
  .trim()
  .regex(/^\d{1,6}(\.\d{1,8})?$/)
  .refine((text) => /[1-9]/.test(text));

/**
 * What one unit of the shop's currency is worth in dinars. It names its currency, so that a rate meant for dollars is
 * never applied to euros after the shop changed over.
 */
export const exchange = z.object({ currency: z.string().regex(/^[A-Z]{3}$/), rate: rateText });

export const priceRounding = z.object({
  step: z.union(ROUNDING_STEPS.map((step) => z.literal(step))),
  direction: z.enum(["nearest", "up"]),
});
export type PriceRounding = z.infer<typeof priceRounding>;
