import type { Shop } from "../store/shop";
import type { LineItemInput, OrderInput, TaxLineInput, UserError } from "./input";

const invalid = (field: UserError["field"], message: string, code = "INVALID"): UserError[] => [
  { field, message, code },
];

/** What orderCreate refuses before it does anything; undefined when nothing is wrong. The first fault is the answer. */
export function validateOrder(shop: Shop, input: OrderInput): UserError[] | undefined {
  const lines = input.lineItems ?? [];
  if (lines.length === 0) return invalid(["order", "lineItems"], "Line items must have at least one line item");
  if (input.processedAt && Date.parse(input.processedAt) > shop.clock.now().getTime()) {
    return invalid(["order", "processedAt"], "Processed at can't be in the future", "PROCESSED_AT_INVALID");
  }
  if (input.customerId && input.customer) {
    const message = "Only one of customer_id or customer may be provided";
    return invalid(["order"], message, "REDUNDANT_CUSTOMER_FIELDS");
  }
  return (
    rateMissing("lineItems", lines) ??
    rateMissing("shippingLines", input.shippingLines ?? []) ??
    badLine(shop, lines) ??
    badPhone(input) ??
    shop.refusesOrder(input)
  );
}

function rateMissing(of: string, lines: readonly { taxLines?: TaxLineInput[] | null }[]): UserError[] | undefined {
  for (const [index, line] of lines.entries()) {
    const at = (line.taxLines ?? []).findIndex(({ rate }) => rate === "");
    if (at < 0) continue;
    return invalid(["order", of, index, "taxLines", at, "rate"], "Tax line rate is missing", "TAX_LINE_RATE_MISSING");
  }
  return undefined;
}

/** A variant the shop does not have is no error as long as the line says what it is. */
function namelessLine(): UserError[] {
  return [
    ...invalid(["order"], "Order Line items is invalid"),
    ...invalid(["order", "lineItems"], "Line items Name can't be blank"),
    ...invalid(["order", "lineItems"], "Line items Title can't be blank"),
  ];
}

function badLine(shop: Shop, lines: readonly LineItemInput[]): UserError[] | undefined {
  for (const [index, line] of lines.entries()) {
    if (line.quantity < 1) return invalid(["order", "lineItems", index, "quantity"], "Quantity must be greater than 0");
    if (!line.title && !(line.variantId && shop.variants.get(line.variantId))) return namelessLine();
  }
  return undefined;
}

/** Shopify keeps phone numbers only when they can be dialled: 7 to 15 digits, with what people write between them. */
function badPhone(input: OrderInput): UserError[] | undefined {
  const numbers = [
    [["order", "phone"], input.phone],
    [["order", "customer", "toUpsert", "phone"], input.customer?.toUpsert?.phone],
  ] as const;
  for (const [field, number] of numbers) {
    if (number && !/^\+?\d{7,15}$/.test(number.replace(/[\s().-]/g, "")))
      return invalid([...field], "Phone is invalid");
  }
  return undefined;
}
