import { isFailure } from "../../platform/failure";
import { sha256Hex } from "../../platform/crypto";
import { cutText } from "../../platform/text";
import type { IncomingRequest, Received } from "../channel";
import { ENVELOPE_ALIASES, INCOMING_EVENTS, INCOMING_LIMITS } from "./contract";
import { cancelReason, cancelledOrder, decodeOrder } from "./decode-order";
import { type ExactJson, type ExactObject, isObject, parseExactJson } from "./exact-json";
import { objectOf, textOf } from "./fields";

/**
 * An authentic call of HKJ's, told in the port's words (contract H3 to H5). Never throws: what is no JSON is invalid with
 * 400, what is JSON but not what it says it is with 422, each with a code and a sentence that holds no personal data.
 */
export function decode(request: IncomingRequest): Received {
  const parsed = parseExactJson(request.rawBody);
  const hash = `sha256:${sha256Hex(request.rawBody)}`;
  if (parsed === undefined) {
    return {
      kind: "invalid",
      deliveryId: hash,
      status: 400,
      code: "payload.not_json",
      message: "The body is not JSON.",
    };
  }
  const envelope = theEnvelope(parsed);
  const deliveryId = (envelope && deliveryIdOf(envelope)) ?? hash;
  const invalid = (code: string, message: string): Received => ({
    kind: "invalid",
    deliveryId,
    status: 422,
    code,
    message,
  });
  if (Array.isArray(parsed) && parsed.length > 1) {
    const message = `The body is a list of ${parsed.length} events. Nothing of it was taken; please send each by itself.`;
    return invalid("payload.several_events", message);
  }
  const type = envelope && textOf(envelope, ENVELOPE_ALIASES.type)?.toLowerCase();
  if (!envelope || !type) return invalid("payload.no_event", "The body is no event: event_type is missing.");
  try {
    return decodeEvent(envelope, type, deliveryId);
  } catch (error) {
    if (isFailure(error)) return invalid(error.code, error.message);
    return invalid("payload.bad_field", "The event cannot be read.");
  }
}

function decodeEvent(envelope: ExactObject, type: string, deliveryId: string): Received {
  // Without a wrapper, the fields beside the event type are the data.
  const data = objectOf(envelope, ENVELOPE_ALIASES.data) ?? envelope;
  if (isOneOf(type, INCOMING_EVENTS.placed)) {
    const order = decodeOrder(data, textOf(envelope, ENVELOPE_ALIASES.occurredAt));
    return { kind: "order_placed", deliveryId, order };
  }
  if (isOneOf(type, INCOMING_EVENTS.cancelled)) {
    return { kind: "order_cancelled", deliveryId, ...cancelledOrder(data), reason: cancelReason(data) };
  }
  return { kind: "unknown", deliveryId, type: cutText(type, 100) };
}

/** An array of one envelope is that envelope: the way in accepts both, so the way out may send both. */
function theEnvelope(parsed: ExactJson): ExactObject | undefined {
  const only = Array.isArray(parsed) && parsed.length === 1 ? parsed[0] : parsed;
  return isObject(only) ? only : undefined;
}

function deliveryIdOf(envelope: ExactObject): string | undefined {
  const id = textOf(envelope, ENVELOPE_ALIASES.id);
  if (!id) return undefined;
  return id.length <= INCOMING_LIMITS.eventId ? id : `sha256:${sha256Hex(id)}`;
}

function isOneOf(type: string, names: readonly string[]): boolean {
  return names.includes(type);
}
