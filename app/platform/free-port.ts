import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * Below what systems hand out by themselves (Linux from 32768, others from 49152): a port of theirs may be any connection's
 * by the time somebody listens on it.
 */
const [FIRST, END] = [20_000, 32_000];
const MOST_TRIES = 20;

/**
 * A loopback port nobody listens on: `wanted` when it is free.
 * @throws Error when none is found
 */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted !== undefined && (await isFree(wanted))) return wanted;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const port = randomInt(FIRST, END);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port between ${FIRST} and ${END}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
