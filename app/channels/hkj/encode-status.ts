import type { OrderStatusChanged } from "../../canonical/event";
import type { OrderStatus, StatusWords } from "../../canonical/order";
import { CARRIER_NOTES, STATUS_KEYS, STATUS_NOTES, STATUS_WORDS } from "./contract";
import type { HkjOptions } from "./options";

/** HKJ's word for a status: the connection's own where it has one; null: HKJ is not told (contract H10). */
export function wordFor(status: OrderStatus, words: StatusWords): string | null {
  const own = words[status];
  return own === undefined ? STATUS_WORDS[status] : own;
}

/** The `data` of `order.status_changed` (contract H9): only keys that have something to say. */
export function statusData(
  event: OrderStatusChanged,
  word: string,
  carrier: HkjOptions["carrier"],
): Record<string, unknown> {
  const { tracking } = event;
  const note = notesOf(event, carrier);
  const named = (keys: readonly string[], id: string | null): Record<string, unknown> =>
    id === null ? {} : Object.fromEntries(keys.map((key) => [key, id] as const));
  return {
    ...named(STATUS_KEYS.shopOrderId, event.shopOrderId),
    ...named(STATUS_KEYS.channelOrderId, event.channelOrderId),
    [STATUS_KEYS.status]: word,
    ...(tracking?.number && { [STATUS_KEYS.trackingNumber]: tracking.number }),
    ...(tracking?.url && { [STATUS_KEYS.trackingUrl]: tracking.url }),
    ...(tracking?.company && carrier === "key" && { [STATUS_KEYS.carrier]: tracking.company }),
    ...(note.en && { [STATUS_KEYS.noteEn]: note.en }),
    ...(note.ar && { [STATUS_KEYS.noteAr]: note.ar }),
  };
}

/** The shop's own note, else what the word leaves unsaid; then who carries the parcel. */
function notesOf(event: OrderStatusChanged, carrier: HkjOptions["carrier"]): { en: string; ar: string } {
  const usual = event.noteEn === null && event.noteAr === null ? STATUS_NOTES[event.status] : undefined;
  const company = carrier === "note" ? event.tracking?.company : null;
  const text = (note: string | null | undefined, lead: string) =>
    [note, company && `${lead}${company}`].filter(Boolean).join("\n");
  return {
    en: text(event.noteEn ?? usual?.en, CARRIER_NOTES.en),
    ar: text(event.noteAr ?? usual?.ar, CARRIER_NOTES.ar),
  };
}
