import { advanceSync } from "../catalog/sync-run";
import { startSync } from "../catalog/sync-start";
import { readFileItems } from "../catalog/file-items";
import { sendFeedback } from "../catalog/feedback";
import { reconcileDue, reconcileShop } from "../catalog/reconcile";
import { refreshStaleProducts } from "../catalog/refresh";
import { remapConnection } from "../catalog/remap";
import { settleListings } from "../catalog/settle";
import { readShop } from "../catalog/shop-facts";
import { lookAfterRuns } from "../catalog/stalled";
import { recheckBlocked, recheckDue } from "../connections/recheck-blocked";
import { drainOutbox } from "../delivery/drain";
import { oneByOne } from "../delivery/settle";
import { reasonText } from "../i18n/reason-text";
import { createShopifyOrder } from "../orders/create";
import { ensureOrderMetafield } from "../orders/metafield-definition";
import { requeueUntold } from "../orders/queue-statuses";
import { reconcileAllOrders } from "../orders/reconcile-all";
import { reconcileOrders } from "../orders/reconcile";
import { refreshOrder } from "../orders/refresh";
import { retellRefused } from "../orders/retell";
import { settleOrder } from "../orders/settle";
import type { TaskName, TaskPayload } from "../platform/queue";
import type { Services } from "../services";
import { drainInbox } from "./inbox";
import { takePulse } from "./pulse";
import { tidyHouse } from "./tidy";

/** One thin handler a task. Each may run twice, and may die half-way: what they call is idempotent. */
export const handlers: { [N in TaskName]: (services: Services, payload: TaskPayload<N>) => Promise<void> } = {
  "inbox.drain": (services, { shop }) => drainInbox(services, shop),
  "connection.started": async (services, { shop, connectionId }) => {
    await services.db.$transaction(async (tx) => {
      const now = services.clock.now();
      await startSync(tx, { shop, connectionId, kind: "first" }, now);
      await requeueUntold(tx, { shop, connectionId }, now);
    });
  },
  "connections.recheck": (services) => recheckDue(services.db, services.clock.now()),
  "connection.recheck": (services, payload) => recheckBlocked(services, services.channels, payload),
  "shop.read": async (services, { shop }) => {
    await readShop(services, services.openAdmin, shop);
    await ensureOrderMetafield(services.openAdmin(shop));
  },
  "catalog.refresh": (services, { shop }) => refreshStaleProducts(services, services.openAdmin, shop),
  "catalog.remap": (services, payload) => remapConnection(services, payload),
  "catalog.reconcile": (services, payload) => reconcileShop(services, payload),
  "catalog.watch": async (services) => {
    await lookAfterRuns(services);
    await reconcileDue(services);
  },
  "sync.advance": (services, payload) => advanceSync(services, services.openAdmin, payload),
  "feedback.send": (services, { shop }) =>
    sendFeedback(services, services.openAdmin, (locale, reason) => reasonText(services.channels, locale, reason), shop),
  "delivery.drain": (services, payload) =>
    drainOutbox(
      services,
      services.channels,
      { listing: settleListings, order: oneByOne(settleOrder), items: readFileItems },
      payload,
    ),
  "order.create": (services, payload) => createShopifyOrder(services, services.openAdmin, services.channels, payload),
  "order.retry": (services, payload) => createShopifyOrder(services, services.openAdmin, services.channels, payload),
  "order.refresh": (services, payload) => refreshOrder(services, services.openAdmin, payload),
  "orders.retell": (services, payload) => retellRefused(services, payload),
  "orders.reconcile": (services, payload) => reconcileOrders(services, services.openAdmin, payload),
  "orders.night": (services) => reconcileAllOrders(services.db, services.clock.now()),
  "tokens.sweep": async ({ tokens, log }) => log.info(await tokens.sweep(), "tokens: swept"),
  "house.pulse": (services) => takePulse(services),
  "house.tidy": (services) => tidyHouse(services),
};
