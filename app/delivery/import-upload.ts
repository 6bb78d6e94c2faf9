import type { Connection } from "@prisma/client";

import type { ImportsCatalog } from "../channels/channel";
import { channelContext } from "../connections/channel-context";
import { column } from "../platform/bulky";
import type { Statements } from "../platform/db";
import { Failure, isFailure } from "../platform/failure";
import { plainTransaction } from "../platform/sql";
import { type FileHead, dropFile, insertFile, listsOf, noteProgress } from "./file-rows";
import { handoffOf } from "./handoff";
import { type FileItem, type ImportStep, giveUpFile, withoutSuspects } from "./import-file";
import type { Run } from "./settle";

/** An upload that failed so often goes out in batches, which the channel may take. */
export const MOST_TRIES = 3;
const FIRST_LOOK_MS = 25;

/**
 * Uploads a file. A process that dies before the channel's answer is stored leaves it to be uploaded again.
 * @throws Failure of the channel
 */
export async function uploadFile(
  run: Run,
  channel: ImportsCatalog,
  connection: Connection,
  file: FileHead,
): Promise<ImportStep> {
  const { sql, pool, clock } = run.effects;
  if (file.tries >= MOST_TRIES) {
    await plainTransaction(pool, (tx) => giveUpFile(tx, run.settlers, file, clock.now()));
    return { kind: "moved" };
  }
  const kept = handoffOf(pool).take(file.id);
  const atHand = kept && (await plainTransaction(pool, (tx) => noteAtHand(tx, channel, file, kept)));
  const items = atHand ?? (await plainTransaction(pool, (tx) => freeze(tx, run, channel, file)));
  if (items === "all held up") return { kind: "none" };
  if (items.length === 0) return { kind: "moved" };
  const context = channelContext(run.effects, run.channel, connection);
  const products = items.map(({ event }) => event.product);
  const { importId } = await channel.startImport(context, products).catch(asFailure);
  const now = clock.now();
  const until = new Date(now.getTime() + FIRST_LOOK_MS);
  const uploaded = { ...file, tries: file.tries + 1 };
  await noteProgress(sql, uploaded, { importId, processed: 0, pollAt: until, movedAt: now });
  return { kind: "waiting", until };
}

/**
 * Stores what is about to be uploaded, before it is: whoever renames or takes away a listing from now on knows that the
 * channel may have it. What is not sold any more is left out; what is too much for one file, or held up by a suspect,
 * becomes another.
 */
async function freeze(
  tx: Statements,
  run: Run,
  channel: ImportsCatalog,
  file: FileHead,
): Promise<FileItem[] | "all held up"> {
  const before = await listsOf(tx, file);
  if (!before) return [];
  const all = await run.settlers.items(tx, file, before.subjects);
  if (!(await ourFile(tx, file))) return [];
  if (all.length === 0) {
    await dropFile(tx, file);
    return [];
  }
  const items = fitting(await withoutSuspects(tx, file, all), channel.importLimits);
  if (items.length === 0) return "all held up";
  const taken = new Set(items);
  const rest = all.filter((item) => !taken.has(item)).map(({ subjectId }) => subjectId);
  if (rest.length > 0) {
    const place = new Map(before.subjects.map((subjectId, index) => [subjectId, index]));
    // What an earlier upload had of them the channel may still have taken.
    const known = (list: readonly string[]) => rest.map((subjectId) => list[place.get(subjectId) ?? -1] ?? "");
    await insertFile(tx, file, { subjects: rest, eventIds: known(before.eventIds), skus: known(before.skus) });
  }
  await note(tx, file, items);
  return items;
}

/**
 * The same with what is still in memory of a file that was never uploaded, as long as it all fits into one, and no listing
 * has changed since: its own event may have gone out already, with a batch that came first.
 * @returns undefined when the file has to be read
 */
async function noteAtHand(
  tx: Statements,
  channel: ImportsCatalog,
  file: FileHead,
  kept: readonly FileItem[],
): Promise<FileItem[] | undefined> {
  const ours = await ourFile(tx, file);
  if (!ours || ours.outdated || file.tries > 0) return undefined;
  const items = fitting(await withoutSuspects(tx, file, kept), channel.importLimits);
  if (items.length < kept.length) return undefined;
  await note(tx, file, items);
  return items;
}

/** Undefined: the connection was closed, or somebody else uploads the file; it is looked at anew. */
async function ourFile(tx: Statements, { id, tries }: FileHead): Promise<{ outdated: boolean } | undefined> {
  const [ours] = await tx.$queryRaw<{ outdated: boolean }[]>`
    select f."outdated" from "ImportFile" f join "Connection" c on c."id" = f."connectionId"
    where f."id" = ${id}::bigint and f."tries" = ${tries} and c."state" = 'active' for update of f`;
  return ours;
}

async function note(tx: Statements, { id }: FileHead, items: readonly FileItem[]): Promise<void> {
  const [subjects, eventIds, skus] = [
    items.map(({ subjectId }) => subjectId),
    items.map(({ event }) => event.eventId),
    items.map(({ event }) => event.product.sku),
  ];
  await tx.$executeRaw`
    update "ImportFile" set "tries" = "tries" + 1, "subjects" = ${column(subjects, "uuid")},
      "eventIds" = ${column(eventIds, "text")}, "skus" = ${column(skus, "text")}
    where "id" = ${id}::bigint`;
}

/** From the front, until the file is full or a SKU comes again. */
function fitting(items: readonly FileItem[], { maxProducts, maxBytes }: ImportsCatalog["importLimits"]): FileItem[] {
  const skus = new Set<string>();
  let total = 0;
  const end = items.findIndex(({ letters, event: { product } }, index) => {
    // Every letter of the longest script there is; what the channel is sent of it is less.
    total += letters * MOST_BYTES_A_LETTER;
    if (skus.has(product.sku)) return true;
    skus.add(product.sku);
    return index >= maxProducts || (index > 0 && total > maxBytes);
  });
  return items.slice(0, end === -1 ? items.length : end);
}

const MOST_BYTES_A_LETTER = 3;

/** A fault of ours that one record brings out is found by batches. */
function asFailure(error: unknown): never {
  if (isFailure(error)) throw error;
  throw new Failure({ kind: "final", code: "channel.batch_refused", message: "the file could not be made" });
}
