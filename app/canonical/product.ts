import { z } from "zod";

import { sku } from "./ids";
import { fils } from "./money";

const text = z.string().trim().min(1);

/**
 * One thing that can be bought: one Shopify variant, told completely. Both titles are always there and name the chosen
 * options. Channels pick what they can carry.
 */
export const canonicalProduct = z.object({
  sku,
  /** The shop's own lasting id of the variant (decimal digits); survives a renamed SKU. */
  externalId: text,
  /** Joins the variants of one product. */
  groupId: text,
  barcode: text.nullable(),
  titleEn: text,
  titleAr: text,
  descriptionEn: z.string().nullable(),
  descriptionAr: z.string().nullable(),
  /** From the widest to the narrowest; empty when the shop has none. */
  categoryPathEn: z.array(text),
  categoryPathAr: z.array(text),
  brand: text.nullable(),
  priceFils: fils,
  compareAtPriceFils: fils.nullable(),
  /** What can be sold now: never negative. */
  stockQty: z.number().int().min(0),
  imageUrls: z.array(z.url()),
});
export type CanonicalProduct = z.infer<typeof canonicalProduct>;

/** What an update changed, for channels that know lighter events than the full record. */
export const productAspect = z.enum(["content", "price", "stock"]);
export type ProductAspect = z.infer<typeof productAspect>;
