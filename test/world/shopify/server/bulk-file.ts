import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate as nextTurn } from "node:timers/promises";

import type { Misbehaviour } from "../misbehaviour";
import type { BulkRecord } from "../store/records";

/** Streams a result as fast as it is taken; told to, it cuts the connection on the way. */
export async function sendBulkFile(
  response: ServerResponse,
  record: BulkRecord,
  misbehaviour: Misbehaviour,
): Promise<void> {
  const cut = misbehaviour.takeDownloadCut();
  const size = record.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  response.writeHead(200, { "content-type": "application/jsonl", "content-length": size });
  const parts = cut === undefined ? record.chunks : cutShort(record.chunks, cut, response);
  // Who reads may go away in the middle; that is no fault of ours.
  await pipeline(Readable.from(parts, { objectMode: false }), response).catch(() => undefined);
}

async function* cutShort(chunks: readonly Buffer[], bytes: number, response: ServerResponse): AsyncGenerator<Buffer> {
  let left = bytes;
  for (const chunk of chunks) {
    if (left <= 0) break;
    yield chunk.subarray(0, left);
    left -= chunk.length;
  }
  // What was written must leave before the connection goes, or nothing at all would arrive.
  await nextTurn();
  response.destroy();
}
