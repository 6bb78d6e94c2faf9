import { gidNumber } from "../gid";
import type { OrderRecord, ProductRecord, VariantRecord } from "../store/records";
import { financialStatus, fulfillmentStatus } from "../orders/status";
import type { Comparison, Term, Terms } from "./search";

const same =
  <T>(read: (record: T) => string | null): Term<T> =>
  (record, value) => {
    const text = (read(record) ?? "").toLowerCase();
    const wanted = value.toLowerCase();
    return wanted.endsWith("*") ? text.startsWith(wanted.slice(0, -1)) : text === wanted;
  };

const time =
  <T>(read: (record: T) => string): Term<T> =>
  (record, value, comparison) =>
    compare(Date.parse(read(record)), Date.parse(value), comparison);

const number =
  <T extends { id: string }>(): Term<T> =>
  (record, value, comparison) =>
    compare(gidNumber(record.id), Number(value.split("/").at(-1)), comparison);

function compare(a: number, b: number, comparison: Comparison): boolean {
  switch (comparison) {
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case "=":
      return a === b;
  }
}

const tag = <T extends { tags: string[] }>(record: T, value: string): boolean =>
  record.tags.some((one) => one.toLowerCase() === value.toLowerCase());

export const productTerms: Terms<ProductRecord> = {
  id: number(),
  title: same((product) => product.title),
  handle: same((product) => product.handle),
  status: (product, value) => value.toUpperCase().split(",").includes(product.status),
  vendor: same((product) => product.vendor),
  product_type: same((product) => product.productType),
  tag,
  sku: (product, value) => product.variants.some((variant) => variant.sku === value),
  barcode: (product, value) => product.variants.some((variant) => variant.barcode === value),
  published_status: (product, value) => product.publishedOn.size > 0 === (value !== "unpublished"),
  created_at: time((product) => product.createdAt),
  updated_at: time((product) => product.updatedAt),
};

export const variantTerms: Terms<VariantRecord> = {
  id: number(),
  sku: same((variant) => variant.sku),
  barcode: same((variant) => variant.barcode),
  product_id: (variant, value) => gidNumber(variant.product.id) === Number(value),
  product_status: (variant, value) => value.toUpperCase().split(",").includes(variant.product.status),
  updated_at: time((variant) => variant.updatedAt),
};

export const orderTerms: Terms<OrderRecord> = {
  id: number(),
  name: same((order) => order.name),
  // As Shopify: a filter over an index, which does not mind the case; never take it for a key.
  source_identifier: same((order) => order.sourceIdentifier),
  source_name: same((order) => order.sourceName),
  email: same((order) => order.email),
  tag,
  status: (order, value) =>
    value === "any" ||
    (value === "open" && !order.closedAt) ||
    (value === "closed" && Boolean(order.closedAt) && !order.cancelledAt) ||
    (value === "cancelled" && Boolean(order.cancelledAt)),
  financial_status: (order, value) => (financialStatus(order) ?? "").toLowerCase() === value.toLowerCase(),
  fulfillment_status: (order, value) => fulfillmentStatus(order).toLowerCase() === value.toLowerCase(),
  created_at: time((order) => order.createdAt),
  updated_at: time((order) => order.updatedAt),
  processed_at: time((order) => order.processedAt),
};

export function sortProducts(products: readonly ProductRecord[], key: string | null | undefined) {
  if (key === "UPDATED_AT") return [...products].sort((a, b) => a.updatedAt.localeCompare(b.updatedAt));
  return key === "TITLE" ? [...products].sort((a, b) => a.title.localeCompare(b.title)) : products;
}

export function sortOrders(orders: readonly OrderRecord[], key: string | null | undefined) {
  return key === "UPDATED_AT" ? [...orders].sort((a, b) => a.updatedAt.localeCompare(b.updatedAt)) : orders;
}
