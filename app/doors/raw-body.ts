import type { IncomingMessage } from "node:http";

/**
 * The body's bytes as they came: signatures are over them.
 * @returns undefined when there are more than `limit`; the rest is then left unread, so answer with `connection: close`.
 * @throws Error when the sender goes away half-way.
 */
export function readRawBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > limit) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (end: () => void) => {
      request.off("data", onData).off("end", onEnd).off("error", onError).off("close", onClose);
      end();
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= limit) return;
      request.pause();
      settle(() => resolve(undefined));
    };
    const onEnd = () => settle(() => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    const onError = (error: Error) => settle(() => reject(error));
    const onClose = () => settle(() => reject(new Error("the sender went away")));
    request.on("data", onData).on("end", onEnd).on("error", onError).on("close", onClose);
  });
}
