import { createServer } from "node:net";

import { expect, it } from "vitest";

import { freePort } from "./free-port";

function listen(port: number): Promise<{ close(): void }> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

it("is the wanted one where nobody listens on it, else another", async () => {
  const wanted = await freePort();
  expect(await freePort(wanted)).toBe(wanted);
  const other = await listen(wanted);
  expect(await freePort(wanted)).not.toBe(wanted);
  other.close();
});

it("is none that the system gives to connections by itself, which may take it before it is listened on", async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()));
  expect(Math.max(...ports)).toBeLessThan(32_768);
  expect(Math.min(...ports)).toBeGreaterThan(1_023);
});
