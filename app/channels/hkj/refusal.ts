import type { CanonicalEvent } from "../../canonical/event";
import { LEAST_PRICE_FILS, REQUIRED_PRODUCT_KEYS } from "./contract";

const NAMES = { sku: "the SKU", titleEn: "the English title", titleAr: "the Arabic title" } as const;

/**
 * The last look before an event leaves: what HKJ would refuse, or worse, take (contract H14, H26). The mapping rules hold
 * such items back long before; a record stored by an older version of them may still come by.
 * @returns a sentence, undefined when the event may go
 */
export function refusalOf(event: CanonicalEvent): string | undefined {
  if (event.type === "order.status_changed") return undefined;
  const { product } = event;
  const missing = REQUIRED_PRODUCT_KEYS.find((key) => !product[key]?.trim());
  if (missing) return `Not sent: ${NAMES[missing]} is missing.`;
  if (!Number.isSafeInteger(product.priceFils)) return "Not sent: the price is no whole number of fils.";
  if (product.priceFils < LEAST_PRICE_FILS) return "Not sent: the price is too low.";
  if (!Number.isSafeInteger(product.stockQty)) return "Not sent: the stock is no whole number.";
  return undefined;
}
