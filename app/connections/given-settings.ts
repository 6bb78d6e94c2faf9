import { z } from "zod";

import { CURRENCY } from "../canonical/currency";
import { type OrderStatus, orderStatus } from "../canonical/order";
import { typedNumber } from "../platform/text";
import type { ConnectionSettings } from "./settings";
import type { DefaultStatusWords } from "./views/settings-view";

/** What the settings page sends, in the shape of its form (connections/views/settings-view.ts). Values are checked later. */
export const settingsForm = z.object({
  locations: z.union([z.literal("all"), z.array(z.string())]),
  stockBuffer: z.string(),
  alwaysAvailableQuantity: z.string(),
  selection: z.array(z.record(z.string(), z.string())),
  rate: z.string(),
  roundingStep: z.string(),
  roundingDirection: z.string(),
  missingTranslation: z.string(),
  missingSku: z.string(),
  orderTag: z.string(),
  oversell: z.string(),
  unknownSku: z.string(),
  totalsMismatch: z.string(),
  contactRefused: z.string(),
  restockCancelled: z.boolean(),
  statusWords: z.partialRecord(orderStatus, z.object({ tell: z.boolean(), word: z.string() })),
  keepPayloadDays: z.string(),
});
export type SettingsForm = z.infer<typeof settingsForm>;

/** Also a shop whose currency was not read yet. */
const NEEDS_NO_RATE = ["", CURRENCY];

/**
 * The settings that a form means. What is no number stays a text, and is refused with its name when it is saved. In a
 * shop that needs no rate nothing is said about prices: what was set for another currency stays. Of status words only
 * those are kept that differ from the channel's own, which may change with a release.
 */
export function givenSettings(
  form: SettingsForm,
  currency: string,
  defaultWords: DefaultStatusWords = {},
): Partial<Record<keyof ConnectionSettings, unknown>> {
  const { rate, roundingStep, roundingDirection, stockBuffer, alwaysAvailableQuantity, keepPayloadDays, ...others } =
    form;
  const { statusWords, ...rest } = others;
  const typed = typedNumber(rate);
  const prices = {
    exchange: typed === "" ? null : { currency, rate: typed },
    priceRounding: { step: wholeNumber(roundingStep), direction: roundingDirection },
  };
  return {
    ...rest,
    stockBuffer: wholeNumber(stockBuffer),
    alwaysAvailableQuantity: wholeNumber(alwaysAvailableQuantity),
    keepPayloadDays: wholeNumber(keepPayloadDays),
    statusWords: ownWords(statusWords, defaultWords),
    ...(!NEEDS_NO_RATE.includes(currency) && prices),
  };
}

function ownWords(
  rows: SettingsForm["statusWords"],
  defaults: DefaultStatusWords,
): Partial<Record<OrderStatus, string | null>> {
  const entries = Object.entries(rows).map(([status, { tell, word }]) => {
    // Right-to-left keyboards leave marks around Latin words that nobody sees and no channel would know.
    const typed = tell ? word.replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "").trim() : null;
    return [status as OrderStatus, typed] as const;
  });
  return Object.fromEntries(entries.filter(([status, word]) => word !== (defaults[status] ?? null)));
}

function wholeNumber(text: string): number | string {
  const typed = typedNumber(text);
  return /^\d{1,9}$/.test(typed) ? Number(typed) : typed;
}
