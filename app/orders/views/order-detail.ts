import { z } from "zod";

import { type CanonicalOrder, canonicalOrder } from "../../canonical/order";
import { type Params, type Reason, readParams, readReason } from "../../connections/views/reason";
import type { Database } from "../../platform/db";
import { type PlacedOrder, problemKeys } from "../placed-order";
import { readResolution } from "../resolution";
import { type OrderRow, findTelling, toOrderRow, untoldOrders } from "./order-page";

/** No order lives through so much; one that was tried again for months must not fill the page. */
const MOST_LINES = 200;

export interface TimelineEntry {
  id: string;
  at: string;
  kind: string;
  detail: Params;
}

/** What the merchant decided a line is: an article of the shop, or none. */
export type ChosenArticle = { title: string; sku: string } | "custom";

export interface OrderDetail extends OrderRow {
  connectionId: string;
  createdAt: string | null;
  toldAt: string | null;
  createAttempts: number;
  /** When it is tried, or looked for in Shopify, by itself; null when nothing is planned. */
  nextTryAt: string | null;
  /** As the channel sent it; null once personal data was erased. */
  order: CanonicalOrder | null;
  /** By the line's position, from 0. */
  chosen: Record<string, ChosenArticle>;
  /** Why the channel did not take its status; null while it took them all. */
  statusRefused: Reason | null;
  timeline: TimelineEntry[];
}

/** One placed order of the shop with what happened to it: the latest 200, oldest first. @returns null when the shop has none such. */
export async function viewOrder(db: Database, shop: string, id: string): Promise<OrderDetail | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const row = await db.placedOrder.findFirst({ where: { shop, id } });
  if (!row) return null;
  const events = await db.orderEvent.findMany({
    where: { shop, placedOrderId: id },
    orderBy: { id: "desc" },
    take: MOST_LINES,
  });
  const problem = await db.problem.findFirst({ where: { shop, key: problemKeys.status(id), clearedAt: null } });
  const order = canonicalOrder.safeParse(row.order);
  return {
    ...toOrderRow(row, { telling: await findTelling(db, shop, [row]), untold: new Set(await untoldOrders(db, shop)) }),
    connectionId: row.connectionId,
    createdAt: row.createdAt?.toISOString() ?? null,
    toldAt: row.toldAt?.toISOString() ?? null,
    createAttempts: row.createAttempts,
    nextTryAt: row.nextTryAt?.toISOString() ?? null,
    order: order.success ? order.data : null,
    chosen: await chosenArticles(db, row),
    statusRefused: readReason(problem?.code ?? null, problem?.params),
    timeline: events.toReversed().map((event) => ({
      id: String(event.id),
      at: event.at.toISOString(),
      kind: event.kind,
      detail: readParams(event.detail),
    })),
  };
}

/** An article that is listed no more is not named. */
async function chosenArticles(
  db: Database,
  { shop, connectionId, resolution }: PlacedOrder,
): Promise<Record<string, ChosenArticle>> {
  const lines = Object.entries(readResolution(resolution).lines);
  const variantIds = lines.flatMap(([, choice]) => (choice === "custom" ? [] : [choice.variantId]));
  const listed =
    variantIds.length === 0
      ? []
      : await db.listing.findMany({
          where: { shop, connectionId, variantId: { in: variantIds } },
          select: { variantId: true, title: true, sku: true },
        });
  const articles = new Map(listed.map(({ variantId, ...article }) => [variantId, article]));
  const chosen = lines.map(
    ([at, choice]) => [at, choice === "custom" ? choice : articles.get(choice.variantId)] as const,
  );
  return Object.fromEntries(chosen.filter((entry): entry is [string, ChosenArticle] => entry[1] !== undefined));
}
