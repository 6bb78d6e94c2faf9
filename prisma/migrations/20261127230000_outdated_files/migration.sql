-- A file whose listings gave up a SKU before its first upload is read anew.
ALTER TABLE "ImportFile" ADD COLUMN "outdated" BOOLEAN NOT NULL DEFAULT false;
