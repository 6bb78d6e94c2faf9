/** The ways a placed order leaves a step of create.ts; each is one transaction, and each may be repeated harmlessly. */

import { decimalFromFils } from "../canonical/money";
import { recordActivity } from "../connections/activity";
import { raiseProblem } from "../connections/problems";
import type { Statements, Transaction } from "../platform/db";
import type { Effects } from "../platform/effects";
import { together } from "../platform/sql";
import { idOf } from "../shopify/gid";
import { clearOrderProblems } from "./clear-problems";
import {
  type PlacedOrder,
  type PlacedOrderState,
  problemKeys,
  readPlacedOrder,
  recordOrderEvent,
  refreshInsteadOfCreate,
  requestCreate,
  requestRetry,
} from "./placed-order";
import { queueStatuses } from "./queue-statuses";
import type { OrderTotals } from "./totals";

export type OutcomeEffects = Pick<Effects, "db" | "sql" | "clock" | "signals">;
type Params = Record<string, string | number>;

/** An order, and Shopify's id of the answer that decided about it, where it gave one. */
export type AskedOrder = PlacedOrder & { requestId?: string };

function support({ requestId }: AskedOrder): Params {
  return requestId ? { requestId } : {};
}

/** Shopify has two orders with the key of one: for the merchant to settle. */
export const TWO_MATCHES = "order.two_matches";

/** Something may have happened to the order in Shopify before we knew that it is ours. */
const FIRST_REFRESH_MS = 10_000;

/** The Shopify order is there, made now or found. The channel's answer and its first status follow from it. */
export async function settleCreated(
  effects: OutcomeEffects,
  row: AskedOrder,
  found: { id: string; name: string },
  made?: { totals: OrderTotals; unasked: number },
): Promise<void> {
  const now = effects.clock.now();
  const shopifyOrderId = idOf(found.id);
  const detail = JSON.stringify({ order: found.name, ...support(row) });
  const params = JSON.stringify({ order: row.channelOrderId, name: found.name });
  await effects.sql.transaction(async (tx) => {
    // What its channel is answered is decided here as well, unless it was answered our own reference before (H7). One
    // statement with the timeline, the activity page and the order's problem, because a shopper waits.
    const [settled] = await tx.$queryRaw<{ cancelRequestedAt: Date | null }[]>`
      with settled as (
        update "PlacedOrder" set
          "state" = 'created', "reason" = null, "reasonParams" = '{}', "nextTryAt" = null, "looks" = 0,
          "shopifyOrderId" = ${shopifyOrderId}, "shopifyOrderName" = ${found.name}, "createdAt" = ${now},
          "answeredId" = coalesce("answeredId", ${shopifyOrderId}), "updatedAt" = ${now}
        where "id" = ${row.id}::uuid and "shop" = ${row.shop} and "shopifyOrderId" is null
        returning "id", "shop", "connectionId", "cancelRequestedAt"),
      event as (
        insert into "OrderEvent" ("shop", "placedOrderId", "at", "kind", "detail")
        select "shop", "id", ${now}, 'created', ${detail}::jsonb from settled),
      activity as (
        insert into "ActivityEntry" ("shop", "connectionId", "at", "kind", "params")
        select "shop", "connectionId", ${now}, 'order_created', ${params}::jsonb from settled),
      mended as (
        update "Problem" p set "clearedAt" = ${now} from settled
        where p."shop" = settled."shop" and p."key" = ${problemKeys.order(row.id)} and p."clearedAt" is null)
      select "cancelRequestedAt" from settled`;
    if (!settled) return reportSecond(tx, row, shopifyOrderId, now);
    if (made && !made.totals.addsUp) await reportTotals(tx, row, made.totals, now);
    if (made && made.unasked > 0) await reportUnknownLines(tx, row, made.unasked, now);
    const refreshAt = new Date(now.getTime() + FIRST_REFRESH_MS);
    await together(
      queueStatuses(tx, row.id, row.shop, { statuses: ["confirmed"], tracking: null, at: now }, now),
      refreshInsteadOfCreate(tx, row, refreshAt),
      settled.cancelRequestedAt && requestCreate(tx, row),
      effects.signals.raise(tx, row.id),
    );
  });
}

/** It cannot become a Shopify order as it is: kept for the merchant, never lost. */
export async function hold(effects: OutcomeEffects, row: AskedOrder, code: string, params: Params): Promise<void> {
  const now = effects.clock.now();
  await effects.db.$transaction(async (tx) => {
    const { count } = await tx.placedOrder.updateMany({
      where: { id: row.id, shop: row.shop, state: { in: ["received", "creating", "uncertain"] } },
      data: { ...calm("held"), reason: code, reasonParams: params },
    });
    if (count === 0) return;
    // Taken back while it was under way, and there is none in Shopify: nobody has to look at it.
    if (code !== TWO_MATCHES && (await endIfTakenBack(tx, effects, row, "held"))) return;
    await recordOrderEvent(tx, row, "held", { code, ...params, ...support(row) }, now);
    await reportWaiting(tx, row, code, params, now);
    const activity = { order: row.channelOrderId, code };
    const { shop, connectionId } = row;
    await recordActivity(tx, { shop, connectionId, kind: "order_held", params: activity }, now);
    await effects.signals.raise(tx, row.id);
  });
}

