-- Whether Shopify has an item shipped. What is there already is taken for goods until it is read again.
ALTER TABLE "Listing" ADD COLUMN "requiresShipping" BOOLEAN NOT NULL DEFAULT true;
