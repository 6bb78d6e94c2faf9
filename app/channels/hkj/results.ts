import { z } from "zod";

import { parseJson } from "../../platform/json";
import { cutText } from "../../platform/text";
import type { EventResult } from "../channel";
import { RESULT_KEYS, RESULT_WORDS } from "./contract";
import { clean } from "./fields";

const result = z
  .object({
    [RESULT_KEYS.eventId]: z.union([z.string(), z.number().transform(String)]).nullish(),
    [RESULT_KEYS.status]: z.string(),
    [RESULT_KEYS.action]: z.string().nullish(),
    [RESULT_KEYS.reason]: z.string().nullish(),
    [RESULT_KEYS.error]: z.unknown().optional(),
  })
  .transform((entry) => ({
    eventId: entry[RESULT_KEYS.eventId],
    status: entry[RESULT_KEYS.status],
    action: entry[RESULT_KEYS.action],
    reason: entry[RESULT_KEYS.reason],
    error: entry[RESULT_KEYS.error],
  }));
type Result = z.infer<typeof result>;

const body = z.object({ [RESULT_KEYS.list]: z.array(z.unknown()) });

const MESSAGE_LIMIT = 500;

/**
 * The results of HKJ's answer for the events sent, found by event id, or by position where HKJ could not read the id.
 * Events without a result are not in the map. @returns undefined when the text is no such answer
 */
export function readResults(text: string, sentIds: readonly string[]): Map<string, EventResult> | undefined {
  const parsed = body.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const results = parsed.data[RESULT_KEYS.list].map((entry) => result.safeParse(entry).data);
  const found = new Map<string, EventResult>();
  const sent = new Set(sentIds);
  for (const entry of results) {
    const id = entry?.eventId;
    if (entry && id && sent.has(id) && !found.has(id)) found.set(id, toEventResult(id, entry));
  }
  // A position tells something only where each event has its result.
  if (results.length !== sentIds.length) return found;
  sentIds.forEach((id, index) => {
    const entry = results[index];
    if (entry && !entry.eventId && !found.has(id)) found.set(id, toEventResult(id, entry));
  });
  return found;
}

function toEventResult(eventId: string, entry: Result): EventResult {
  const status = entry.status.trim().toLowerCase();
  const known = Object.hasOwn(RESULT_WORDS, status) ? RESULT_WORDS[status as keyof typeof RESULT_WORDS] : undefined;
  const outcome = known ?? "refused";
  const words = {
    applied: entry.action,
    duplicate: null,
    skipped: entry.reason ?? entry.action,
    refused: wordsOf(entry),
  };
  const message = known ? words[outcome] : `unknown result "${status}"`;
  return { eventId, outcome, message: message ? cutText(clean(message), MESSAGE_LIMIT) : null };
}

/** `error` is documented as text; should it be more, it is still what the merchant has to see. */
function wordsOf({ error, reason }: Result): string | null {
  if (typeof error === "string") return error;
  return error === undefined || error === null ? (reason ?? null) : JSON.stringify(error);
}
