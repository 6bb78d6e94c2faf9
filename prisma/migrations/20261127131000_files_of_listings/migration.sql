-- A large sync names its listings in files instead of putting each into the outbox, and settles them without touching an
-- index (docs/decisions/042-a-first-sync-at-full-speed.md).

UPDATE "OutboxEvent" SET "state" = 'sending' WHERE "state" = 'importing';
DROP TABLE "ImportFile";
CREATE TABLE "ImportFile" (
    "id" BIGSERIAL NOT NULL,
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "subjects" UUID[],
    "eventIds" TEXT[],
    "skus" TEXT[],
    "importId" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "processed" INTEGER NOT NULL DEFAULT 0,
    "pollAt" TIMESTAMPTZ(3),
    "movedAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ImportFile_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ImportFile_connectionId_id_idx" ON "ImportFile"("connectionId", "id");
ALTER TABLE "Connection" DROP COLUMN "gatherUntil";

-- What the channel took, on the listing itself; the history keeps what was given up.
ALTER TABLE "Listing" ADD COLUMN "sentSku" TEXT;
UPDATE "Listing" l SET "sentSku" = h."sku" FROM "SkuHistory" h
    WHERE h."connectionId" = l."connectionId" AND h."variantId" = l."variantId" AND h."sku" = l."sku" AND h."sentAt" IS NOT NULL;
DELETE FROM "SkuHistory" h USING "Listing" l
    WHERE h."connectionId" = l."connectionId" AND h."variantId" = l."variantId" AND h."sku" = l."sku" AND h."retiredAt" IS NULL;
ALTER TABLE "SkuHistory" DROP COLUMN "firstSeenAt";

-- A record is wide, is read far less often than its listing, and keeps the order of its keys: equal records are equal texts.
ALTER TABLE "Listing" ALTER COLUMN "record" TYPE JSON USING "record"::json;
ALTER TABLE "Listing" ALTER COLUMN "record" SET STORAGE EXTERNAL;
-- A row without its record fits; what the channel answers is then written beside it, in no index.
ALTER TABLE "Listing" SET (toast_tuple_target = 640, fillfactor = 50);
DROP INDEX "Listing_connectionId_state_updatedAt_idx";
