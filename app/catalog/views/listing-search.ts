import type { Prisma } from "@prisma/client";

/**
 * Listings with this text (platform/search-text.ts) in the shop's own title, in a title they were sent to the channel
 * with, or in their SKU: a merchant searches in the language of the page, whichever the shop is written in.
 */
export function listingContains(text: string): Prisma.ListingWhereInput {
  const insensitive = { mode: "insensitive" } as const;
  const contains = { contains: text, ...insensitive };
  const sent = (title: string) => ({ record: { path: [title], string_contains: text, ...insensitive } });
  return { OR: [{ title: contains }, { sku: contains }, sent("titleAr"), sent("titleEn")] };
}
