import type { UserError } from "./input";

/**
 * What the API answers when it cannot reserve stock. Its documentation names INVENTORY_CLAIM_FAILED; what merchants'
 * apps have met on 2026-10 is INVALID with this message. Apps must take either for "out of stock".
 */
export const OUT_OF_STOCK: Record<"met" | "documented", UserError> = {
  met: { field: ["order", "lineItems"], message: "Line items Unable to reserve inventory", code: "INVALID" },
  documented: { field: ["order", "lineItems"], message: "Unable to claim inventory", code: "INVENTORY_CLAIM_FAILED" },
};
