import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

import { appProcess } from "../../world/app-process";
import { freePort } from "../../../app/platform/free-port";
import { child } from "../child";
import type { Opened } from "../opened";
import type { ServerOrder } from "./floor-server";

export const SECRET = "shpss_bench_secret";
const CHANNEL_AWAY_MS = 100;

/** Something that webhooks can be sent to. */
export interface Contender {
  port: number;
}

/** The app's door in the app's own process, as a deployment with workers of their own runs it, or all in one. */
export async function theApp(opened: Opened, databaseUrl: string, processes: "web" | "all"): Promise<Contender> {
  const port = await freePort();
  const app = appProcess({
    port,
    dataDir: "/nowhere",
    appUrl: `http://127.0.0.1:${port}`,
    apiKey: "bench",
    apiSecret: SECRET,
    // Nobody is called: the shops of the load are connected to nothing.
    shopifyOrigin: "http://127.0.0.1:9",
    hkjApiBaseUrl: "http://127.0.0.1:9/api",
    env: { DATABASE_URL: databaseUrl, PROCESS: processes },
  });
  await opened.keep(app, (one) => one.stop()).start();
  return { port };
}

export async function floorServer(opened: Opened, databaseUrl: string): Promise<Contender> {
  return started(opened, new URL("./floor-server.ts", import.meta.url), databaseUrl);
}

export async function templateServer(opened: Opened): Promise<Contender> {
  return started(opened, new URL("./template-server.ts", import.meta.url), "");
}

async function started(opened: Opened, script: URL, databaseUrl: string): Promise<Contender> {
  const server = child(script, opened);
  const channelUrl = await distantChannel(opened);
  server.say({ databaseUrl, secret: SECRET, channelUrl } satisfies ServerOrder);
  return server.hear<Contender>();
}

/** A channel that answers everything, a hundred milliseconds later. */
async function distantChannel(opened: Opened): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => void wait(CHANNEL_AWAY_MS).then(() => response.end("{}")));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  opened.keep(server, async (one) => {
    one.closeAllConnections();
    one.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
