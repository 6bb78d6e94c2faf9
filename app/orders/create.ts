/**
 * From a placed order to exactly one Shopify order.
 *
 *   received --facts gathered, intent stored--> creating --Shopify's order--> created
 *      ^  |                                      | | | |
 *      |  |\-no match, wrong currency--> held    | | | \--refused for good--> held
 *      |  \--Shopify not reached--> received     | | |
 *      |                                         | | \--no effect: throttled, busy, never connected--> received, later
 *      |                                         | \--answer lost, timeout, broken off--> uncertain
 *      |                                         \--found in this state by whoever has the lock: its process died,
 *      |                                            the call may have been made--> uncertain
 *      \--looked three times over 40 s and more, found none-- uncertain --found one--> created
 *                                                                      \--found two--> held (two_matches)
 *   held --the merchant mended it, or decided (resolve.ts)--> received        held --refused by the merchant--> cancelled
 *   received, held --taken back by the channel--> cancelled        created --cancelled in Shopify--> cancelled
 *
 * What makes it exactly once: the key (`sourceIdentifier`) is stored before the first call and never changes. The state
 * `creating` is committed before the call, so that a call nobody knows the outcome of is never taken for one that was not
 * made. The call itself is never repeated by the HTTP client. Whoever is uncertain looks in Shopify, first by the unique
 * metafield, then by the source identifier, several times with growing waits (a search index lags, a timed-out request
 * may still be at work) before a second create; and should that come too early all the same, the unique metafield
 * refuses it, and the order is uncertain again.
 *
 * Whatever an order waits for, it waits about as long again as it has waited so far, a minute at most, or as long as
 * Shopify asks: a moment's trouble costs a moment, an outage is not hammered. After five minutes the merchant is told.
 *
 * Two take steps: the process that received the order, while its channel waits (first-try.ts), and the queued job, which
 * is there before either begins and stays until the order is settled. Either does it under the order's lock, which goes
 * with its process: who has the lock and finds `creating` has found a call whose process is gone, never one that is still
 * under way. Should the lock be lost with its connection all the same, that call is taken for one nobody knows the
 * outcome of, although it still runs: mostly it ends before the last look, and the unique metafield stands behind it.
 */
import type { ChannelRegistry } from "../channels/registry";
import type { Effects } from "../platform/effects";
import { type Failure, isFailure } from "../platform/failure";
import type { TaskPayload } from "../platform/queue";
import type { AdminClient, OpenAdmin } from "../shopify/admin-client";
import { CreateOrderDocument, type CreateOrderMutation } from "../shopify/generated/admin";
import { cancelInShopify } from "./cancel";
import { putContactIntoNote } from "./contact-note";
import { FIRST_LOOK_MS, lookForOrder } from "./look";
import { type AskedOrder, giveUp, hold, markUncertain, postpone, settleCreated } from "./outcome";
import { type PlacedOrder, isUnderWay, readPlacedOrder, requestCreate, requestRetry } from "./placed-order";
import { type Prepared, prepareOrder } from "./prepare";
import { readRefusal, withoutPersonalData } from "./refusal";

const CREATE_TIMEOUT_MS = 15_000;
/** A job that finds its order in other hands comes back after this. */
const LOOK_AGAIN_MS = 1_000;
/** Five orders a minute on a development shop. */
const BUSY_MS = 13_000;
/** Waits grow with the time an order has been on its way, from these on. */
const SHORTEST_WAIT_MS = 1_000;
const SHOP_UNREAD_MS = 3_000;
const SHORTEST_LOOK_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;
/** Somebody has to act first (sign in again, a new release): looked at now and then. */
const FINAL_FAILURE_MS = 300_000;
/** An order that is not made after this long is worth the merchant's attention. */
const TELL_AFTER_MS = 300_000;
/** A refusal that may be different the next time is met so often. */
const REFUSED_ATTEMPTS = 3;
const CONTACT = ["order.customer_refused", "order.address_refused"];

type Needs = Pick<Effects, "db" | "sql" | "clock" | "log" | "signals" | "locks">;
type Ready = Extract<Prepared, { kind: "ready" }>;

/** Job `order.create`: takes a placed order one step further; harmless for one that needs none. */
export async function createShopifyOrder(
  effects: Needs,
  openAdmin: OpenAdmin,
  channels: ChannelRegistry,
  payload: TaskPayload<"order.create">,
): Promise<void> {
  const { shop, placedOrderId: id } = payload;
  const outcome = await underLock(effects, id, async () => {
    const row = await readPlacedOrder(effects.sql, { id, shop });
    if (!row) return;
    const now = effects.clock.now();
    if (row.nextTryAt && row.nextTryAt > now) return requestRetry(effects.db, row, row.nextTryAt, now);
    await step(effects, openAdmin(shop), channels, row);
  });
  // Whoever is at work may die before the end: this job comes back to see.
  if (outcome === "busy") await requestCreate(effects.db, { id, shop }, later(effects, LOOK_AGAIN_MS));
}

