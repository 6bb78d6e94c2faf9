import { z } from "zod";

import type { Language } from "../product-facts";

const record = z.object({ titleAr: z.string(), titleEn: z.string() });

export type SentTitles = Record<Language, string>;

/** The titles of a listing's record, as the channel shows them; null: there is no record. */
export function sentTitles(from: unknown): SentTitles | null {
  const { data } = record.safeParse(from);
  return data ? { ar: data.titleAr, en: data.titleEn } : null;
}
