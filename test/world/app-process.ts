import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import path from "node:path";

import { until } from "./until";

/** A machine that is busy with other things as well may take this long. */
const START_LIMIT_MS = 120_000;

export interface AppSettings {
  port: number;
  dataDir: string;
  /** The address the merchant's browser sees. */
  appUrl: string;
  apiKey: string;
  apiSecret: string;
  /** Comma-separated; what a page or a job needs is asked of Shopify all the same. */
  scopes?: string;
  shopifyOrigin: string;
  hkjApiBaseUrl: string;
  /** More or other environment variables. */
  env?: Record<string, string>;
  onLog?: (line: Record<string, unknown>) => void;
}

export interface AppProcess {
  origin: string;
  pid(): number | undefined;
  /** As a crash or the kernel would: no signal handler runs. */
  kill(): Promise<void>;
  /** As an operator would. */
  stop(): Promise<void>;
  /** Starts it again on the same data. */
  start(): Promise<void>;
}

/** The real app in a process of its own, as `npm start` runs it, but for the redirected Shopify hosts. */
export function appProcess(settings: AppSettings): AppProcess {
  const origin = `http://127.0.0.1:${settings.port}`;
  const encryptionKeys = `demo:${randomBytes(32).toString("base64")}`;
  let child: ChildProcess | undefined;
  let lastWords = "";

  function launch(): ChildProcess {
    const next = spawn(
      process.execPath,
      ["--import", path.resolve("test/world/redirect-preload.mjs"), "build/main.js"],
      {
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          PATH: process.env.PATH,
          NODE_ENV: "production",
          SHOPIFY_API_KEY: settings.apiKey,
          SHOPIFY_API_SECRET: settings.apiSecret,
          SHOPIFY_APP_URL: settings.appUrl,
          SCOPES:
            "read_fulfillments,read_inventory,read_locales,read_locations,read_products,read_translations,write_customers,write_orders,write_resource_feedbacks",
          ENCRYPTION_KEYS: encryptionKeys,
          DATA_DIR: settings.dataDir,
          HKJ_API_BASE_URL: settings.hkjApiBaseUrl,
          HOST: "127.0.0.1",
          PORT: String(settings.port),
          LOG_LEVEL: "info",
          SHOPIFY_STANDIN_ORIGIN: settings.shopifyOrigin,
          SHOPIFY_STANDIN_STRICT: "1",
          ...settings.env,
        },
      },
    );
    const hear = (chunk: Buffer) => {
      for (const line of chunk.toString("utf8").split("\n").filter(Boolean)) {
        lastWords = line;
        settings.onLog?.(parseLine(line));
      }
    };
    next.stdout.on("data", hear);
    next.stderr.on("data", hear);
    return next;
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const exited = once(ending, "exit");
    ending.kill(signal);
    await exited;
  }

  return {
    origin,
    pid: () => child?.pid,
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    async start() {
      const started = launch();
      child = started;
      await until("the app answers", START_LIMIT_MS, async () => {
        if (started.exitCode !== null) throw new Error(`the app did not start: ${lastWords}`);
        return fetch(`${origin}/readyz`).then(
          (response) => response.ok,
          () => false,
        );
      });
    },
  };
}

function parseLine(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return { msg: line };
  }
}
