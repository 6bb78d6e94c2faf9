// Plain lists, for pages too: what checks settings (zod) stays on the server.

/** By what a rule chooses products. */
export const SELECTION_KINDS = ["collection", "tag", "vendor", "type"] as const;

/** Steps that prices in another currency are rounded to, in fils. */
export const ROUNDING_STEPS = [1, 5, 10, 50, 100] as const;
