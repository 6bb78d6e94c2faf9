import { Failure } from "../../platform/failure";
import { readRequestId } from "../../platform/http";
import type { ChannelContext, EventResult } from "../channel";
import { callHkj, failureOf, unreadableAnswer } from "./call";
import { CHANNEL_NAME, ENVELOPE_KEYS, LIMITS, PATHS } from "./contract";
import type { Json } from "./encode";
import { readResults } from "./results";

/**
 * Posts envelopes in their order, in as many calls as the limits ask for (contract H20), one after another.
 * @returns one result an envelope
 * @throws Failure as `DeliversEvents.deliver` promises; calls before the failed one have had their effect
 */
export async function postEvents(
  context: ChannelContext,
  envelopes: readonly Json[],
  limits: { maxEvents: number; maxBytes: number },
): Promise<Map<string, EventResult>> {
  const results = new Map<string, EventResult>();
  for (const batch of batches(envelopes, limits)) {
    for (const [id, result] of await postBatch(context, batch)) results.set(id, result);
  }
  return results;
}

async function postBatch(context: ChannelContext, batch: readonly Json[]): Promise<Map<string, EventResult>> {
  const results = await post(context, batch);
  const missing = batch.filter((envelope) => !results.has(idOf(envelope)));
  if (missing.length === 0) return results;
  // Asked once more for those alone. What still has no result then is kept from holding up the others: the caller
  // halves the batch until it is by itself, and by itself it is refused for the merchant to see.
  const second = await post(context, missing);
  const silent = missing.filter((envelope) => !second.has(idOf(envelope)));
  if (silent.length > 0 && batch.length > 1) {
    throw new Failure({
      kind: "final",
      code: "channel.batch_refused",
      message: `${CHANNEL_NAME} gave no result for ${silent.length} of ${batch.length} events`,
      params: { channel: CHANNEL_NAME, status: 200 },
    });
  }
  const refused = silent.map(idOf).map((eventId): [string, EventResult] => {
    return [eventId, { eventId, outcome: "refused", message: `${CHANNEL_NAME} gave no result for this event` }];
  });
  return new Map([...results, ...second, ...refused]);
}

async function post(context: ChannelContext, batch: readonly Json[]): Promise<Map<string, EventResult>> {
  const body = JSON.stringify(batch);
  const call = { method: "POST", path: PATHS.events, body, timeoutMs: LIMITS.eventsTimeoutMs } as const;
  const response = await callHkj(context, call);
  if (response.status !== 200) throw failureOf(response, context.clock.now());
  const results = readResults(response.text, batch.map(idOf));
  if (results) return withRequestId(results, readRequestId(response.headers));
  throw unreadableAnswer(response.status);
}

function withRequestId(results: Map<string, EventResult>, requestId: string | undefined): Map<string, EventResult> {
  if (!requestId) return results;
  return new Map([...results].map(([id, result]) => [id, { ...result, requestId }]));
}

/** Consecutive runs within both limits; one envelope larger than the limit goes alone. */
function batches(envelopes: readonly Json[], limits: { maxEvents: number; maxBytes: number }): Json[][] {
  const made: Json[][] = [];
  let bytes = 0;
  for (const envelope of envelopes) {
    const size = Buffer.byteLength(JSON.stringify(envelope)) + 1;
    const last = made.at(-1);
    if (last && last.length < limits.maxEvents && bytes + size <= limits.maxBytes - 2) {
      last.push(envelope);
      bytes += size;
    } else {
      made.push([envelope]);
      bytes = size;
    }
  }
  return made;
}

/** The event id an envelope goes out under. */
export function idOf(envelope: Json): string {
  return String(envelope[ENVELOPE_KEYS.id]);
}
