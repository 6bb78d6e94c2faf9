import { amount } from "../money";
import type { LineItemRecord, MoneyPair, ShippingLineRecord, TaxLineRecord } from "../store/records";
import type { Shop } from "../store/shop";
import type { LineItemInput, MoneyBagInput, ShippingLineInput, TaxLineInput } from "./input";
import { ZERO } from "./totals";

/** Both sides of an amount; what the buyer saw is what the shop books unless it is told otherwise. */
export function pairFrom(bag: MoneyBagInput): MoneyPair {
  const shop = amount(bag.shopMoney.amount);
  return { shop, presentment: bag.presentmentMoney ? amount(bag.presentmentMoney.amount) : shop };
}

export function taxLineFrom(input: TaxLineInput): TaxLineRecord {
  return {
    title: input.title,
    rate: Number(input.rate),
    price: input.priceSet ? pairFrom(input.priceSet) : ZERO,
  };
}

/** A line of an order: what the input leaves out comes from the variant. */
export function lineItemFrom(shop: Shop, input: LineItemInput): LineItemRecord {
  const variant = input.variantId ? shop.variants.get(input.variantId) : undefined;
  const title = variant && variant.values.join(" / ") !== "Default Title" ? variant.values.join(" / ") : null;
  const price = variant ? amount(variant.price) : 0n;
  return {
    id: shop.newId("LineItem"),
    title: input.title ?? variant?.product.title ?? "",
    variantTitle: input.variantTitle ?? title,
    sku: input.sku ?? variant?.sku ?? null,
    vendor: input.vendor ?? variant?.product.vendor ?? null,
    quantity: input.quantity,
    currentQuantity: input.quantity,
    fulfillableQuantity: input.quantity,
    // Of all that can be left out this alone does not come from the variant: the schema has a default for it.
    requiresShipping: input.requiresShipping ?? false,
    taxable: input.taxable ?? variant?.taxable ?? true,
    variantId: variant?.id ?? null,
    productId: input.productId ?? variant?.product.id ?? null,
    unitPrice: input.priceSet ? pairFrom(input.priceSet) : { shop: price, presentment: price },
    taxLines: (input.taxLines ?? []).map(taxLineFrom),
    customAttributes: (input.properties ?? []).map(({ name, value }) => ({ key: name, value })),
    claims: [],
  };
}

export function shippingLineFrom(shop: Shop, input: ShippingLineInput): ShippingLineRecord {
  return {
    id: shop.newId("ShippingLine"),
    title: input.title,
    code: input.code ?? input.title,
    source: input.source ?? null,
    price: pairFrom(input.priceSet),
    taxLines: (input.taxLines ?? []).map(taxLineFrom),
  };
}
