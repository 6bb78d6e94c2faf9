-- Which order a channel's call is about, and when a body was blanked.
ALTER TABLE "InboxDelivery" ADD COLUMN "placedOrderId" UUID, ADD COLUMN "erasedAt" TIMESTAMPTZ(3);

-- Shopify's webhooks, most of the table, are about none and pay nothing for it.
CREATE INDEX "InboxDelivery_placedOrderId_idx" ON "InboxDelivery" ("placedOrderId") WHERE "placedOrderId" IS NOT NULL;