/**
 * The same step, taken by the process that received the order while its channel waits. Nothing happens when somebody is
 * at work on it, or it is not due; its job stays, to come later.
 */
export async function stepNow(
  effects: Needs,
  openAdmin: OpenAdmin,
  channels: ChannelRegistry,
  { shop, placedOrderId: id }: TaskPayload<"order.create">,
): Promise<void> {
  await underLock(effects, id, async () => {
    const row = await readPlacedOrder(effects.sql, { id, shop });
    if (!row || !isUnderWay(row)) return;
    if (row.nextTryAt && row.nextTryAt > effects.clock.now()) return;
    await step(effects, openAdmin(shop), channels, row);
  });
}

async function underLock({ locks }: Needs, id: string, work: () => Promise<void>): Promise<"done" | "busy"> {
  const release = await locks.take(`order:${id}`);
  if (!release) return "busy";
  try {
    await work();
    return "done";
  } finally {
    release();
  }
}

async function step(effects: Needs, admin: AdminClient, channels: ChannelRegistry, row: PlacedOrder): Promise<void> {
  if (row.state === "received" && row.cancelRequestedAt) return giveUp(effects, row);
  if (row.state === "received") return attempt(effects, admin, channels, row);
  if (row.state === "created" && row.cancelRequestedAt) return cancelInShopify(effects, admin, row);
  if (row.state !== "creating" && row.state !== "uncertain") return;
  if (row.state === "creating") {
    const lookAt = effects.clock.now();
    await markUncertain(effects, row, { looks: 0, lookAt, why: "broken_off", ...tellUnclear(effects, row) });
  }
  const again = await lookForOrder(effects, admin, row).catch((error: unknown) => {
    if (!isFailure(error)) throw error;
    return lookLater(effects, row, error);
  });
  if (again?.cancelRequestedAt) return giveUp(effects, again);
  if (again) await attempt(effects, admin, channels, again);
}

/** Shopify could not be asked, and nothing is concluded from that: it is asked again, however long it takes. */
async function lookLater(effects: Needs, row: PlacedOrder, failure: Failure): Promise<undefined> {
  const { code, params, kind } = failure;
  const lookAt = later(effects, Math.max(failure.retryAfterMs ?? 0, patienceMs(effects, row, SHORTEST_LOOK_MS)));
  const tell = kind === "final" || waitsLong(effects, row) ? { tell: { code, params } } : {};
  const looks = row.state === "uncertain" ? row.looks : 0;
  await markUncertain(effects, row, { looks, lookAt, why: code, ...tell });
}

async function attempt(effects: Needs, admin: AdminClient, channels: ChannelRegistry, row: PlacedOrder): Promise<void> {
  const prepared = await prepareOrder(effects, admin, channels, row).catch((error: unknown) => {
    if (!isFailure(error)) throw error;
    return error;
  });
  if (isFailure(prepared)) return afterNoEffect(effects, row, prepared);
  if (prepared.kind === "hold") return hold(effects, row, prepared.code, prepared.params);
  if (prepared.kind === "wait") {
    const retryAt = later(effects, patienceMs(effects, row, SHOP_UNREAD_MS));
    return postpone(effects, row, retryAt, { code: "shop.unread", params: {}, tell: waitsLong(effects, row) });
  }
  const begun = await begin(effects, row);
  if (begun) await call(effects, admin, begun, prepared);
}

/** Stores the intent. @returns undefined when the order is no longer waiting: it was taken back meanwhile. */
async function begin(effects: Needs, row: PlacedOrder): Promise<PlacedOrder | undefined> {
  const now = effects.clock.now();
  const { id, shop } = row;
  const attempt = row.createAttempts + 1;
  const begun = await effects.sql.$executeRaw`
    with begun as (
      update "PlacedOrder" set
        "state" = 'creating', "createAttempts" = ${attempt}, "nextTryAt" = null, "looks" = 0, "updatedAt" = ${now}
      where "id" = ${id}::uuid and "shop" = ${shop} and "state" = 'received' and "cancelRequestedAt" is null
      returning "id", "shop")
    insert into "OrderEvent" ("shop", "placedOrderId", "at", "kind", "detail")
    select "shop", "id", ${now}, 'creating', ${JSON.stringify({ attempt })}::jsonb from begun`;
  return begun === 0 ? undefined : { ...row, state: "creating", createAttempts: attempt };
}

