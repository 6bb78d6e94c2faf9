-- A file of which a listing changed before its first upload is read anew.
ALTER TABLE "ImportFile" ADD COLUMN "outdated" BOOLEAN NOT NULL DEFAULT false;
