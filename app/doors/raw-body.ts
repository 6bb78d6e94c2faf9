import type { IncomingMessage } from "node:http";

/**
 * The body's bytes as they came: signatures are over them.
 * @returns undefined when there are more than `limit`; the rest is then left unread, so answer with `connection: close`.
 * @throws Error when the sender goes away half-way.
 */
export function readRawBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > limit) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const body = growingBuffer(limit);
    const settle = (end: () => void) => {
      request.off("data", onData).off("end", onEnd).off("error", onError).off("close", onClose);
      end();
    };
    const onData = (chunk: Buffer) => {
      if (body.add(chunk)) return;
      request.pause();
      settle(() => resolve(undefined));
    };
    const onEnd = () => settle(() => resolve(body.bytes()));
    const onError = (error: Error) => settle(() => reject(error));
    const onClose = () => settle(() => reject(new Error("the sender went away")));
    request.on("data", onData).on("end", onEnd).on("error", onError).on("close", onClose);
  });
}

const FIRST_SIZE = 16 * 1024;

/**
 * Bytes that come in pieces, in one piece of memory. A list of the pieces would cost a sender of one-byte chunks nothing
 * and us a hundred bytes each.
 */
function growingBuffer(limit: number): { add(chunk: Buffer): boolean; bytes(): Buffer } {
  let held: Buffer = Buffer.alloc(0);
  let size = 0;
  return {
    /** @returns false when it would be more than the limit. */
    add(chunk) {
      if (size + chunk.length > limit) return false;
      if (size === 0) {
        // Most bodies come in one piece: nothing is copied.
        held = chunk;
      } else {
        if (held.length < size + chunk.length) {
          const bigger = Buffer.allocUnsafe(Math.min(limit, Math.max(FIRST_SIZE, 2 * (size + chunk.length))));
          held.copy(bigger, 0, 0, size);
          held = bigger;
        }
        chunk.copy(held, size);
      }
      size += chunk.length;
      return true;
    },
    bytes: () => held.subarray(0, size),
  };
}
