import type { CanonicalEvent, ProductRemoved, ProductUpserted } from "../../canonical/event";
import type { ChannelContext, EventResult } from "../channel";
import { type Json, encode, encodeFull } from "./encode";
import { type HkjOptions, readFindings, readOptions } from "./options";
import { postEvents } from "./post-events";

/**
 * Sends a batch of canonical events, see `DeliversEvents.deliver`.
 *
 * A light event that HKJ does not apply is followed by the full record under an id of its own: skipped may mean that HKJ
 * never saw the article, an error that the light event was understood less well than the probe made believe, and a
 * duplicate that an earlier try was answered so and the answer lost. The full record is right in every case.
 *
 * An order's status that HKJ skips was not taken: nothing is done with it there, mostly because HKJ does not know the order.
 */
export async function deliver(context: ChannelContext, events: readonly CanonicalEvent[]): Promise<EventResult[]> {
  const options = readOptions(context.options);
  const findings = readFindings(context.findings);
  const results = new Map<string, EventResult>();
  const envelopes: Json[] = [];
  const light: (ProductUpserted | ProductRemoved)[] = [];
  for (const event of events) {
    const encoded = encode(event, options, findings, context.statusWords);
    if (encoded.kind === "send") {
      envelopes.push(encoded.envelope);
      if (encoded.light && event.type !== "order.status_changed") light.push(event);
    } else {
      const outcome = encoded.kind === "refuse" ? "refused" : "skipped";
      results.set(event.eventId, { eventId: event.eventId, outcome, message: encoded.message });
    }
  }
  const answers = await postEvents(context, envelopes, options);
  for (const event of events) {
    const answer = answers.get(event.eventId);
    if (answer) results.set(event.eventId, event.type === "order.status_changed" ? takenOrRefused(answer) : answer);
  }
  const second = await sendInFull(context, light, events, results, options);
  return events.map((event) => settled(event, second.get(event.eventId) ?? results.get(event.eventId)));
}

function takenOrRefused(result: EventResult): EventResult {
  return result.outcome === "skipped" ? { ...result, outcome: "refused" } : result;
}

async function sendInFull(
  context: ChannelContext,
  light: readonly (ProductUpserted | ProductRemoved)[],
  events: readonly CanonicalEvent[],
  results: ReadonlyMap<string, EventResult>,
  options: HkjOptions,
): Promise<Map<string, EventResult>> {
  const again = light.filter((event) => needsFullRecord(event, results) && isNewestOfItsSku(event, events));
  const envelopes = again.map((event) => encodeFull(event, fullId(event), options));
  const answers = await postEvents(context, envelopes, options);
  const own = again.map((event): [string, EventResult | undefined] => [event.eventId, answers.get(fullId(event))]);
  return new Map(own.flatMap(([eventId, result]) => (result ? [[eventId, { ...result, eventId }] as const] : [])));
}

function needsFullRecord(event: CanonicalEvent, results: ReadonlyMap<string, EventResult>): boolean {
  const outcome = results.get(event.eventId)?.outcome;
  // A deletion of what HKJ does not have is done.
  if (event.type === "product.removed") return outcome === "refused";
  return outcome !== "applied";
}

/** An older record must not overtake a newer one that went out in the same batch. */
function isNewestOfItsSku(event: ProductUpserted | ProductRemoved, events: readonly CanonicalEvent[]): boolean {
  const later = events.slice(events.indexOf(event) + 1);
  return !later.some((other) => other.type !== "order.status_changed" && other.product.sku === event.product.sku);
}

function fullId(event: CanonicalEvent): string {
  return `${event.eventId}-full`;
}

function settled({ eventId }: CanonicalEvent, result: EventResult | undefined): EventResult {
  return result ?? { eventId, outcome: "refused", message: "no result" };
}
