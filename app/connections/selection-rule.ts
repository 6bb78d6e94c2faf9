import { z } from "zod";

const text = z.string().trim().min(1).max(255);

/**
 * One rule about which products a channel is offered. "only" rules widen each other: a product needs one of them, if
 * there are any. A "never" rule that fits always wins.
 */
export const selectionRule = z.discriminatedUnion("by", [
  z.object({
    effect: z.enum(["only", "never"]),
    by: z.literal("collection"),
    /** The collection's number in Shopify. */
    value: z.string().regex(/^\d{1,20}$/),
    /** Its title when it was chosen, for the screen. */
    title: z.string().max(255).default(""),
  }),
  z.object({ effect: z.enum(["only", "never"]), by: z.enum(["tag", "vendor", "type"]), value: text }),
]);
export type SelectionRule = z.infer<typeof selectionRule>;

/** Each chosen collection is one more question about every product that is read. */
export const MOST_COLLECTIONS = 20;

/** Of all rules of a connection. */
export const selectionRules = z
  .array(selectionRule)
  .max(100)
  .refine((rules) => collectionsOf(rules).length <= MOST_COLLECTIONS);

/** Numbers of the collections that rules name, each once. */
export function collectionsOf(rules: readonly SelectionRule[]): string[] {
  return [...new Set(rules.flatMap(({ by, value }) => (by === "collection" ? [value] : [])))].sort();
}
