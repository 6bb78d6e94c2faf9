import { z } from "zod";

import { fils } from "./money";

const optionalText = z.string().trim().min(1).nullable();

export const orderLine = z
  .object({
    sku: optionalText,
    externalId: optionalText,
    barcode: optionalText,
    /** As the shopper saw it; whichever language the channel sent. */
    title: optionalText,
    /** The Arabic one, where the channel sent it and it is not the title above. For our pages only. */
    titleAr: optionalText.optional(),
    quantity: z.number().int().min(1).max(1_000_000),
    /** As sold, whatever the shop asks today; null when the channel names none. */
    unitPriceFils: fils.nullable(),
  })
  .refine((line) => line.sku ?? line.externalId ?? line.barcode ?? line.title, "a line names no article");
export type OrderLine = z.infer<typeof orderLine>;

export const orderAddress = z.object({
  /** The whole address where the channel sends one text. */
  text: optionalText,
  street: optionalText,
  building: optionalText,
  area: optionalText,
  city: optionalText,
  notes: optionalText,
  countryCode: z.string().length(2).default("JO"),
});
export type OrderAddress = z.infer<typeof orderAddress>;

/** An order a channel took. `channelOrderId` is the channel's own human reference and never changes. */
export const canonicalOrder = z.object({
  channelOrderId: z.string().trim().min(1).max(128),
  placedAt: z.iso.datetime({ offset: true }).nullable(),
  customer: z.object({ name: optionalText, phone: optionalText, email: optionalText }),
  address: orderAddress.nullable(),
  lines: z.array(orderLine).min(1).max(250),
  deliveryFeeFils: fils,
  discountFils: fils,
  /** What the shopper was told to pay; null when the channel names none. */
  totalFils: fils.nullable(),
  paymentMethod: optionalText,
  paid: z.boolean(),
  note: optionalText,
  test: z.boolean(),
});
export type CanonicalOrder = z.infer<typeof canonicalOrder>;

/** What became of an order, in the words every channel maps from. */
export const orderStatus = z.enum([
  "confirmed",
  "processing",
  "partly_shipped",
  "shipped",
  "delivered",
  "cancelled",
  "partly_refunded",
  "refunded",
  "returned",
]);
export type OrderStatus = z.infer<typeof orderStatus>;

/** What a channel calls a status: one line of text, without marks that cannot be seen. */
export const statusWord = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u);

/** Words by status; null: it is not told; one that is missing: the channel's own default. */
export const statusWords = z.partialRecord(orderStatus, statusWord.nullable());
export type StatusWords = z.infer<typeof statusWords>;
