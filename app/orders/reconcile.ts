/**
 * Compares the orders of the last days on both sides, nightly and after the app was away, because a webhook or a job may
 * get lost however careful everybody is.
 *
 *   in Shopify, newer than last seen              -> what is news is queued for the channel
 *   in Shopify, in the ledger without Shopify id  -> the ledger's order is that one; of two, the one that is left
 *   in Shopify with our mark, not in the ledger   -> the merchant is told
 *   in the ledger as created, not in Shopify      -> looked at by its id (refresh.ts), and reported when it is gone
 *   in the ledger, on the way for over an hour    -> its job is asked for once more
 *
 * What is younger than an hour is left out of the last four: it may still be on its way between the two.
 */
import { recordActivity } from "../connections/activity";
import { raiseProblem } from "../connections/problems";
import type { Effects } from "../platform/effects";
import type { TaskPayload } from "../platform/queue";
import type { AdminClient, OpenAdmin } from "../shopify/admin-client";
import { OrdersOfSourceDocument, type OrdersOfSourceQuery } from "../shopify/generated/admin";
import { idOf } from "../shopify/gid";
import { ordersBearing } from "./look";
import { TWO_MATCHES, settleCreated } from "./outcome";
import { requestRefresh, requestRetry } from "./placed-order";
import { applyReading } from "./refresh";

const HOUR_MS = 3_600_000;
const WINDOW_MS = 7 * 24 * HOUR_MS;
/** At both ends of the window. */
const EDGE_MS = HOUR_MS;

type Needs = Pick<Effects, "db" | "sql" | "clock" | "signals">;
type ShopifyOrder = OrdersOfSourceQuery["orders"]["nodes"][number];
type Home = { shop: string; connectionId: string; channel: string };

/** Job `orders.reconcile` of one connection. @throws Failure of the Admin client, to be tried again from the start */
export async function reconcileOrders(
  effects: Needs,
  openAdmin: OpenAdmin,
  { shop, connectionId }: TaskPayload<"orders.reconcile">,
): Promise<void> {
  const connection = await effects.db.connection.findFirst({ where: { id: connectionId, shop } });
  if (!connection || connection.state === "draft") return;
  const home = { shop, connectionId, channel: connection.channel };
  const now = effects.clock.now();
  const since = new Date(now.getTime() - WINDOW_MS - EDGE_MS);
  const seen = new Set<string>();
  let repaired = 0;
  const admin = openAdmin(shop);
  for await (const order of changedSince(admin, home.channel, since)) {
    seen.add(idOf(order.id));
    if (await compare(effects, admin, home, order, now)) repaired += 1;
  }
  repaired += await lookAfterLedger(effects, home, seen, now);
  const activity = { shop, connectionId, kind: "orders_compared" as const, params: { seen: seen.size, repaired } };
  await recordActivity(effects.db, activity, effects.clock.now());
}

async function* changedSince(admin: AdminClient, source: string, since: Date): AsyncGenerator<ShopifyOrder> {
  const search = `source_name:'${source}' AND updated_at:>='${since.toISOString()}'`;
  for (let after: string | null = null; ;) {
    const page: OrdersOfSourceQuery = await admin.request(OrdersOfSourceDocument, { search, after });
    yield* page.orders.nodes;
    const { hasNextPage, endCursor } = page.orders.pageInfo;
    if (!hasNextPage || !endCursor) return;
    after = endCursor;
  }
}

/** @returns whether there was something to put right. */
async function compare(
  effects: Needs,
  admin: AdminClient,
  home: Home,
  order: ShopifyOrder,
  now: Date,
): Promise<boolean> {
  const { shop } = home;
  const key = order.sourceIdentifier ?? "";
  const row = await effects.db.placedOrder.findFirst({ where: { shop, sourceIdentifier: key } });
  if (!row) return reportUnknown(effects, home, order, now);
  if (row.shopifyOrderId === null) {
    if (row.state === "cancelled" || !isOld(order.createdAt, now)) return false;
    const found = row.reason === TWO_MATCHES ? await whichIsLeft(admin, order) : order;
    if (found) await settleCreated(effects, row, found);
    return found !== undefined;
  }
  if (row.shopifyOrderId !== idOf(order.id)) return false;
  if (row.shopifyUpdatedAt && new Date(order.updatedAt) <= row.shopifyUpdatedAt) return false;
  await effects.db.$transaction((tx) => applyReading(tx, row, order, now));
  const after = await effects.db.placedOrder.findFirstOrThrow({ where: { id: row.id, shop } });
  return after.statusVersion > row.statusVersion;
}

/**
 * Of two Shopify orders of one placed order the merchant cancels one, and the other is it, whichever was seen to have
 * changed; until then neither is. Where the merchant cancelled both, it is one of them: cancelled.
 */
async function whichIsLeft(
  admin: AdminClient,
  order: ShopifyOrder,
): Promise<Pick<ShopifyOrder, "id" | "name"> | undefined> {
  const all = await ordersBearing(admin, order.sourceIdentifier ?? "");
  const [live, another] = all.filter(({ cancelledAt }) => cancelledAt === null);
  if (live) return another ? undefined : live;
  return all.length > 1 ? order : undefined;
}

/** Other apps may use the same source name: only a key of our own making counts. */
async function reportUnknown(effects: Needs, home: Home, order: ShopifyOrder, now: Date): Promise<boolean> {
  const { shop, connectionId, channel } = home;
  const ours = new RegExp(`^${channel}-[0-9a-f]{32}$`).test(order.sourceIdentifier ?? "");
  if (!ours || !isOld(order.createdAt, now)) return false;
  const report = { shop, connectionId, key: `shopify-order:${idOf(order.id)}`, code: "order.unknown_in_app" };
  await raiseProblem(effects.db, { ...report, params: { name: order.name, channel }, severity: "warning" }, now);
  return false;
}

async function lookAfterLedger({ db }: Needs, home: Home, seen: ReadonlySet<string>, now: Date): Promise<number> {
  const { shop, connectionId } = home;
  const [from, to] = [new Date(now.getTime() - WINDOW_MS), new Date(now.getTime() - EDGE_MS)];
  const rows = await db.placedOrder.findMany({
    where: { shop, connectionId, receivedAt: { gte: from, lt: to }, state: { notIn: ["held", "cancelled"] } },
  });
  let asked = 0;
  for (const row of rows) {
    if (row.state === "created") {
      if (row.shopifyOrderId !== null && !seen.has(row.shopifyOrderId)) await requestRefresh(db, row);
    } else if (row.nextTryAt === null || row.nextTryAt < to) {
      await requestRetry(db, row, now, now);
      asked += 1;
    }
  }
  return asked;
}

function isOld(createdAt: string, now: Date): boolean {
  return now.getTime() - Date.parse(createdAt) > EDGE_MS;
}
