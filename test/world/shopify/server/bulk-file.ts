import { once } from "node:events";
import type { ServerResponse } from "node:http";

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
  let sent = 0;
  for (const chunk of record.chunks) {
    if (response.destroyed) return;
    const part = cut === undefined ? chunk : chunk.subarray(0, Math.max(0, cut - sent));
    sent += part.length;
    if (!response.write(part)) await Promise.race([once(response, "drain"), once(response, "close")]);
    if (cut !== undefined && sent >= cut) {
      // What was written must leave before the connection goes, or nothing at all would arrive.
      await new Promise((resolve) => setImmediate(resolve));
      return void response.destroy();
    }
  }
  response.end();
}
