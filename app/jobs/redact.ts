import { Prisma } from "@prisma/client";
import { z } from "zod";

import type { Transaction } from "../platform/db";
import type { WebhookDelivery } from "./webhook-topics";

const customerRedact = z.object({
  orders_to_redact: z.array(z.union([z.number(), z.string()])).default([]),
});

/** Erases what we hold of a customer: the orders Shopify names, in the ledger and in the raw deliveries. */
export async function redactCustomer(tx: Transaction, { shop, payload }: WebhookDelivery): Promise<void> {
  const { orders_to_redact } = customerRedact.parse(payload);
  const shopifyOrderIds = orders_to_redact.map(String);
  const orders = await tx.placedOrder.findMany({ where: { shop, shopifyOrderId: { in: shopifyOrderIds } } });
  for (const order of orders) {
    await tx.placedOrder.update({ where: { id: order.id }, data: { order: Prisma.DbNull, customerName: null } });
    // The delivery that brought the order, and every Shopify webhook about it, hold the same person.
    await tx.inboxDelivery.updateMany({
      where: { shop, connectionId: order.connectionId, body: { contains: order.channelOrderId } },
      data: { body: "{}" },
    });
    if (order.shopifyOrderId) {
      await tx.inboxDelivery.updateMany({
        where: { shop, source: "shopify", topic: { startsWith: "orders/" }, body: { contains: order.shopifyOrderId } },
        data: { body: "{}" },
      });
    }
  }
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
  await tx.inboxDelivery.deleteMany({ where: { shop, topic: { not: "shop/redact" } } });
}
