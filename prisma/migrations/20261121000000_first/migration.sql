-- CreateSchema

-- CreateTable
CREATE TABLE "Shop" (
    "domain" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "currency" TEXT NOT NULL DEFAULT '',
    "primaryLocale" TEXT NOT NULL DEFAULT 'en',
    "locales" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "factsReadAt" TIMESTAMPTZ(3),
    "feedbackFrom" TIMESTAMPTZ(3),
    "installedAt" TIMESTAMPTZ(3) NOT NULL,
    "uninstalledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Shop_pkey" PRIMARY KEY ("domain")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT '',
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT NOT NULL DEFAULT '',
    "expires" TIMESTAMPTZ(3),
    "accessToken" TEXT NOT NULL DEFAULT '',
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMPTZ(3),
    "onlineUser" JSONB,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Location" (
    "shop" TEXT NOT NULL,
    "locationId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,

    CONSTRAINT "Location_pkey" PRIMARY KEY ("shop","locationId")
);

-- CreateTable
CREATE TABLE "Connection" (
    "id" UUID NOT NULL,
    "shop" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "token" TEXT NOT NULL,
    "credentials" TEXT,
    "credentialHints" JSONB NOT NULL DEFAULT '{}',
    "baseUrl" TEXT,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "findings" JSONB NOT NULL DEFAULT '{}',
    "generation" INTEGER NOT NULL DEFAULT 0,
    "connectedAt" TIMESTAMPTZ(3),
    "lastDeliveredAt" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "retryAt" TIMESTAMPTZ(3),
    "troubleSince" TIMESTAMPTZ(3),
    "gatherUntil" TIMESTAMPTZ(3),
    "blockedReason" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaleProduct" (
    "shop" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "marks" INTEGER NOT NULL DEFAULT 1,
    "markedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StaleProduct_pkey" PRIMARY KEY ("shop","productId")
);

-- CreateTable
CREATE TABLE "InventoryLevel" (
    "shop" TEXT NOT NULL,
    "inventoryItemId" TEXT NOT NULL,
    "locationId" TEXT NOT NULL,
    "available" INTEGER NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "observedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "InventoryLevel_pkey" PRIMARY KEY ("shop","inventoryItemId","locationId")
);

-- CreateTable
CREATE TABLE "Listing" (
    "id" UUID NOT NULL,
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "productId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "inventoryItemId" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "reasonParams" JSONB,
    "record" JSONB,
    "stockFacts" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 0,
    "sentVersion" INTEGER NOT NULL DEFAULT 0,
    "sentAt" TIMESTAMPTZ(3),
    "title" TEXT NOT NULL,
    "imageUrl" TEXT,
    "productUpdatedAt" TIMESTAMPTZ(3),
    "readAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Listing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProductFeedback" (
    "shop" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "hash" TEXT,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProductFeedback_pkey" PRIMARY KEY ("shop","productId")
);

-- CreateTable
CREATE TABLE "SkuHistory" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "retiredAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "SkuHistory_pkey" PRIMARY KEY ("connectionId","sku","variantId")
);

