import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { httpClient } from "./http";

const server = createServer((incoming, response) => {
  if (incoming.url === "/bomb")
    response.setHeader("content-encoding", "gzip").end(gzipSync(Buffer.alloc(3_000_000, 32)));
  else if (incoming.url === "/moved") response.writeHead(302, { location: "/" }).end();
  else response.end("أهلا");
});
let origin = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const get = (path: string) => httpClient({ method: "GET", url: origin + path, timeoutMs: 5_000, maxBytes: 1_000_000 });

describe("an outgoing call", () => {
  it("gives the text of the answer", async () => {
    expect(await get("/")).toMatchObject({ status: 200, text: "أهلا" });
  });

  it("ends an answer that would fill the memory, however small it came over the wire", async () => {
    await expect(get("/bomb")).rejects.toMatchObject({ code: "http.answer_too_large", outcomeUnknown: true });
  });

  it("follows no redirect", async () => {
    expect(await get("/moved")).toMatchObject({ status: 302 });
  });
});
