import { type IncomingMessage, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

import { describe, expect, it } from "vitest";

import { readRawBody } from "./raw-body";

/** Sends pieces as chunks of their own to a server that reads them. */
async function read(pieces: readonly Buffer[], limit: number): Promise<Buffer | undefined> {
  let settle: (body: Promise<Buffer | undefined>) => void = () => undefined;
  const body = new Promise<Buffer | undefined>((resolve) => (settle = resolve));
  const server = createServer((incoming: IncomingMessage, response) => {
    const reading = readRawBody(incoming, limit);
    settle(reading);
    void reading.then(() => response.setHeader("connection", "close").end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const outgoing = request({ port: (server.address() as AddressInfo).port, method: "POST" });
  outgoing.on("error", () => undefined).on("response", (response) => response.resume());
  for (const piece of pieces) outgoing.write(piece);
  outgoing.end();
  const result = await body;
  server.closeAllConnections();
  server.close();
  return result;
}

describe("reading a raw body", () => {
  it.each([
    ["nothing", []],
    ["one piece", [Buffer.from("زيت")]],
    ["a thousand pieces", Array.from({ length: 1_000 }, (_, index) => Buffer.from([index % 256]))],
    ["pieces of every size", Array.from({ length: 60 }, (_, index) => Buffer.alloc(index * 997, index))],
  ])("gives back %s byte for byte", async (_what, pieces) => {
    expect((await read(pieces, 4_000_000))?.equals(Buffer.concat(pieces))).toBe(true);
  });

  it("takes exactly the limit and nothing above it", async () => {
    const pieces = Array.from({ length: 10 }, () => Buffer.alloc(100, 1));
    expect((await read(pieces, 1_000))?.length).toBe(1_000);
    expect(await read(pieces, 999)).toBeUndefined();
  });
});
