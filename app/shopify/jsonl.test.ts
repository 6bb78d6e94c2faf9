import { type RequestListener, type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

import { afterEach, describe, expect, it } from "vitest";

import { createLogger } from "../platform/log";
import { type JsonlOptions, streamJsonl } from "./jsonl";

const log = createLogger("silent");
const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/result.jsonl`;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function collect(url: string, options?: JsonlOptions): Promise<unknown[]> {
  const lines: unknown[] = [];
  for await (const some of streamJsonl({ log }, url, options)) lines.push(...some);
  return lines;
}

describe("reading a bulk result", () => {
  const text = `{"id":1,"title":"قميص"}\n{"id":2,"title":"حذاء"}\n\n{"id":3}\n`;
  const records = [{ id: 1, title: "قميص" }, { id: 2, title: "حذاء" }, { id: 3 }];

  it("puts letters and lines together that arrive in pieces", async () => {
    const url = await serve(async (_, response) => {
      for (const byte of Buffer.from(text)) {
        response.write(Buffer.from([byte]));
        await new Promise(setImmediate);
      }
      response.end();
    });
    expect(await collect(url)).toEqual(records);
  });

  it("unpacks gzip", async () => {
    const url = await serve((_, response) =>
      response.setHeader("content-encoding", "gzip").end(gzipSync(Buffer.from(text))),
    );
    expect(await collect(url)).toEqual(records);
  });

  it("goes on after the lines that were read before", async () => {
    const url = await serve((_, response) => response.end(text));
    expect(await collect(url, { from: 2 })).toEqual([{ id: 3 }]);
  });

  it("reads an empty result", async () => {
    const url = await serve((_, response) => response.end());
    expect(await collect(url)).toEqual([]);
  });

  it("says so when the connection breaks, after the lines that came", async () => {
    const url = await serve((_, response) => {
      response.setHeader("content-length", "1000").write(`{"id":1}\n{"id":2`);
      setImmediate(() => response.destroy());
    });
    const lines: unknown[] = [];
    const reading = (async () => {
      for await (const some of streamJsonl({ log }, url)) lines.push(...some);
    })();
    await expect(reading).rejects.toMatchObject({ code: "shopify.bulk_cut", kind: "retryable", params: { lines: 1 } });
    expect(lines).toEqual([{ id: 1 }]);
  });

  it("notices a stream that stops in the middle of a line without the network telling", async () => {
    const url = await serve((_, response) => response.end(`{"id":1}\n{"a":{"id":2}`));
    await expect(collect(url)).rejects.toMatchObject({ code: "shopify.bulk_cut", params: { lines: 1 } });
  });

  it("notices missing lines when it knows how many there are", async () => {
    const url = await serve((_, response) => response.end(`{"id":1}\n{"id":2}\n`));
    await expect(collect(url, { expected: 3 })).rejects.toMatchObject({
      code: "shopify.bulk_cut",
      params: { lines: 2 },
    });
  });

  it("is final about a line that is no JSON, and about a link that has expired", async () => {
    const broken = await serve((_, response) => response.end(`{"id":1}\nnot json\n{"id":2}\n`));
    await expect(collect(broken)).rejects.toMatchObject({ code: "shopify.bulk_unreadable", kind: "final" });
    const gone = await serve((_, response) => response.writeHead(403).end("<Error>ExpiredToken</Error>"));
    await expect(collect(gone)).rejects.toMatchObject({ code: "shopify.bulk_gone", kind: "final" });
  });

  it("takes in no more than its reader asks for, and closes the connection when the reader stops", async () => {
    let sent = 0;
    let closed = () => undefined as void;
    const connectionClosed = new Promise<void>((resolve) => (closed = resolve));
    const url = await serve((_, response) => {
      const line = `${JSON.stringify({ filler: "x".repeat(10_000) })}\n`;
      const pump = () => {
        while (!response.destroyed && response.write(line)) sent += line.length;
        response.once("drain", pump);
      };
      response.on("close", closed);
      pump();
    });
    const lines = streamJsonl({ log }, url);
    await lines.next();
    await lines.return();
    await connectionClosed;
    expect(sent).toBeLessThan(20_000_000);
  });
});
