import type { ChannelContext, EventResult } from "../channels/channel";
import { channelContext } from "../connections/channel-context";
import type { Connection } from "../connections/connection";
import { Failure, isFailure } from "../platform/failure";
import { type ClaimedEvent, SUSPECT_AFTER } from "./claim";
import { type Run, type Settled, settle } from "./settle";

/** So many single events refused one after another, and none taken: the fault is not the events'. */
const REFUSED_IN_A_ROW = 3;

/**
 * Sends one batch and settles every event of it that the channel gave an answer for. A batch that is refused as a whole
 * is halved until the bad event is alone; that one is then settled as refused, in the channel's words where its failure
 * bears some (`params.message`). A channel that refuses every part of a batch is itself in trouble: nothing is held against
 * the events.
 * @returns why the rest of the batch could not be sent; its rows stay `sending`.
 */
export async function sendBatch(
  run: Run,
  connection: Connection,
  rows: readonly ClaimedEvent[],
): Promise<Failure | undefined> {
  if (rows.length === 0) return undefined;
  let context: ChannelContext;
  try {
    context = channelContext(run.effects, run.channel, connection);
  } catch (error) {
    if (isFailure(error)) return error;
    throw error;
  }
  const parts: (readonly ClaimedEvent[])[] = [rows];
  let refusedAlone: Settled[] = [];
  // A batch of one is refused by itself: there is no other event to tell the channel's fault from the event's.
  let anyTaken = rows.length === 1;
  for (let part = parts.shift(); part; part = parts.shift()) {
    const answer = await deliver(run, context, part);
    if (answer.ok) {
      anyTaken = true;
      await settle(run, connection, [...refusedAlone, ...pair(part, answer.results)]);
      refusedAlone = [];
      continue;
    }
    const failure = answer.failure;
    if (isLastStraw(connection, rows, failure)) return settleRefused(run, connection, part, failure);
    if (failure.code !== "channel.batch_refused") return failure;
    if (part.length > 1) {
      const half = Math.ceil(part.length / 2);
      parts.unshift(part.slice(0, half), part.slice(half));
      continue;
    }
    refusedAlone.push(...refuse(part, failure));
    if (!anyTaken && (refusedAlone.length >= REFUSED_IN_A_ROW || parts.length === 0)) return failure;
  }
  await settle(run, connection, refusedAlone);
  return undefined;
}

type Answer = { ok: true; results: EventResult[] } | { ok: false; failure: Failure };

async function deliver(run: Run, context: ChannelContext, part: readonly ClaimedEvent[]): Promise<Answer> {
  const events = part.map((row) => row.event);
  try {
    const results = await run.channel.deliver(context, events);
    const complete = results.length === events.length && results.every((r, i) => r.eventId === events[i]?.eventId);
    if (complete) return { ok: true, results };
    run.effects.log.error({ channel: run.channel.id }, "a channel answered for other events than it was sent");
    return { ok: false, failure: unexpected("channel.unexpected_answer", "retryable") };
  } catch (error) {
    if (isFailure(error)) return { ok: false, failure: error };
    // A fault of ours that one event brings out must not hold up the others. Its message may quote the event: not logged.
    const trace = error instanceof Error ? error.stack?.split("\n").slice(1, 6) : undefined;
    run.effects.log.error({ channel: run.channel.id, trace }, "a batch could not be put into the channel's words");
    return { ok: false, failure: unexpected("channel.batch_refused", "final") };
  }
}

function unexpected(code: string, kind: "retryable" | "final"): Failure {
  return new Failure({ kind, code, message: "delivery failed in a way that the channel does not know" });
}

/**
 * An event that went alone, often and in vain, to a channel that answers others: it is the event. Not when the channel
 * was never reached, or asked for patience.
 */
function isLastStraw(connection: Connection, rows: readonly ClaimedEvent[], failure: Failure): boolean {
  const alone = rows.length === 1 && rows.every((row) => row.attempts > SUSPECT_AFTER);
  return alone && connection.failures === 0 && failure.outcomeUnknown && failure.retryAfterMs === undefined;
}

async function settleRefused(
  run: Run,
  connection: Connection,
  part: readonly ClaimedEvent[],
  failure: Failure,
): Promise<undefined> {
  await settle(run, connection, refuse(part, failure));
  return undefined;
}

function pair(part: readonly ClaimedEvent[], results: readonly EventResult[]): Settled[] {
  return part.flatMap((row, index) => {
    const result = results[index];
    return result ? [{ row, result }] : [];
  });
}

function refuse(part: readonly ClaimedEvent[], failure: Failure): Settled[] {
  const message = String(failure.params["message"] ?? failure.message);
  return part.map((row) => ({ row, result: { eventId: row.event.eventId, outcome: "refused", message } }));
}
