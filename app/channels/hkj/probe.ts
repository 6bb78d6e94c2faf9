import type { Fils } from "../../canonical/money";
import { randomToken } from "../../platform/crypto";
import { Failure } from "../../platform/failure";
import type { ChannelContext } from "../channel";
import { callHkj, failureOf, unreadableAnswer } from "./call";
import { EVENT_NAMES, LIMITS, type LightEvent, PATHS, PROBE } from "./contract";
import { envelope, lightData } from "./encode";
import { type HkjFindings, readOptions } from "./options";
import { idOf } from "./post-events";
import { readResults } from "./results";

const LIGHT_EVENTS: readonly LightEvent[] = ["stock", "price", "deleted"];

/**
 * Which light events HKJ understands (contract H11, H12), found out by documented behaviour alone: for an article that
 * does not exist, an event it understands is skipped and one it does not understand is an error. An event name that
 * nobody knows goes along; where that one is skipped too, skipping proves nothing and nothing counts as understood.
 * @throws Failure as `failureOf` and `callHkj` make it; a batch refused as a whole proves the key and finds nothing
 */
export async function probe(context: ChannelContext): Promise<HkjFindings> {
  const options = readOptions(context.options);
  const article = { sku: PROBE.sku, priceFils: 1000 as Fils, stockQty: 1 };
  // Never the same id twice: a second probe has to be a new question.
  const run = randomToken().slice(0, 12);
  const make = (name: string, type: string, data: Record<string, unknown>) =>
    envelope({ eventId: `probe-${run}-${name}`, occurredAt: context.clock.now().toISOString() }, type, data, options);
  const asked = LIGHT_EVENTS.map((light) => ({
    light,
    sent: make(light, EVENT_NAMES[light], lightData(article, light)),
  }));
  const control = make("control", PROBE.unknownEvent, lightData(article, "stock"));
  const sent = [...asked.map((entry) => entry.sent), control];
  const body = JSON.stringify(sent);
  const call = { method: "POST", path: PATHS.events, body, timeoutMs: LIMITS.checkTimeoutMs } as const;
  const response = await callHkj(context, call);
  if (response.status !== 200) return nothingOr(failureOf(response, context.clock.now()), response.status);
  const results = readResults(response.text, sent.map(idOf));
  if (!results) throw unreadableAnswer(response.status);
  const skipped = (event: Record<string, unknown>) => results.get(idOf(event))?.outcome === "skipped";
  if (skipped(control)) return { understands: [] };
  return { understands: asked.filter((entry) => skipped(entry.sent)).map((entry) => entry.light) };
}

function nothingOr(failure: Failure, status: number): HkjFindings {
  if (failure.code === "channel.batch_refused") return { understands: [] };
  // Both calls were answered "no such thing": whoever is there is not HKJ, or HKJ is not up.
  if (status === 404) throw new Failure({ ...detailsOf(failure), code: "channel.wrong_address" });
  throw failure;
}

function detailsOf(failure: Failure): { kind: "retryable"; message: string; params: Record<string, string | number> } {
  return { kind: "retryable", message: failure.message, params: failure.params };
}
