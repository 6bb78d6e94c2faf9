-- When Shopify and each channel last called, for after the deliveries that say so are forgotten.
CREATE TABLE "LastHeard" (
    "shop" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LastHeard_pkey" PRIMARY KEY ("shop", "source")
);

-- The latest delivery of a source, without a look at all of a busy shop's others.
CREATE INDEX "InboxDelivery_shop_source_receivedAt_idx" ON "InboxDelivery"("shop", "source", "receivedAt");
