import type { Request, RequestHandler, Response } from "express";

import type { Connection } from "@prisma/client";

import {
  type Channel,
  type DeliveryOutcome,
  type HttpAnswer,
  type IncomingRequest,
  type Received,
  type ReceivesDeliveries,
  receivesDeliveries,
} from "../channels/channel";
import type { ChannelRegistry } from "../channels/registry";
import { findByToken } from "../connections/connection";
import { openCredentials } from "../connections/credentials";
import { readSettings } from "../connections/settings";
import { clearCallProblems, reportBadSignature } from "../orders/call-problems";
import { receiveCancellation } from "../orders/cancellation";
import type { FirstTries } from "../orders/first-try";
import { keepDelivery } from "../orders/inbox";
import { receiveUnreadable } from "../orders/unreadable-call";
import { createOrderWait } from "../orders/wait";
import type { Effects } from "../platform/effects";
import { type OrderDesk, takeOrder } from "./channel-order";
import { readRawBody } from "./raw-body";
import { type Turnstile, createTurnstile } from "./turnstile";

const BODY_LIMIT = 2 * 1024 * 1024;
/** How long a channel waits for its answer is unknown (contract H8: 10 s assumed); we answer before. */
const PATIENCE_MS = 8_000;
/** Calls at work in the database at once; each takes two of a process's twenty connections at most. */
const AT_ONCE = 5;
/** Of these for one connection: a crowd of its repeats leaves turns to the others. */
const FOR_ONE = 3;
/** For a turn nobody is kept waiting longer: there is too much to do, and they are better told. */
const LINE_MS = 4_000;
const BUSY_SECONDS = 2;
/** Whose turns calls take whose token was not seen to be good before. No token is empty. */
const STRANGERS = "";

type Needs = Pick<Effects, "db" | "sql" | "clock" | "log" | "metrics" | "sealer" | "signals">;

interface ChannelDoorOptions {
  patienceMs?: number;
  firstTries?: FirstTries;
}

interface Door {
  effects: Needs;
  channels: ChannelRegistry;
  patienceMs: number;
  turnstile: Turnstile;
  /** Tokens that were good the last time. */
  known: Set<string>;
  desk: OrderDesk;
}

/** An authentic call. */
interface Call {
  channel: Channel & ReceivesDeliveries;
  connection: Connection;
  received: Received;
  rawBody: Buffer;
}

/** Known once the call is stored; what the caller is told may have to be waited for. */
type Taken = (patienceMs: number, gaveUp: () => boolean) => Promise<DeliveryOutcome>;

/**
 * POST /channels/:channel/:token, where a channel tells us of its orders. Nothing is acknowledged before it is committed.
 * A paused or blocked connection still takes orders: what pauses is what we send, and a lost order is worse than one that
 * comes while the merchant looks after a credential.
 * Answers of its own: 404 unknown channel or token (also of a connection given up), 413 more than 2 MB, 401 bad
 * signature, 503 too many at once. Everything else is worded by the channel.
 */
export function createChannelDoor(
  effects: Needs,
  channels: ChannelRegistry,
  { patienceMs = PATIENCE_MS, firstTries }: ChannelDoorOptions = {},
): RequestHandler {
  const desk = { effects, firstTries, waitForOrder: createOrderWait(effects) };
  const turnstile = createTurnstile({ atOnce: AT_ONCE, forOne: FOR_ONE, patienceMs: LINE_MS });
  const door = { effects, channels, patienceMs, turnstile, known: new Set<string>(), desk };
  return (request, response, next) => {
    open(door, request, response).catch(next);
  };
}

