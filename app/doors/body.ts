import type { IncomingMessage } from "node:http";

/** @returns the raw body, or undefined as soon as it is known to be longer than `limit` bytes; the rest is not read. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > limit) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const finish = (body: Buffer | undefined) => {
      request.off("data", onData).off("end", onEnd).pause();
      resolve(body);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) finish(undefined);
      else chunks.push(chunk);
    };
    const onEnd = () => finish(Buffer.concat(chunks));
    request.on("data", onData).on("end", onEnd).once("error", reject);
    request.once("aborted", () => reject(new Error("the request was broken off")));
  });
}