async function call(effects: Needs, admin: AdminClient, row: PlacedOrder, input: Ready): Promise<void> {
  const asked: AskedOrder = { ...row };
  let answer: CreateOrderMutation["orderCreate"];
  try {
    const onAnswer = (requestId: string) => void (asked.requestId = requestId);
    const options = { timeoutMs: CREATE_TIMEOUT_MS, retries: "none" as const, onAnswer };
    answer = (await admin.request(CreateOrderDocument, input.variables, options)).orderCreate;
  } catch (error) {
    if (!isFailure(error)) throw error;
    const { code, message } = error;
    effects.log.warn(
      { shop: row.shop, order: row.id, code, reason: withoutPersonalData(message) },
      "orders: create failed",
    );
    if (error.outcomeUnknown) return beUncertain(effects, asked, error.code);
    return afterNoEffect(effects, asked, error);
  }
  if (answer?.order) return settleCreated(effects, asked, answer.order, input);
  if (!answer || answer.userErrors.length === 0) return beUncertain(effects, asked, "empty_answer");
  await afterRefusal(effects, asked, answer.userErrors);
}

async function afterRefusal(
  effects: Needs,
  row: AskedOrder,
  errors: NonNullable<CreateOrderMutation["orderCreate"]>["userErrors"],
): Promise<void> {
  const refusal = readRefusal(errors);
  if (refusal.kind === "exists") return beUncertain(effects, row, "exists");
  if (refusal.kind === "busy") {
    const why = { code: "order.shop_limit", params: {}, tell: waitsLong(effects, row) };
    return postpone(effects, row, later(effects, patienceMs(effects, row, BUSY_MS)), why);
  }
  if (refusal.kind === "gone") return afterGone(effects, row, refusal.params);
  const { code, params } = refusal;
  if (refusal.kind === "customer" && row.createAttempts < REFUSED_ATTEMPTS) {
    return postpone(effects, row, later(effects, backoffMs(row)), { code, params, tell: false });
  }
  if (CONTACT.includes(code) && (await putContactIntoNote(effects, row, params))) return;
  await hold(effects, row, code, params);
}

/** The next try asks Shopify which variant it is (prepare.ts). Should Shopify have them all, it is another fault. */
async function afterGone(effects: Needs, row: PlacedOrder, params: Record<string, string>): Promise<void> {
  if (row.createAttempts >= REFUSED_ATTEMPTS) return hold(effects, row, "order.refused", params);
  const why = { code: "order.variant_gone", params: {}, tell: false };
  await postpone(effects, row, later(effects, backoffMs(row)), why);
}

async function beUncertain(effects: Needs, row: AskedOrder, why: string): Promise<void> {
  const lookAt = later(effects, FIRST_LOOK_MS);
  await markUncertain(effects, row, { looks: 0, lookAt, why, ...tellUnclear(effects, row) });
}

/** One lost answer is settled by looking. Where it goes on like that, it is for the merchant to know. */
function tellUnclear(effects: Needs, row: PlacedOrder) {
  return waitsLong(effects, row) ? { tell: { code: "order.unclear", params: {} } } : {};
}

/** Nothing was made. Shopify could not read the order: held. Anything else passes, or somebody has to mend it. */
async function afterNoEffect(effects: Needs, row: AskedOrder, failure: Failure): Promise<void> {
  if (failure.code === "shopify.invalid_query") {
    return hold(effects, row, "order.refused", { message: "Shopify could not read the order" });
  }
  const final = failure.kind === "final";
  const patience = final ? FINAL_FAILURE_MS : patienceMs(effects, row, SHORTEST_WAIT_MS);
  const waitMs = Math.max(failure.retryAfterMs ?? 0, patience);
  const tell = final || waitsLong(effects, row);
  await postpone(effects, row, later(effects, waitMs), { code: failure.code, params: failure.params, tell });
}

/** As long again as the order has waited so far. */
function patienceMs(effects: Needs, row: PlacedOrder, shortest: number): number {
  return Math.min(LONGEST_WAIT_MS, Math.max(shortest, ageMs(effects, row)));
}

function waitsLong(effects: Needs, row: PlacedOrder): boolean {
  return ageMs(effects, row) > TELL_AFTER_MS;
}

/** How long it has been on its way: since it came, or since the merchant set it on its way again. */
function ageMs({ clock }: Needs, { receivedAt, setOutAt }: PlacedOrder): number {
  return clock.now().getTime() - (setOutAt ?? receivedAt).getTime();
}

/** Before a refused order is tried again. */
function backoffMs(row: PlacedOrder): number {
  return Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** Math.min(row.createAttempts, 10));
}

function later({ clock }: Needs, ms: number): Date {
  return new Date(clock.now().getTime() + ms);
}
