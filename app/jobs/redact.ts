import { Prisma } from "@prisma/client";
import { z } from "zod";

import { recordActivity } from "../connections/activity";
import { raiseProblem } from "../connections/problems";
import { findCustomerOrders } from "../orders/customer-orders";
import { recordOrderEvent } from "../orders/placed-order";
import type { Transaction } from "../platform/db";
import type { WebhookDelivery } from "./webhook-topics";

const ids = z.array(z.union([z.number(), z.string()]).transform(String));
const customer = z
  .object({
    id: z.union([z.number(), z.string()]).transform(String).nullish(),
    phone: z.string().nullish(),
    email: z.string().nullish(),
  })
  .nullish();
const customerRedact = z.object({ orders_to_redact: ids.default([]), customer });
const dataRequest = z.object({ orders_requested: ids.default([]), customer });

/**
 * Erases what we hold of a customer: their orders, the deliveries that brought them, every webhook about them, and
 * Shopify's own messages about the customer, this one included.
 */
export async function redactCustomer(tx: Transaction, { shop, payload }: WebhookDelivery, now: Date): Promise<void> {
  const { orders_to_redact, customer: who } = customerRedact.parse(payload);
  const keys = { shopifyOrderIds: orders_to_redact, phone: who?.phone ?? null, email: who?.email ?? null };
  for (const order of await findCustomerOrders(tx, shop, keys)) {
    await tx.placedOrder.update({ where: { id: order.id }, data: { order: Prisma.DbNull, customerName: null } });
    const { connectionId, channelOrderId, shopifyOrderId } = order;
    if (order.order !== null) await recordOrderEvent(tx, order, "erased", {}, now);
    const bodies = [{ placedOrderId: order.id }, { connectionId, body: { contains: channelOrderId } }];
    await blank(tx, { shop, OR: bodies }, now);
    if (shopifyOrderId === null) continue;
    const about = ["orders/", "fulfillments/", "refunds/"].map((beginning) => ({ topic: { startsWith: beginning } }));
    await blank(tx, { shop, source: "shopify", OR: about, body: { contains: shopifyOrderId } }, now);
  }
  const named = [who?.id, who?.email, who?.phone].filter((word) => typeof word === "string" && word.length > 0);
  const mentions = named.map((word) => ({ body: { contains: String(word) } }));
  if (mentions.length > 0) await blank(tx, { shop, topic: { startsWith: "customers/" }, OR: mentions }, now);
}

async function blank(tx: Transaction, where: Prisma.InboxDeliveryWhereInput, now: Date): Promise<void> {
  await tx.inboxDelivery.updateMany({ where: { ...where, erasedAt: null }, data: { body: "{}", erasedAt: now } });
}

/** A customer asks the merchant for their data: the merchant is told which orders hold some; their pages show it. */
export async function reportDataRequest(tx: Transaction, { shop, payload }: WebhookDelivery, now: Date): Promise<void> {
  const { orders_requested, customer: who } = dataRequest.parse(payload);
  const keys = { shopifyOrderIds: orders_requested, phone: who?.phone ?? null, email: who?.email ?? null };
  const orders = await findCustomerOrders(tx, shop, keys);
  const key = `privacy:request:${who?.id ?? "unknown"}`;
  const numbers = orders.map(({ channelOrderId }) => channelOrderId).join(", ");
  const params = { customer: who?.id ?? "", count: orders.length, orders: numbers.slice(0, 500) };
  await recordActivity(tx, { shop, connectionId: null, kind: "data_requested", params }, now);
  if (orders.length === 0) return;
  const report = { shop, connectionId: orders[0]?.connectionId ?? null, key, code: "privacy.data_request", params };
  await raiseProblem(tx, { ...report, severity: "warning" }, now);
}

/** 48 hours after an uninstall Shopify asks for everything to go; a shop that came back meanwhile keeps its data. */
export async function redactShop(tx: Transaction, { shop }: WebhookDelivery): Promise<void> {
  const installed = await tx.shop.findFirst({ where: { domain: shop, uninstalledAt: null } });
  if (installed) return;
  const where = { shop };
  await tx.orderEvent.deleteMany({ where });
  await tx.placedOrder.deleteMany({ where });
  await tx.outboxEvent.deleteMany({ where });
  await tx.importFile.deleteMany({ where });
  await tx.listing.deleteMany({ where });
  await tx.productFeedback.deleteMany({ where });
  await tx.skuHistory.deleteMany({ where });
  await tx.staleProduct.deleteMany({ where });
  await tx.inventoryLevel.deleteMany({ where });
  await tx.syncRun.deleteMany({ where });
  await tx.problem.deleteMany({ where });
  await tx.activityEntry.deleteMany({ where });
  await tx.location.deleteMany({ where });
  await tx.connection.deleteMany({ where });
  await tx.session.deleteMany({ where });
  await tx.shop.deleteMany({ where: { domain: shop } });
  // The request itself stays until the house is tidied: it shows that it was obeyed.
  await tx.lastHeard.deleteMany({ where });
  await tx.inboxDelivery.deleteMany({ where: { shop, topic: { not: "shop/redact" } } });
}
