import { type Reason, readReason } from "../../connections/views/reason";
import type { Database } from "../../platform/db";
import { problemKeys } from "../placed-order";

/** A Shopify order as the channel that took it knows it. */
export interface OrderOnChannel {
  id: string;
  channel: string;
  channelOrderId: string;
  state: string;
  test: boolean;
  /** What the channel was told, oldest first; `at` in ISO 8601. */
  told: { status: string; at: string }[];
  /** What it is still to be told, in order. */
  waiting: string[];
  problems: Reason[];
}

/** A long life of an order tells a dozen words; the latest count. */
const MOST_TOLD = 20;

/** @returns null where no channel of the shop took that order. */
export async function viewShopifyOrder(
  db: Database,
  shop: string,
  shopifyOrderId: string,
): Promise<OrderOnChannel | null> {
  const row = await db.placedOrder.findFirst({ where: { shop, shopifyOrderId }, omit: { order: true } });
  if (!row) return null;
  const { id, connectionId } = row;
  const [told, waiting, problems] = await Promise.all([
    db.orderEvent.findMany({
      where: { shop, placedOrderId: id, kind: "status_told" },
      orderBy: { id: "desc" },
      take: MOST_TOLD,
    }),
    db.outboxEvent.findMany({
      where: { shop, connectionId, subjectKind: "order", subjectId: id, state: { not: "failed" } },
      orderBy: { id: "asc" },
      select: { payload: true },
    }),
    db.problem.findMany({
      where: { shop, key: { in: Object.values(problemKeys).map((key) => key(id)) }, clearedAt: null },
      orderBy: { lastAt: "desc" },
    }),
  ]);
  return {
    id,
    channel: row.channel,
    channelOrderId: row.channelOrderId,
    state: row.state,
    test: row.test,
    told: told.reverse().map(({ detail, at }) => ({ status: statusOf(detail), at: at.toISOString() })),
    waiting: waiting.map(({ payload }) => statusOf(payload)),
    problems: problems.flatMap(({ code, params }) => readReason(code, params) ?? []),
  };
}

function statusOf(json: unknown): string {
  const status = (json as { status?: unknown } | null)?.status;
  return typeof status === "string" ? status : "";
}
