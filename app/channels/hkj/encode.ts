import type { CanonicalEvent, ProductRemoved, ProductUpserted } from "../../canonical/event";
import type { StatusWords } from "../../canonical/order";
import type { CanonicalProduct } from "../../canonical/product";
import { ENVELOPE_KEYS, EVENT_NAMES, type LightEvent, PRODUCT_KEYS } from "./contract";
import { optionalData } from "./encode-optional";
import { statusData, wordFor } from "./encode-status";
import type { HkjFindings, HkjOptions } from "./options";
import { refusalOf } from "./refusal";

export type Json = Record<string, unknown>;

/** What one canonical event becomes: an envelope to send, a refusal of our own, or nothing that HKJ need hear. */
export type Encoded =
  | { kind: "send"; envelope: Json; light: boolean }
  | { kind: "refuse"; message: string }
  | { kind: "untold"; message: string };

/**
 * One canonical event as HKJ's envelope. The full record goes out always, except where the probe found that HKJ
 * understands the lighter event for exactly what changed (contract H11 to H13).
 * @param words the connection's own words for statuses
 */
export function encode(
  event: CanonicalEvent,
  options: HkjOptions,
  findings: HkjFindings,
  words: StatusWords = {},
): Encoded {
  const refusal = refusalOf(event);
  if (refusal) return { kind: "refuse", message: refusal };
  if (event.type === "order.status_changed") {
    const word = wordFor(event.status, words);
    if (word === null) return { kind: "untold", message: `status "${event.status}" is not told` };
    const data = statusData(event, word, options.carrier);
    return { kind: "send", light: false, envelope: envelope(event, EVENT_NAMES.status, data, options) };
  }
  const light = options.lightEvents === "auto" ? lightEventFor(event) : undefined;
  if (light && findings.understands.includes(light)) {
    return {
      kind: "send",
      light: true,
      envelope: envelope(event, EVENT_NAMES[light], lightData(event.product, light), options),
    };
  }
  return { kind: "send", light: false, envelope: encodeFull(event, event.eventId, options) };
}

/**
 * The documented `product.upserted` with everything in it; for a removal the last record, with nothing left to sell.
 * `eventId` may differ from the event's where the full record follows a lighter event that did not do.
 */
export function encodeFull(event: ProductUpserted | ProductRemoved, eventId: string, options: HkjOptions): Json {
  const removed = event.type === "product.removed";
  const product = removed ? { ...event.product, stockQty: 0 } : event.product;
  return envelope({ ...event, eventId }, EVENT_NAMES.upserted, fullRecord(product, options, !removed), options);
}

/** The `data` of `product.upserted`, which is a row of an import too. */
export function fullRecord(product: CanonicalProduct, options: HkjOptions, isActive = true): Json {
  return { ...productData(product), ...optionalData(product, isActive, options) };
}

function lightEventFor(event: ProductUpserted | ProductRemoved): LightEvent | undefined {
  if (event.type === "product.removed") return "deleted";
  const [only, ...more] = new Set(event.changed);
  return more.length === 0 && only !== "content" ? only : undefined;
}

/** Data of a light event; also what the probe sends, so that it probes the very shape that is used later. */
export function lightData(
  product: Pick<CanonicalProduct, "priceFils" | "stockQty"> & { sku: string },
  light: LightEvent,
): Json {
  return {
    [PRODUCT_KEYS.sku]: product.sku,
    ...(light === "stock" && { [PRODUCT_KEYS.stockQty]: stockOf(product) }),
    ...(light === "price" && { [PRODUCT_KEYS.priceFils]: product.priceFils }),
  };
}

function productData(product: CanonicalProduct): Json {
  return {
    [PRODUCT_KEYS.sku]: product.sku,
    [PRODUCT_KEYS.externalId]: product.externalId,
    ...(product.barcode !== null && { [PRODUCT_KEYS.barcode]: product.barcode }),
    [PRODUCT_KEYS.titleEn]: product.titleEn,
    [PRODUCT_KEYS.titleAr]: product.titleAr,
    [PRODUCT_KEYS.priceFils]: product.priceFils,
    [PRODUCT_KEYS.stockQty]: stockOf(product),
  };
}

/** Stock below zero is an oversold article: there is none to sell (contract H26). */
function stockOf(product: Pick<CanonicalProduct, "stockQty">): number {
  return Math.max(0, product.stockQty);
}

/** What HKJ is sent of one event: its id and type, around `data`. */
export function envelope(
  event: { eventId: string; occurredAt: string },
  type: string,
  data: Json,
  options: HkjOptions,
): Json {
  return {
    [ENVELOPE_KEYS.id]: event.eventId,
    [ENVELOPE_KEYS.type]: type,
    ...(options.sendOccurredAt && { [ENVELOPE_KEYS.occurredAt]: event.occurredAt }),
    [ENVELOPE_KEYS.data]: data,
  };
}
