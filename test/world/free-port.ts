import { createServer } from "node:net";

/** A loopback port nobody listens on: `wanted` when it is free. */
export async function freePort(wanted = 0): Promise<number> {
  return tryPort(wanted).catch(() => tryPort(0));
}

function tryPort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