async function open(door: Door, request: Request, response: Response): Promise<void> {
  const { effects, channels, patienceMs, turnstile } = door;
  const stopTimer = effects.metrics.orderSeconds.startTimer();
  const started = performance.now();
  // Whoever hung up was told nothing and comes again: their call must not cost what the others wait for.
  const gone = () => response.destroyed;
  const { channel: channelId = "", token = "" } = request.params;
  const channel = channels.get(channelId);
  // An unknown channel costs the same look-up as an unknown token.
  const connection = await findConnection(door, channelId, token, gone);
  if (connection === undefined) return refuse(effects, response, channel?.id ?? "unknown", "busy");
  if (!channel || !receivesDeliveries(channel) || !connection) {
    return refuse(effects, response, channel?.id ?? "unknown", "not_found");
  }
  const rawBody = await readRawBody(request, BODY_LIMIT);
  if (!rawBody) {
    return refuse(effects, response, channel.id, "too_large");
  }
  const incoming: IncomingRequest = { rawBody, headers: flatHeaders(request) };
  const credentials = openCredentials(effects.sealer, connection);
  if (!channel.isAuthentic(incoming, credentials, readSettings(connection.settings).channel)) {
    await turnstile.pass(token, gone, () => reportBadSignature(effects, connection));
    return refuse(effects, response, channel.id, "bad_signature");
  }
  const received = channel.read(incoming);
  const taken = await turnstile.pass(token, gone, () => take(door, { channel, connection, received, rawBody }));
  if (!taken) return refuse(effects, response, channel.id, "busy");
  const outcome = await taken(Math.max(0, patienceMs - (performance.now() - started)), gone);
  if (received.kind === "order_placed") stopTimer({ channel: channel.id, outcome: outcome.kind });
  send(response, channel.answer(outcome));
}

/**
 * Whoever guesses tokens shares the turns of one, however many they guess: the calls of connections do not wait for them.
 * @returns null for an unknown token; undefined when there was no turn
 */
async function findConnection(
  { effects, turnstile, known }: Door,
  channelId: string,
  token: string,
  gone: () => boolean,
): Promise<Connection | null | undefined> {
  const whose = known.has(token) ? token : STRANGERS;
  const connection = await turnstile.pass(whose, gone, () => findByToken(effects.sql, channelId, token));
  if (connection) known.add(token);
  else if (connection === null) known.delete(token);
  return connection;
}

/** Stores what came. */
async function take(door: Door, call: Call): Promise<Taken> {
  const { effects } = door;
  const came = { readableOrder: call.received.kind === "order_placed" };
  const [taken] = await Promise.all([store(door, call), clearCallProblems(effects, call.connection, came)]);
  const { outcome, answer } = taken;
  effects.metrics.deliveriesReceived.inc({ source: call.channel.id, outcome });
  return answer;
}

async function store(
  { effects, desk }: Door,
  { connection, received, rawBody }: Call,
): Promise<{ outcome: string; answer: Taken }> {
  const { deliveryId } = received;
  const now = effects.clock.now();
  const told = (outcome: string, what: DeliveryOutcome) => ({ outcome, answer: () => Promise.resolve(what) });
  switch (received.kind) {
    case "order_placed":
      return takeOrder(desk, connection, received, rawBody);
    case "order_cancelled": {
      const { channelOrderId, shopOrderId } = received;
      await receiveCancellation(effects, connection, { deliveryId, rawBody, channelOrderId, shopOrderId });
      return told("stored", { kind: "acknowledged" });
    }
    case "unknown": {
      const delivery = { deliveryId, rawBody, topic: received.type };
      await keepDelivery(effects.sql, connection, delivery, { state: "ignored" }, now);
      return told("ignored", { kind: "acknowledged" });
    }
    case "invalid": {
      const { status, code, message } = received;
      await receiveUnreadable(effects, connection, { deliveryId, rawBody, code });
      return told("refused", { kind: "invalid", status, code, message });
    }
  }
}

function flatHeaders({ headers }: Request): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}

function send(response: Response, { status, headers, body }: HttpAnswer): void {
  response.status(status).set(headers).send(body);
}

const REFUSALS = {
  not_found: [404, "Nobody is registered at this address."],
  too_large: [413, "The body is larger than 2 MB."],
  bad_signature: [401, "The signature does not fit the body."],
  busy: [503, "Too many calls at once. Nothing was stored; please repeat it."],
} as const;

function refuse({ metrics }: Needs, response: Response, source: string, code: keyof typeof REFUSALS): void {
  const [status, message] = REFUSALS[code];
  metrics.deliveriesReceived.inc({ source, outcome: "refused" });
  if (code === "busy") response.set("Retry-After", String(BUSY_SECONDS));
  // What was not read of the body is not waited for.
  response.set("Connection", "close").status(status).json({ error: { code, message } });
}
