import { cutText } from "../platform/text";
import type { OrderCreateUserErrorCode } from "../shopify/generated/admin";

/** What a refused `orderCreate` means. A refusal is definite: no order was made. */
export type Refusal =
  /** An order with this key exists: an earlier try had its effect after all. */
  | { kind: "exists" }
  /** Nothing is wrong with the order: Shopify takes no more at the moment. */
  | { kind: "busy" }
  /** The customer was refused, mostly because another request made the same one meanwhile: look for them again. */
  | { kind: "customer"; code: string; params: Record<string, string> }
  /** A variant was deleted. Shopify does not say which: it is asked (gone-variants.ts). */
  | { kind: "gone"; params: Record<string, string> }
  /** It will never be taken as it is. */
  | { kind: "hold"; code: string; params: Record<string, string | number> };

interface UserError {
  field: readonly string[] | null;
  message: string;
  code: OrderCreateUserErrorCode | null;
}

const codes: Partial<Record<OrderCreateUserErrorCode, string>> = {
  INVENTORY_CLAIM_FAILED: "order.out_of_stock",
  SHOP_DORMANT: "order.shop_dormant",
};

/**
 * Trial and development shops take five orders a minute (shopify.dev/docs/api/admin-graphql/latest/mutations/orderCreate),
 * and say so in a sentence without a code.
 */
const BUSY = /too many (attempts|requests)|rate limit|try again (later|in)/i;
const TAKEN = /uniq|already/i;
/** The documented code is INVENTORY_CLAIM_FAILED; apps have also met INVALID with such a sentence. */
const NO_STOCK = /unable to (reserve|claim) inventory/i;

/** A line whose variant is not there has no name: that is all real Shopify, recorded, says of it. */
const NAMELESS = /line items (name|title) can't be blank/i;

/** What the errors of one refused `orderCreate` mean together: one that is certain goes before one that is guessed at. */
export function readRefusal(errors: readonly UserError[]): Refusal {
  const concerns = (part: string) => errors.filter(({ field }) => field?.some((name) => name.includes(part)));
  const first = errors[0];
  if (concerns("metafields").some(({ message }) => TAKEN.test(message))) return { kind: "exists" };
  if (errors.some(({ message }) => BUSY.test(message))) return { kind: "busy" };
  for (const { code, message } of errors) {
    const known = NO_STOCK.test(message) ? "order.out_of_stock" : code && codes[code];
    if (known) return { kind: "hold", code: known, params: {} };
  }
  const params = { message: withoutPersonalData(first?.message ?? "no reason given") };
  if (concerns("variantId").length > 0 || errors.some(({ message }) => NAMELESS.test(message)))
    return { kind: "gone", params };
  if (concerns("ddress").length > 0 && concerns("phone").length === 0) {
    return { kind: "hold", code: "order.address_refused", params };
  }
  const reach = ["customer", "phone", "email"].some((part) => concerns(part).length > 0);
  if (reach) return { kind: "customer", code: "order.customer_refused", params };
  return { kind: "hold", code: "order.refused", params };
}

/** What Shopify or a channel says, as part of our sentences: without the numbers and addresses it may repeat from the order. */
export function withoutPersonalData(message: string): string {
  const plain = message.replace(/[^\s@]+@[^\s@]+/g, "…").replace(/\+?\d[\d\s().-]{5,}\d/g, "…");
  return cutText(plain, 200).replace(/[\s.]+$/, "");
}
