import type { Connection } from "@prisma/client";
import type { Request, RequestHandler, Response } from "express";

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
import { receiveCancellation } from "../orders/cancellation";
import { keepDelivery } from "../orders/inbox";
import type { PlacedOrder } from "../orders/placed-order";
import { receiveOrder } from "../orders/receive";
import { clearSignatureProblem, reportBadSignature } from "../orders/signature-problem";
import { rememberAnswer } from "../orders/remember-answer";
import { waitForOrder } from "../orders/wait";
import type { Effects } from "../platform/effects";
import { readRawBody } from "./raw-body";

const BODY_LIMIT = 2 * 1024 * 1024;
/** How long a channel waits for its answer is unknown (contract-facts H8: 10 s assumed); we answer before. */
const PATIENCE_MS = 8_000;
const RETRY_AFTER_SECONDS = 5;

type Needs = Pick<Effects, "db" | "clock" | "log" | "metrics" | "sealer" | "signals">;
type Door = {
  effects: Needs;
  channel: Channel & ReceivesDeliveries;
  connection: Connection;
  patienceMs: number;
  gaveUp: () => boolean;
};

/**
 * POST /channels/:channel/:token, where a channel tells us of its orders. Nothing is acknowledged before it is committed.
 * A paused or blocked connection still takes orders: what pauses is what we send, and a lost order is worse than one that
 * comes while the merchant looks after a credential.
 * Answers of its own: 404 unknown channel or token (also of a connection given up), 413 more than 2 MB, 401 bad
 * signature. Everything else is worded by the channel.
 */
export function createChannelDoor(
  effects: Needs,
  channels: ChannelRegistry,
  options: { patienceMs?: number } = {},
): RequestHandler {
  const patienceMs = options.patienceMs ?? PATIENCE_MS;
  return (request, response, next) => {
    open(effects, channels, patienceMs, request, response).catch(next);
  };
}

async function open(
  effects: Needs,
  channels: ChannelRegistry,
  patienceMs: number,
  request: Request,
  response: Response,
): Promise<void> {
  const stopTimer = effects.metrics.orderSeconds.startTimer();
  const { channel: channelId = "", token = "" } = request.params;
  const channel = channels.get(channelId);
  // An unknown channel costs the same look-up as an unknown token.
  const connection = await findByToken(effects.db, channelId, token);
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
    await reportBadSignature(effects, connection);
    return refuse(effects, response, channel.id, "bad_signature");
  }
  // Whoever hung up was told nothing and comes again: their call must not cost what the others wait for.
  const gaveUp = () => response.destroyed;
  if (gaveUp()) return;
  const received = channel.read(incoming);
  const [outcome] = await Promise.all([
    take({ effects, channel, connection, patienceMs, gaveUp }, received, rawBody),
    clearSignatureProblem(effects, connection),
  ]);
  if (received.kind === "order_placed") stopTimer({ channel: channel.id, outcome: outcome.kind });
  send(response, channel.answer(outcome));
}

/** Stores what came and says what became of it. */
async function take(door: Door, received: Received, rawBody: Buffer): Promise<DeliveryOutcome> {
  const { effects, channel, connection } = door;
  const { deliveryId } = received;
  const count = (outcome: string) => effects.metrics.deliveriesReceived.inc({ source: channel.id, outcome });
  switch (received.kind) {
    case "order_placed":
      return takeOrder(door, received, rawBody, count);
    case "order_cancelled": {
      const { channelOrderId, shopOrderId } = received;
      await receiveCancellation(effects, connection, { deliveryId, rawBody, channelOrderId, shopOrderId });
      count("stored");
      return { kind: "acknowledged" };
    }
    case "unknown": {
      const delivery = { deliveryId, rawBody, topic: received.type };
      await keepDelivery(effects.db, connection, delivery, { state: "ignored" }, effects.clock.now());
      count("ignored");
      return { kind: "acknowledged" };
    }
    case "invalid": {
      const { status, code, message } = received;
      const delivery = { deliveryId, rawBody, topic: "invalid" };
      await keepDelivery(effects.db, connection, delivery, { state: "failed", reason: code }, effects.clock.now());
      count("refused");
      return { kind: "invalid", status, code, message };
    }
  }
}

async function takeOrder(
  { effects, connection, patienceMs, gaveUp }: Door,
  received: Extract<Received, { kind: "order_placed" }>,
  rawBody: Buffer,
  count: (outcome: string) => void,
): Promise<DeliveryOutcome> {
  const { deliveryId, order } = received;
  const { outcome, placedOrderId } = await receiveOrder(effects, connection, { deliveryId, rawBody, order });
  count(outcome);
  if (outcome === "conflict") {
    const message = `Order ${order.channelOrderId} was received before with another content, which stands.`;
    return { kind: "order_conflict", code: "order.conflict", message };
  }
  return outcomeOf(effects, await waitForOrder(effects, connection.shop, placedOrderId, patienceMs, gaveUp));
}

/** The order id in an answer is Shopify's, or our own for an order that is held; the first one given stays. */
async function outcomeOf(effects: Needs, row: PlacedOrder): Promise<DeliveryOutcome> {
  if (row.shopifyOrderId !== null) {
    return { kind: "order_accepted", shopOrderId: await rememberAnswer(effects, row, row.shopifyOrderId) };
  }
  if (row.state === "held") {
    const reference = await rememberAnswer(effects, row, row.sourceIdentifier);
    return { kind: "order_held", reference, code: row.reason ?? "order.held" };
  }
  if (row.state === "cancelled") return { kind: "acknowledged" };
  return { kind: "order_pending", retryAfterSeconds: RETRY_AFTER_SECONDS };
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
} as const;

function refuse({ metrics }: Needs, response: Response, source: string, code: keyof typeof REFUSALS): void {
  const [status, message] = REFUSALS[code];
  metrics.deliveriesReceived.inc({ source, outcome: "refused" });
  // What was not read of the body is not waited for.
  response.set("Connection", "close").status(status).json({ error: { code, message } });
}
