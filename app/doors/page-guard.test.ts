import { once } from "node:events";
import { type Server, createServer, request as call } from "node:http";
import { type AddressInfo, connect } from "node:net";

import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { pageGuard } from "./page-guard";

let server: Server;
let port: number;
/** Bodies that came whole to whoever stands behind the guard. */
const read: string[] = [];

beforeAll(async () => {
  const app = express().use(pageGuard, (request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      read.push(body);
      response.end("ok");
    });
  });
  server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

const post = (path: string, body: string) =>
  fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", body }).then(({ status }) => status);

/** Sends a body in pieces, without saying how long it is. */
function postInPieces(path: string, pieces: number): Promise<number | "cut"> {
  return new Promise((resolve) => {
    const sending = call({ port, host: "127.0.0.1", path, method: "POST" }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sending.on("error", () => resolve("cut"));
    for (let n = 0; n < pieces; n += 1) sending.write("x".repeat(1024));
    sending.end();
  });
}

async function raw(head: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(`${head}\r\nConnection: close\r\n\r\n`);
  let answer = "";
  for await (const piece of socket) answer += String(piece);
  return answer.split("\r\n")[0] ?? "";
}

describe("before the pages", () => {
  it("a form comes through whole, said how long or in pieces", async () => {
    expect(await post("/app/settings", "a".repeat(60_000))).toBe(200);
    expect(await postInPieces("/app/settings", 60)).toBe(200);
    expect(read.map((body) => body.length)).toEqual([60_000, 60 * 1024]);
  });

  it("a body that is no form of ours goes no further, said how long or in pieces", async () => {
    read.length = 0;
    expect(await post("/app/settings", "a&".repeat(40_000))).toBe(413);
    expect(await post("/auth/login", "a&".repeat(3_000))).toBe(413);
    expect([413, "cut"]).toContain(await postInPieces("/app/settings", 200));
    expect([413, "cut"]).toContain(await postInPieces("/auth/login", 200));
    expect(read).toEqual([]);
  });

  it("methods and addresses that are none are turned away", async () => {
    expect(await raw("TRACE /app HTTP/1.1\r\nHost: a.example")).toContain("405");
    expect(await raw("PUT /auth/login HTTP/1.1\r\nHost: a.example\r\nContent-Length: 0")).toContain("405");
    expect(await raw("GET /app HTTP/1.1\r\nHost: a b c")).toContain("400");
    expect(await raw("GET /app HTTP/1.1\r\nHost: a:99999999")).toContain("400");
    expect(await raw("GET /app HTTP/1.1\r\nHost: a.example")).toContain("200");
  });
});
