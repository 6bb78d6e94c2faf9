import { z } from "zod";

import { orderStatus } from "./order";
import { canonicalProduct, productAspect } from "./product";

const envelope = {
  /** Deterministic: the same change has the same id however often it is sent, another change never has it. */
  eventId: z.string().min(1).max(128),
  /** When it happened in the shop. */
  occurredAt: z.iso.datetime(),
};

export const productUpserted = z.object({
  ...envelope,
  type: z.literal("product.upserted"),
  product: canonicalProduct,
  changed: z.array(productAspect).min(1),
});

/** It is not sold there any more. The last full record goes along for channels that know no deletion. */
export const productRemoved = z.object({
  ...envelope,
  type: z.literal("product.removed"),
  product: canonicalProduct,
});

export const orderStatusChanged = z.object({
  ...envelope,
  type: z.literal("order.status_changed"),
  channelOrderId: z.string().min(1),
  /** The id that the channel was given in the answer to its order. */
  shopOrderId: z.string().min(1).nullable(),
  status: orderStatus,
  tracking: z
    .object({ company: z.string().nullable(), number: z.string().nullable(), url: z.string().nullable() })
    .nullable(),
  /** Why, when the shop says so: in the words of the app, both languages. */
  noteEn: z.string().nullable(),
  noteAr: z.string().nullable(),
});

export const canonicalEvent = z.discriminatedUnion("type", [productUpserted, productRemoved, orderStatusChanged]);
export type CanonicalEvent = z.infer<typeof canonicalEvent>;
export type ProductUpserted = z.infer<typeof productUpserted>;
export type ProductRemoved = z.infer<typeof productRemoved>;
export type OrderStatusChanged = z.infer<typeof orderStatusChanged>;

/**
 * Event ids. `generation` counts a connection's lives, `version` the real changes of one listing or order: going back to
 * an earlier price is a new change and so a new id, while a repeated delivery of it is not. Of random ids a part stands, for
 * people who read them: eight digits tell a shop's few connections apart, twelve the orders of one of them.
 */
export function productEventId(connectionId: string, generation: number, variantId: string, version: number): string {
  return `p-${connectionId.slice(0, 8)}-${generation}-${variantId}-v${version}`;
}

/** As {@link productEventId}, for one status of an order. */
export function orderEventId(connectionId: string, generation: number, placedOrderId: string, version: number): string {
  return `o-${connectionId.slice(0, 8)}-${generation}-${placedOrderId.slice(0, 13)}-v${version}`;
}