-- CreateTable
CREATE TABLE "SyncRun" (
    "id" UUID NOT NULL,
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "cause" TEXT NOT NULL DEFAULT 'merchant',
    "state" TEXT NOT NULL DEFAULT 'queued',
    "reason" TEXT,
    "reasonParams" JSONB,
    "bulkOperationId" TEXT,
    "expected" INTEGER,
    "seen" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "retired" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "missing" INTEGER NOT NULL DEFAULT 0,
    "price" INTEGER NOT NULL DEFAULT 0,
    "stock" INTEGER NOT NULL DEFAULT 0,
    "content" INTEGER NOT NULL DEFAULT 0,
    "preview" JSONB,
    "cancelRequested" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "sendingAt" TIMESTAMPTZ(3),
    "movedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SyncRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportFile" (
    "id" UUID NOT NULL,
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "importId" TEXT,
    "rows" BIGINT[],
    "tries" INTEGER NOT NULL DEFAULT 0,
    "processed" INTEGER NOT NULL DEFAULT 0,
    "pollAt" TIMESTAMPTZ(3),
    "movedAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ImportFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Pulse" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Pulse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxEvent" (
    "id" BIGSERIAL NOT NULL,
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "eventId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OutboxEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboxDelivery" (
    "id" BIGSERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "connectionId" UUID,
    "deliveryId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "triggeredAt" TIMESTAMPTZ(3),
    "body" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'received',
    "reason" TEXT,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "InboxDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlacedOrder" (
    "id" UUID NOT NULL,
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "channelOrderId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'received',
    "reason" TEXT,
    "reasonParams" JSONB,
    "order" JSONB,
    "orderHash" TEXT NOT NULL,
    "sourceIdentifier" TEXT NOT NULL,
    "resolution" JSONB,
    "createAttempts" INTEGER NOT NULL DEFAULT 0,
    "looks" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ(3),
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "shopifyOrderId" TEXT,
    "answeredId" TEXT,
    "shopifyOrderName" TEXT,
    "status" TEXT,
    "statusVersion" INTEGER NOT NULL DEFAULT 0,
    "statuses" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "tracking" JSONB,
    "toldStatus" TEXT,
    "toldAt" TIMESTAMPTZ(3),
    "shopifyUpdatedAt" TIMESTAMPTZ(3),
    "totalFils" INTEGER,
    "customerName" TEXT,
    "test" BOOLEAN NOT NULL DEFAULT false,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PlacedOrder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderEvent" (
    "id" BIGSERIAL NOT NULL,
    "shop" TEXT NOT NULL,
    "placedOrderId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "OrderEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Problem" (
    "id" UUID NOT NULL,
    "shop" TEXT NOT NULL,
    "connectionId" UUID,
    "key" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "severity" TEXT NOT NULL DEFAULT 'warning',
    "count" INTEGER NOT NULL DEFAULT 1,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "clearedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Problem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActivityEntry" (
    "id" BIGSERIAL NOT NULL,
    "shop" TEXT NOT NULL,
    "connectionId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ActivityEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");

-- CreateIndex
CREATE INDEX "Session_isOnline_expires_idx" ON "Session"("isOnline", "expires");

-- CreateIndex
CREATE UNIQUE INDEX "Connection_token_key" ON "Connection"("token");

-- CreateIndex
CREATE UNIQUE INDEX "Connection_shop_channel_key" ON "Connection"("shop", "channel");

-- CreateIndex
CREATE INDEX "StaleProduct_shop_markedAt_idx" ON "StaleProduct"("shop", "markedAt");

-- CreateIndex
CREATE INDEX "Listing_connectionId_sku_idx" ON "Listing"("connectionId", "sku");

-- CreateIndex
CREATE INDEX "Listing_connectionId_state_updatedAt_idx" ON "Listing"("connectionId", "state", "updatedAt");

-- CreateIndex
CREATE INDEX "Listing_shop_inventoryItemId_idx" ON "Listing"("shop", "inventoryItemId");

-- CreateIndex
CREATE INDEX "Listing_shop_productId_idx" ON "Listing"("shop", "productId");

-- CreateIndex
CREATE UNIQUE INDEX "Listing_connectionId_variantId_key" ON "Listing"("connectionId", "variantId");

-- CreateIndex
CREATE INDEX "SkuHistory_shop_variantId_idx" ON "SkuHistory"("shop", "variantId");

-- CreateIndex
CREATE UNIQUE INDEX "ImportFile_connectionId_key" ON "ImportFile"("connectionId");

-- CreateIndex
CREATE INDEX "SyncRun_connectionId_createdAt_idx" ON "SyncRun"("connectionId", "createdAt");

-- CreateIndex
CREATE INDEX "OutboxEvent_connectionId_state_id_idx" ON "OutboxEvent"("connectionId", "state", "id");

-- CreateIndex
CREATE INDEX "OutboxEvent_subjectKind_subjectId_idx" ON "OutboxEvent"("subjectKind", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxEvent_connectionId_eventId_key" ON "OutboxEvent"("connectionId", "eventId");

-- CreateIndex
CREATE INDEX "InboxDelivery_shop_state_id_idx" ON "InboxDelivery"("shop", "state", "id");

-- CreateIndex
CREATE INDEX "InboxDelivery_receivedAt_idx" ON "InboxDelivery"("receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "InboxDelivery_source_shop_deliveryId_key" ON "InboxDelivery"("source", "shop", "deliveryId");

-- CreateIndex
CREATE UNIQUE INDEX "PlacedOrder_sourceIdentifier_key" ON "PlacedOrder"("sourceIdentifier");

-- CreateIndex
CREATE INDEX "PlacedOrder_shop_shopifyOrderId_idx" ON "PlacedOrder"("shop", "shopifyOrderId");

-- CreateIndex
CREATE INDEX "PlacedOrder_shop_state_receivedAt_idx" ON "PlacedOrder"("shop", "state", "receivedAt");

-- CreateIndex
CREATE INDEX "PlacedOrder_shop_receivedAt_idx" ON "PlacedOrder"("shop", "receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "PlacedOrder_connectionId_channelOrderId_key" ON "PlacedOrder"("connectionId", "channelOrderId");

-- CreateIndex
CREATE INDEX "OrderEvent_placedOrderId_id_idx" ON "OrderEvent"("placedOrderId", "id");

-- CreateIndex
CREATE INDEX "OrderEvent_shop_at_idx" ON "OrderEvent"("shop", "at");

-- CreateIndex
CREATE INDEX "Problem_shop_clearedAt_severity_lastAt_idx" ON "Problem"("shop", "clearedAt", "severity", "lastAt");

-- CreateIndex
CREATE UNIQUE INDEX "Problem_shop_key_key" ON "Problem"("shop", "key");

-- CreateIndex
CREATE INDEX "ActivityEntry_shop_id_idx" ON "ActivityEntry"("shop", "id");


-- At most one pending event a key: what is newer replaces it (delivery/outbox.ts).
CREATE UNIQUE INDEX "OutboxEvent_one_pending" ON "OutboxEvent"("connectionId", "key") WHERE "state" = 'pending';

-- One sync run of a connection at a time (catalog/sync-run.ts).
CREATE UNIQUE INDEX "SyncRun_one_running" ON "SyncRun"("connectionId") WHERE "state" IN ('queued', 'exporting', 'streaming', 'sending');
