/**
 * The life of a connection, one shop's link to one channel.
 *
 *   draft ──connect──> checking ──accepted──> active <──resume── paused
 *     ^                    │                  │ │ ^ └──pause────────^
 *     └──────refused───────┘                  │ │ └──new credentials, or the old ones accepted again──┐
 *                                             │ └──the channel refuses the credentials──> blocked ────┘
 *                                             └──disconnect (also from paused, blocked)──> disconnected ──connect──> checking
 *
 * draft         The row exists so that its outbound URL can be shown; nothing is stored but the token.
 * checking      The channel is being asked about pasted credentials; they are only in memory. A process that dies here
 *               leaves a connection that can be connected like a draft.
 * active        Events are sent as they come.
 * paused        By the merchant. Nothing is sent; changes wait in the outbox, where they coalesce. The channel's orders are
 *               still taken: a shopper has already been told that the order is placed.
 * blocked       The channel refused the credentials, or they cannot be read any more. Like paused, with a problem.
 * disconnected  Credentials and hints are erased and nothing waits. The row stays, with settings, listings as history and
 *               the token: the outbound URL registered at the channel is right again after a reconnect. It opens nothing by
 *               itself, since every call on it must also be signed with the connection's secret.
 *
 * Every connect from draft or disconnected begins a new life: `generation` goes up, so that no event id of an earlier life is
 * taken for one of this, everything counts as never sent, and a first sync starts. Every step is one guarded UPDATE (see
 * transitions.ts): a step from a state that was left meanwhile does not happen. An uninstall ends all of a shop's at once
 * (shopify/installation.ts).
 */
import { Prisma } from "@prisma/client";

import type { ChannelId } from "../channels/channel";
import type { Transaction } from "../platform/db";
import type { Effects } from "../platform/effects";
import type { Failure } from "../platform/failure";
import { lockCatalog } from "./catalog-lock";
import { type Connection, findConnection } from "./connection";
import { forgetWhatWasSent } from "./history";
import { LIVING } from "./living";
import { clearProblem, raiseProblem } from "./problems";
import { requestDelivery } from "./request-delivery";
import { requestFeedback } from "./request-feedback";
import { credentialsProblem, deliveryProblem, takeStep } from "./transitions";
import { troubleBegins, troubleEnds } from "./trouble";

/** @returns false when it was not active. */
export async function pause(
  effects: Pick<Effects, "db" | "clock">,
  shop: string,
  channelId: ChannelId,
): Promise<boolean> {
  const now = effects.clock.now();
  return effects.db.$transaction(async (tx) => {
    const connection = await findConnection(tx, shop, channelId);
    const step = { from: ["active"], to: "paused", activity: { kind: "paused" } } as const;
    if (!connection || !(await takeStep(tx, connection, step, now))) return false;
    await troubleBegins(tx, connection, now);
    return true;
  });
}

/** @returns false when it was not paused. */
export async function resume(
  effects: Pick<Effects, "db" | "clock">,
  shop: string,
  channelId: ChannelId,
): Promise<boolean> {
  const now = effects.clock.now();
  return effects.db.$transaction(async (tx) => {
    const connection = await findConnection(tx, shop, channelId);
    const data = { failures: 0, retryAt: null };
    const step = { from: ["paused"], to: "active", data, activity: { kind: "resumed" } } as const;
    if (!connection || !(await takeStep(tx, connection, step, now))) return false;
    // With its failures forgotten nothing else would end what was said about them.
    await clearProblem(tx, shop, deliveryProblem(connection.id), now);
    await troubleEnds(tx, connection, now);
    await requestDelivery(tx, shop, connection.id);
    return true;
  });
}

/** Ends the connection's life and erases its credentials. @returns false when there was nothing to end. */
export async function disconnect(
  effects: Pick<Effects, "db" | "clock">,
  shop: string,
  channelId: ChannelId,
): Promise<boolean> {
  return effects.db.$transaction(async (tx) => {
    const connection = await findConnection(tx, shop, channelId);
    return connection !== null && endLife(tx, connection, effects.clock.now());
  });
}

/** As {@link disconnect}, in the caller's transaction. */
async function endLife(tx: Transaction, connection: Pick<Connection, "id" | "shop">, now: Date): Promise<boolean> {
  const { id, shop } = connection;
  await lockCatalog(tx, shop);
  const data = {
    credentials: null,
    credentialHints: {},
    findings: {},
    blockedReason: Prisma.DbNull,
    failures: 0,
    retryAt: null,
  };
  const from = ["checking", ...LIVING] as const;
  const step = { from, to: "disconnected", data, activity: { kind: "disconnected" } } as const;
  if (!(await takeStep(tx, connection, step, now))) return false;
  await forgetWhatWasSent(tx, connection);
  await requestFeedback(tx, shop, id, now);
  // Its problems and those of its items are history with it; an order that is held still waits for the merchant.
  await tx.problem.updateMany({
    where: { shop, connectionId: id, clearedAt: null, NOT: { key: { startsWith: "order:" } } },
    data: { clearedAt: now },
  });
  return true;
}

/**
 * Stops a connection whose credentials were refused; nothing that waits is dropped. Only when they are still the ones
 * that were refused: an answer to the old key must not stop a connection that has a new one by now.
 */
export async function block(
  tx: Transaction,
  connection: Pick<Connection, "id" | "shop" | "channel" | "credentials">,
  failure: Failure,
  now: Date,
): Promise<boolean> {
  const { id, shop, credentials } = connection;
  const { code, params } = failure;
  const data = { blockedReason: { code, params }, failures: 0, retryAt: null };
  const activity = { kind: "blocked", params: { code } } as const;
  const step = { from: ["active"], to: "blocked", data, only: { credentials }, activity } as const;
  if (!(await takeStep(tx, connection, step, now))) return false;
  await troubleBegins(tx, connection, now);
  const key = credentialsProblem(id);
  await raiseProblem(tx, { shop, connectionId: id, key, code, params, severity: "critical" }, now);
  return true;
}
