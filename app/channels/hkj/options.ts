import { z } from "zod";

import {
  CATEGORY_SEPARATOR,
  DEFAULT_OPTIONAL_FIELDS,
  LIMITS,
  OPTIONAL_PRODUCT_KEYS,
  type OptionalProductField,
  SIGNATURE_SCHEMES,
} from "./contract";

const optionalFields = Object.keys(OPTIONAL_PRODUCT_KEYS) as [OptionalProductField, ...OptionalProductField[]];

/** What can be set for one connection where HKJ turns out to differ from what is assumed. All have working defaults. */
const hkjOptions = z.object({
  /** How `X-Signature` is made; "auto" accepts bare hex and `sha256=` hex. */
  signatureScheme: z.enum(["auto", ...SIGNATURE_SCHEMES]).default("auto"),
  /** Product fields sent although they are not documented. */
  optionalFields: z.array(z.enum(optionalFields)).default([...DEFAULT_OPTIONAL_FIELDS]),
  categorySeparator: z.string().min(1).max(5).default(CATEGORY_SEPARATOR),
  /** "never": only full records, even where the probe found more. */
  lightEvents: z.enum(["auto", "never"]).default("auto"),
  sendOccurredAt: z.boolean().default(false),
  /** How the company that carries a parcel is told: in the notes, under a key that is not documented, or not at all. */
  carrier: z.enum(["note", "key", "never"]).default("note"),
  maxEvents: z.number().int().min(1).max(1000).default(LIMITS.maxEvents),
  maxBytes: z.number().int().min(1000).max(50_000_000).default(LIMITS.maxBytes),
});
export type HkjOptions = z.infer<typeof hkjOptions>;

/** Never throws: an option this version does not understand falls back to its default, alone. */
export function readOptions(stored: unknown): HkjOptions {
  const given = typeof stored === "object" && stored !== null ? (stored as Record<string, unknown>) : {};
  const understood = Object.entries(hkjOptions.shape).filter(
    ([key, schema]) => Object.hasOwn(given, key) && schema.safeParse(given[key]).success,
  );
  return hkjOptions.parse(Object.fromEntries(understood.map(([key]) => [key, given[key]])));
}

const hkjFindings = z.object({ understands: z.array(z.enum(["stock", "price", "deleted"])) });
export type HkjFindings = z.infer<typeof hkjFindings>;

/** What the last probe found out; nothing where it never ran. */
export function readFindings(stored: unknown): HkjFindings {
  const parsed = hkjFindings.safeParse(stored);
  return parsed.success ? parsed.data : { understands: [] };
}
