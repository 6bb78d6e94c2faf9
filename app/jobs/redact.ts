import { Prisma } from "@prisma/client";
import { z } from "zod";

import { recordActivity } from "../connections/activity";
import { lockCatalog } from "../connections/catalog-lock";
import { raiseProblem } from "../connections/problems";
import { findCustomerOrders, namesCustomer } from "../orders/customer-orders";
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
 * Erases what we hold of a customer: their orders, the deliveries that brought them, a channel's calls that became no
 * order, every webhook about them, and Shopify's own messages about the customer, this one included.
 */
export async function redactCustomer(tx: Transaction, { shop, payload }: WebhookDelivery, now: Date): Promise<void> {
  const { orders_to_redact, customer: who } = customerRedact.parse(payload);
  const keys = { shopifyOrderIds: orders_to_redact, phone: who?.phone ?? null, email: who?.email ?? null };
  for (const order of await findCustomerOrders(tx, shop, keys)) {
    await tx.placedOrder.update({ where: { id: order.id }, data: { order: Prisma.DbNull, customerName: null } });
    const { connectionId, channelOrderId, shopifyOrderId } = order;
    if (order.order !== null) await recordOrderEvent(tx, order, "erased", {}, now);
    await blank(tx, shop, Prisma.sql`"placedOrderId" = ${order.id}::uuid`, now);
    // What came about it and belongs to no order: a call that was refused, or one that came too early.
    const loose = Prisma.sql`"placedOrderId" is null and "connectionId" = ${connectionId}::uuid`;
    await blank(tx, shop, Prisma.sql`${loose} and ${names(channelOrderId)}`, now);
    if (shopifyOrderId === null) continue;
    const about = Prisma.sql`"source" = 'shopify' and "topic" ~ '^(orders|fulfillments|refunds)/'`;
    await blank(tx, shop, Prisma.sql`${about} and ${names(shopifyOrderId)}`, now);
  }
  const noOrder = Prisma.sql`"source" <> 'shopify' and "placedOrderId" is null`;
  await blank(tx, shop, Prisma.sql`${noOrder} and ${namesCustomer(Prisma.sql`"body"`, keys)}`, now);
  const words = [who?.id, who?.email, who?.phone].filter((word) => typeof word === "string" && word.length > 0);
  for (const word of words) {
    await blank(tx, shop, Prisma.sql`"topic" like 'customers/%' and ${names(String(word))}`, now);
  }
}

/** Bodies in which `word` stands by itself, as a number or a text: order 1 is not order 10, nor the 1 in a price. */
function names(word: string): Prisma.Sql {
  const literal = word.replace(/[\\^$.*+?()[\]{}|]/g, (sign) => `\\${sign}`);
  return Prisma.sql`"body" ~ ${`(^|[^[:alnum:]._-])${literal}($|[^[:alnum:]._-])`}`;
}

async function blank(tx: Transaction, shop: string, which: Prisma.Sql, now: Date): Promise<void> {
  await tx.$executeRaw`
    update "InboxDelivery" set "body" = '{}', "erasedAt" = ${now}
    where "shop" = ${shop} and "erasedAt" is null and ${which}`;
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
  await lockCatalog(tx, shop);
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
  await tx.lastHeard.deleteMany({ where });
  // The request itself stays until the house is tidied: it shows that it was obeyed.
  await tx.inboxDelivery.deleteMany({ where: { shop, topic: { not: "shop/redact" } } });
}
