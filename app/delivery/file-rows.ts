/** Files (import-file.ts) as rows. What stands in them, thousands of names, is read only where it is needed. */
import { bulky } from "../platform/bulky";
import type { Statements } from "../platform/db";

/** A file without what stands in it. */
export interface FileHead {
  id: string;
  shop: string;
  connectionId: string;
  /** Listings in it. */
  size: number;
  importId: string | null;
  tries: number;
  processed: number;
  pollAt: Date | null;
  movedAt: Date;
  createdAt: Date;
}

/** The listings, in the file's order, and what was last uploaded of each; nothing was before the first upload. */
export interface FileLists {
  subjects: string[];
  eventIds: string[];
  skus: string[];
}

type Home = Pick<FileHead, "shop" | "connectionId">;

/** The connection's file whose turn it is, without its lists; undefined where there is none. */
export async function oldestFile(tx: Statements, { shop, connectionId }: Home): Promise<FileHead | undefined> {
  const [file] = await tx.$queryRaw<FileHead[]>`
    select "id"::text as "id", "shop", "connectionId"::text as "connectionId", cardinality("subjects") as "size",
      "importId", "tries", "processed", "pollAt", "movedAt", "createdAt"
    from "ImportFile" where "connectionId" = ${connectionId}::uuid and "shop" = ${shop}
    order by "ImportFile"."id" limit 1`;
  return file;
}

/** Undefined when the file is gone. As JSON: to take thousands of an array's own spelling apart costs a multiple. */
export async function listsOf(tx: Statements, { id, shop }: Pick<FileHead, "id" | "shop">) {
  const [lists] = await tx.$queryRaw<FileLists[]>`
    select to_json("subjects") as "subjects", to_json("eventIds") as "eventIds", to_json("skus") as "skus"
    from "ImportFile" where "id" = ${id}::bigint and "shop" = ${shop}`;
  return lists;
}

/** @returns its id */
export async function insertFile(
  tx: Statements,
  { shop, connectionId, movedAt, createdAt }: Home & Pick<FileHead, "movedAt" | "createdAt">,
  { subjects, eventIds, skus }: FileLists,
): Promise<string> {
  const [file] = await tx.$queryRaw<{ id: string }[]>`
    insert into "ImportFile" ("shop", "connectionId", "subjects", "eventIds", "skus", "movedAt", "createdAt")
    values (${shop}, ${connectionId}::uuid, ${bulky(subjects)}::uuid[], ${bulky(eventIds)}::text[], ${bulky(skus)}::text[],
      ${movedAt}, ${createdAt})
    returning "id"::text as "id"`;
  return file?.id ?? "";
}

/** How far the channel is with a file, and when to ask next. */
export interface FileProgress {
  /** null: it has to be uploaded again. */
  importId: string | null;
  processed: number;
  pollAt: Date;
  movedAt: Date;
}

/** Does nothing for a file that somebody has uploaded anew, which has an import of its own. */
export async function noteProgress(
  db: Statements,
  { id, shop, tries }: Pick<FileHead, "id" | "shop" | "tries">,
  { importId, processed, pollAt, movedAt }: FileProgress,
): Promise<void> {
  await db.$executeRaw`
    update "ImportFile" set "importId" = ${importId}, "processed" = ${processed}, "pollAt" = ${pollAt}, "movedAt" = ${movedAt}
    where "id" = ${id}::bigint and "shop" = ${shop} and "tries" = ${tries}`;
}

/** @returns whether it was there; one that somebody uploaded anew since it was read stays. */
export async function dropFile(
  tx: Statements,
  { id, shop, tries }: Pick<FileHead, "id" | "shop" | "tries">,
): Promise<boolean> {
  const dropped = await tx.$executeRaw`
    delete from "ImportFile" where "id" = ${id}::bigint and "shop" = ${shop} and "tries" = ${tries}`;
  return dropped > 0;
}
