import type { ImportFile } from "@prisma/client";

import type { CanonicalProduct } from "../canonical/product";
import type { ImportProgress, ImportsCatalog } from "../channels/channel";
import { channelContext } from "../connections/channel-context";
import type { Connection } from "../connections/connection";
import { bulky } from "../platform/bulky";
import { isFailure } from "../platform/failure";
import type { ClaimedEvent } from "./claim";
import { type ImportStep, backToBatches } from "./import-file";
import { MOST_TRIES } from "./import-upload";
import { type Run, type Settled, settle } from "./settle";

const LONGEST_PAUSE_MS = 10_000;
const SHORTEST_PAUSE_MS = 100;
const AGAIN_AFTER_MS = 30_000;
const STANDS_STILL_MS = 30 * 60_000;
/** Events settled in one transaction, which holds the connection. */
const PART = 500;

/**
 * Asks how far the channel is with a file, and settles its events when it is through.
 * @throws Failure of the channel
 */
export async function readFile(
  run: Run,
  channel: ImportsCatalog,
  connection: Connection,
  file: ImportFile,
): Promise<ImportStep> {
  const { db, clock } = run.effects;
  const now = clock.now();
  const context = channelContext(run.effects, run.channel, connection);
  const progress = await channel.readImport(context, file.importId ?? "").catch(unknownAsFailed);
  if (progress.state === "finished") return settleFile(run, connection, file, progress);
  const moved = progress.processed > file.processed;
  if (progress.state === "running" && (moved || now.getTime() - file.movedAt.getTime() < STANDS_STILL_MS)) {
    const age = now.getTime() - file.createdAt.getTime();
    const until = later(now, Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, age / 4)));
    const data = { pollAt: until, processed: progress.processed, ...(moved && { movedAt: now }) };
    await db.importFile.updateMany({ where: { id: file.id }, data });
    return { kind: "waiting", until };
  }
  run.effects.log.warn({ connectionId: connection.id, state: progress.state }, "an import came to nothing");
  if (progress.state === "failed" && progress.retryable && file.tries < MOST_TRIES) {
    const until = later(now, AGAIN_AFTER_MS);
    await db.importFile.updateMany({ where: { id: file.id }, data: { importId: null, pollAt: until, movedAt: now } });
    return { kind: "waiting", until };
  }
  await db.$transaction((tx) => backToBatches(tx, file));
  return { kind: "moved" };
}

/** An import the channel does not know any more may have been worked off or not. */
function unknownAsFailed(error: unknown): ImportProgress {
  if (!isFailure(error) || error.code !== "channel.import_unknown") throw error;
  return { state: "failed", total: 0, processed: 0, refused: 0, faults: [], retryable: true, message: null };
}

/**
 * What the import took is settled as applied. A row it refused goes out once more as an event, whose answer names the item
 * and not a place in a file; so do the rows beside it, because it is not documented where the counting of rows begins
 * (contract H24). Where the channel does not name every refused row, or counts other rows than were sent, all do.
 */
async function settleFile(
  run: Run,
  connection: Connection,
  file: ImportFile,
  progress: ImportProgress,
): Promise<ImportStep> {
  const { db } = run.effects;
  const doubtful = doubtfulRows(file, progress);
  if (doubtful.length > 0) {
    await db.$executeRaw`
      update "OutboxEvent" set "state" = 'sending' where "id" = any(${bulky(doubtful)}::bigint[]) and "state" = 'importing'`;
  }
  const doubted = new Set(doubtful);
  const taken = file.rows.filter((id) => !doubted.has(id));
  for (let at = 0; at < taken.length; at += PART) {
    await settle(run, connection, await settledOf(run, taken.slice(at, at + PART)));
  }
  await db.$transaction((tx) => backToBatches(tx, file));
  return { kind: "moved" };
}

function doubtfulRows({ rows }: ImportFile, { total, processed, refused, faults }: ImportProgress): bigint[] {
  const counted = total === rows.length && processed >= total - refused && faults.length >= refused;
  if (!counted || faults.some(({ index }) => index < 0 || index >= rows.length)) return rows;
  const beside = new Set(faults.flatMap(({ index }) => [index - 1, index, index + 1]));
  return rows.filter((_, index) => beside.has(index));
}

/** Without the records themselves: who settles needs to know which they were, and there are many. */
async function settledOf({ effects }: Run, ids: readonly bigint[]): Promise<Settled[]> {
  const rows = await effects.db.$queryRaw<Imported[]>`
    select "id", "key", "subjectId", "attempts", "changedAt", "eventId", "payload" -> 'product' ->> 'sku' as "sku"
    from "OutboxEvent" where "id" = any(${bulky(ids)}::bigint[]) and "state" = 'importing' order by "id"`;
  return rows.map(({ eventId, sku, ...row }) => ({
    row: { ...row, subjectKind: "listing", event: { type: "product.upserted", eventId, product: { sku } } },
    result: { eventId, outcome: "applied", message: null },
  }));
}

interface Imported extends Pick<ClaimedEvent, "id" | "key" | "subjectId" | "attempts" | "changedAt"> {
  eventId: string;
  sku: CanonicalProduct["sku"];
}

function later(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
