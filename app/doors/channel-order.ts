import type { Connection } from "@prisma/client";

import type { DeliveryOutcome, Received } from "../channels/channel";
import { type FirstTries, JOB_AFTER_MS } from "../orders/first-try";
import { type PlacedOrder, isUnderWay, requestCreate } from "../orders/placed-order";
import { type ReceivedOrder, receiveOrder } from "../orders/receive";
import { rememberAnswer } from "../orders/remember-answer";
import { type WaitForOrder, isSettled } from "../orders/wait";
import type { Effects } from "../platform/effects";

const RETRY_AFTER_SECONDS = 5;

type Needs = Pick<Effects, "db" | "sql" | "clock" | "log">;
type Placed = Extract<Received, { kind: "order_placed" }>;

/** What was stored of a call, and what the caller is told, once that is known. */
export interface TakenOrder {
  outcome: ReceivedOrder["outcome"];
  answer: (patienceMs: number, gaveUp: () => boolean) => Promise<DeliveryOutcome>;
}

/** Where orders go: without first tries all of them are made by the queue's workers. */
export interface OrderDesk {
  effects: Needs;
  firstTries: FirstTries | undefined;
  waitForOrder: WaitForOrder;
}

/**
 * Stores an order that a channel placed, and makes it here and now, whoever of all that receive it at once is first; the
 * others wait for it.
 */
export async function takeOrder(
  desk: OrderDesk,
  connection: Connection,
  { deliveryId, order }: Placed,
  rawBody: Buffer,
): Promise<TakenOrder> {
  const { effects, firstTries, waitForOrder } = desk;
  const jobAt = firstTries && new Date(effects.clock.now().getTime() + JOB_AFTER_MS);
  const placed = await receiveOrder(effects, connection, { deliveryId, rawBody, order }, jobAt);
  const { outcome, placedOrderId, known } = placed;
  if (outcome === "conflict") {
    const message = `Order ${order.channelOrderId} was received before with another content, which stands.`;
    return { outcome, answer: () => Promise.resolve({ kind: "order_conflict", code: "order.conflict", message }) };
  }
  if (known && isSettled(known)) return { outcome, answer: () => outcomeOf(effects, known) };
  const { shop } = connection;
  const trying = firstTries && tryFirst(effects, firstTries, shop, placed);
  const answer = async (patienceMs: number, gaveUp: () => boolean) =>
    outcomeOf(effects, await waitForOrder({ shop, placedOrderId, patienceMs, gaveUp, trying }));
  return { outcome, answer };
}

/**
 * Where all places are taken, the order's job does it at once; should that not be told, it does it when it is due. Never
 * rejects: perhaps nobody waits any more to hear of it.
 */
function tryFirst(
  { sql, clock, log }: Needs,
  firstTries: FirstTries,
  shop: string,
  { placedOrderId, known }: ReceivedOrder,
): Promise<void> | undefined {
  if (known && !isDue(known, clock.now())) return undefined;
  const place = firstTries.reserve();
  if (place) return place.use(shop, placedOrderId);
  if (known) return undefined;
  return requestCreate(sql, { id: placedOrderId, shop }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ shop, order: placedOrderId, reason }, "orders: job not hastened, it runs when it is due");
  });
}

function isDue(row: PlacedOrder, now: Date): boolean {
  return isUnderWay(row) && (row.nextTryAt === null || row.nextTryAt <= now);
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
