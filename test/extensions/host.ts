import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

import { beforeAll, beforeEach } from "vitest";

import { type ConnectedShop, connectedShop } from "../support/catalog/connected-shop";
import { type TestDatabase, useDatabase } from "../support/database";
import { type TestClock, testClock } from "../support/effects";
import { useExtensionDoor } from "../support/extension-door";
import { type TinyElement, tinyDocument } from "./tiny-dom";

/** Where a block stands, over the app's own door: the shop is connected, and new for each test. */
export interface BlockPage {
  database: TestDatabase;
  clock: TestClock;
  connected: ConnectedShop;
  /** What the app answers instead of itself. */
  trouble: (() => Response) | undefined;
  open: (language?: "en.default" | "ar") => Promise<Host>;
}

/** @param selected the gid of what the page shows */
export function useBlockPage(handle: string, target: string, selected: string): BlockPage {
  const database = useDatabase();
  const clock = testClock();
  const door = useExtensionDoor(database, clock);
  let script: string;
  beforeAll(() => {
    script = bundledExtension(handle);
  });
  const page = {
    database,
    clock,
    open: (language = "en.default") =>
      openBlock({
        script,
        target,
        selected,
        locale: `extensions/${handle}/locales/${language}.json`,
        fetch: async (...call) => page.trouble?.() ?? door.fetchAs(page.connected.shop, ...call),
      }),
  } as BlockPage;
  beforeEach(async () => {
    page.trouble = undefined;
    page.connected = await connectedShop(database.db, clock.now());
  });
  return page;
}

/** The script as the build leaves it, made anew. */
function bundledExtension(handle: string): string {
  execFileSync(process.execPath, ["scripts/build-extensions.mjs"], { stdio: "inherit" });
  return readFileSync(`build/extensions/${handle}/${handle}.js`, "utf8");
}

export interface Host {
  body: TinyElement;
  /** Lets what is under way happen, and then the timers of that many milliseconds. */
  pass(ms: number): Promise<void>;
}

interface HostOptions {
  script: string;
  target: string;
  /** Of extensions/<handle>/locales: the file the admin would choose. */
  locale: string;
  /** What the page it stands on shows. */
  selected: string;
  /** What Shopify's worker does with a fetch: addresses without a host are the app's. */
  fetch: (address: string, init?: RequestInit) => Promise<Response>;
}

/** The Shopify admin's side of a block: gives the extension its globals, and calls the target it registered. */
async function openBlock({ script, target, locale, selected, fetch }: HostOptions): Promise<Host> {
  const texts = JSON.parse(readFileSync(locale, "utf8")) as Record<string, string>;
  const document = tinyDocument();
  const timers = new Map<number, { at: number; run: () => void }>();
  const targets = new Map<string, () => void>();
  let now = 0;
  let last = 0;
  let open = 0;
  /** Nothing is under way any more: answers are there whole, and what follows from them has happened. */
  const answered = async () => {
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    do await turn();
    while (open > 0);
    await turn();
  };
  const shopify = {
    extend: (name: string, run: () => void) => void targets.set(name, run),
    data: { selected: [{ id: selected }] },
    i18n: {
      translate: (key: string, values: Record<string, unknown> = {}) =>
        (texts[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name])),
    },
  };
  const globals = {
    shopify,
    document,
    fetch: async (address: string, init?: RequestInit) => {
      open += 1;
      try {
        const response = await fetch(address, init);
        return new Response(await response.text(), { status: response.status });
      } finally {
        open -= 1;
      }
    },
    setTimeout: (run: () => void, ms = 0) => {
      timers.set((last += 1), { at: now + ms, run });
      return last;
    },
    clearTimeout: (id: number) => void timers.delete(id),
  };
  runInContext(script, createContext(globals));
  const extension = targets.get(target);
  if (!extension) throw new Error(`nothing is registered for ${target}`);
  extension();

  const host: Host = {
    body: document.body,
    async pass(ms) {
      const until = now + ms;
      for (;;) {
        await answered();
        const [next] = [...timers].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at);
        if (!next) break;
        timers.delete(next[0]);
        now = next[1].at;
        next[1].run();
      }
      now = until;
    },
  };
  await host.pass(100);
  return host;
}
