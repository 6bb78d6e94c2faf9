-- When a held order was last set on its way again: how long it waits counts from then.
ALTER TABLE "PlacedOrder" ADD COLUMN "setOutAt" TIMESTAMPTZ(3);
