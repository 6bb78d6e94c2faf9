import type { Connection } from "@prisma/client";

import type { ImportProgress, ImportsCatalog } from "../channels/channel";
import { channelContext } from "../connections/channel-context";
import { isFailure } from "../platform/failure";
import { plainTransaction } from "../platform/sql";
import { type FileHead, noteProgress } from "./file-rows";
import { type ImportStep, giveUpFile } from "./import-file";
import { MOST_TRIES } from "./import-upload";
import { type Run, settleFile } from "./settle";

/** A file that takes minutes: its progress on the page is at most this old. */
const LONGEST_PAUSE_MS = 10_000;
/** A small file is through at once, and a first sync waits for it. */
const SHORTEST_PAUSE_MS = 25;
/** An import that failed by the channel's own trouble is not made again in the middle of that trouble. */
const AGAIN_AFTER_MS = 30_000;
/** One that got no further for so long will not; its rows go out as events. */
const STANDS_STILL_MS = 30 * 60_000;
/** The longer it stood still, the rarer the looks: each comes a quarter of that time later. */
const PAUSE_PER_AGE = 1 / 4;

/**
 * Asks how far the channel is with a file, and settles its listings when it is through.
 * @throws Failure of the channel
 */
export async function readFile(
  run: Run,
  channel: ImportsCatalog,
  connection: Connection,
  file: FileHead,
): Promise<ImportStep> {
  const { sql, pool, clock } = run.effects;
  const now = clock.now();
  const context = channelContext(run.effects, run.channel, connection);
  const progress = await channel.readImport(context, file.importId ?? "").catch(unknownAsFailed);
  if (progress.state === "finished") return finish(run, connection, file, progress);
  const moved = progress.processed > file.processed;
  if (progress.state === "running" && (moved || now.getTime() - file.movedAt.getTime() < STANDS_STILL_MS)) {
    const age = now.getTime() - file.movedAt.getTime();
    const until = later(now, Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, age * PAUSE_PER_AGE)));
    const { importId, movedAt } = file;
    await noteProgress(sql, file, {
      importId,
      processed: progress.processed,
      pollAt: until,
      movedAt: moved ? now : movedAt,
    });
    return { kind: "waiting", until };
  }
  run.effects.log.warn({ connectionId: connection.id, state: progress.state }, "an import came to nothing");
  if (progress.state === "failed" && progress.retryable && file.tries < MOST_TRIES) {
    const until = later(now, AGAIN_AFTER_MS);
    await noteProgress(sql, file, { importId: null, processed: file.processed, pollAt: until, movedAt: now });
    return { kind: "waiting", until };
  }
  await plainTransaction(pool, (tx) => giveUpFile(tx, run.settlers, file, now));
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
 * (contract H24). Where the channel does not name every refused row, or counts other rows than were sent, all do. So do
 * all of a file that cannot be settled as a whole: one by one, one bad listing holds up no other.
 */
async function finish(run: Run, connection: Connection, file: FileHead, progress: ImportProgress) {
  const { pool, clock, log } = run.effects;
  try {
    await settleFile(run, connection, file, doubtfulRows(file, progress));
  } catch (error) {
    log.error({ connectionId: connection.id, err: error }, "an import could not be settled as a whole");
    await plainTransaction(pool, (tx) => giveUpFile(tx, run.settlers, file, clock.now()));
  }
  return { kind: "moved" } as const;
}

/** Places in the file of which it is not certain that the channel took them. */
function doubtfulRows({ size }: FileHead, { total, processed, refused, faults }: ImportProgress): Set<number> {
  const counted = total === size && processed >= total - refused && faults.length >= refused;
  if (!counted || faults.some(({ index }) => index < 0 || index >= size)) return new Set(Array(size).keys());
  return new Set(faults.flatMap(({ index }) => [index - 1, index, index + 1]));
}

function later(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