/** The outcome of a create is unknown: Shopify is searched at `lookAt`, and until that is settled nothing is made. */
export async function markUncertain(
  effects: OutcomeEffects,
  row: AskedOrder,
  { looks, lookAt, why, tell }: { looks: number; lookAt: Date; why: string; tell?: { code: string; params: Params } },
): Promise<void> {
  const now = effects.clock.now();
  await effects.db.$transaction(async (tx) => {
    const { count } = await tx.placedOrder.updateMany({
      where: { id: row.id, shop: row.shop, state: { in: ["creating", "uncertain"] } },
      data: { state: "uncertain", looks, nextTryAt: lookAt },
    });
    if (count === 0) return;
    await recordOrderEvent(tx, row, "uncertain", { why, looks, ...support(row) }, now);
    if (tell) await reportWaiting(tx, row, tell.code, tell.params, now);
    await requestRetry(tx, row, lookAt, now);
  });
}

/** The channel took it back before it was made: it never will be. Harmless for one that was not, or is made. */
export async function giveUp(effects: OutcomeEffects, row: PlacedOrder): Promise<void> {
  await effects.db.$transaction((tx) => endIfTakenBack(tx, effects, row, "received"));
}

async function endIfTakenBack(
  tx: Transaction,
  { clock, signals }: OutcomeEffects,
  row: PlacedOrder,
  state: PlacedOrderState,
): Promise<boolean> {
  const now = clock.now();
  const { count } = await tx.placedOrder.updateMany({
    where: { id: row.id, shop: row.shop, state, shopifyOrderId: null, cancelRequestedAt: { not: null } },
    data: calm("cancelled"),
  });
  if (count === 0) return false;
  const { shop, connectionId, channelOrderId: order } = row;
  await recordOrderEvent(tx, row, "cancelled", {}, now);
  await recordActivity(tx, { shop, connectionId, kind: "order_cancelled", params: { order } }, now);
  await clearOrderProblems(tx, row, now);
  await signals.raise(tx, row.id);
  return true;
}

/**
 * Nothing happened in Shopify and it is worth another try at `retryAt`. With `why.tell` the merchant is told what it waits
 * for.
 */
export async function postpone(
  effects: OutcomeEffects,
  row: AskedOrder,
  retryAt: Date,
  why: { code: string; params: Params; tell: boolean },
): Promise<void> {
  const now = effects.clock.now();
  await effects.db.$transaction(async (tx) => {
    const { count } = await tx.placedOrder.updateMany({
      where: { id: row.id, shop: row.shop, state: { in: ["received", "creating"] } },
      data: { state: "received", nextTryAt: retryAt },
    });
    if (count === 0) return;
    await recordOrderEvent(tx, row, "postponed", { code: why.code, ...support(row) }, now);
    if (why.tell) await reportWaiting(tx, row, why.code, why.params, now);
    await requestRetry(tx, row, retryAt, now);
  });
}

/** A state in which nothing is pending and nothing is wrong. */
function calm(state: PlacedOrderState) {
  return { state, reason: null, reasonParams: {}, nextTryAt: null, looks: 0 };
}

async function reportWaiting(tx: Statements, row: PlacedOrder, code: string, params: Params, now: Date) {
  const { shop, connectionId } = row;
  const report = { shop, connectionId, key: problemKeys.order(row.id), code, severity: "critical" as const };
  await raiseProblem(tx, { ...report, params: { order: row.channelOrderId, ...params } }, now);
}

async function reportTotals(tx: Statements, row: PlacedOrder, totals: OrderTotals, now: Date) {
  const params = {
    order: row.channelOrderId,
    sum: decimalFromFils(totals.sumFils),
    told: decimalFromFils(totals.dueFils),
  };
  const { shop, connectionId } = row;
  const report = { shop, connectionId, key: problemKeys.totals(row.id), code: "order.totals_mismatch" };
  await raiseProblem(tx, { ...report, params, severity: "warning" }, now);
}

async function reportUnknownLines(tx: Statements, row: PlacedOrder, count: number, now: Date) {
  const { shop, connectionId } = row;
  const report = { shop, connectionId, key: problemKeys.lines(row.id), code: "order.custom_lines" };
  await raiseProblem(tx, { ...report, params: { order: row.channelOrderId, count }, severity: "warning" }, now);
}

/** A second Shopify order under one key must never be; should it be, the merchant is told which. */
async function reportSecond(tx: Statements, row: PlacedOrder, shopifyOrderId: string, now: Date): Promise<void> {
  const current = await readPlacedOrder(tx, row);
  if (current?.shopifyOrderId === shopifyOrderId) return;
  await reportWaiting(tx, row, TWO_MATCHES, { count: 2 }, now);
}
