import type { Statements } from "./db";
import { listen } from "./listen";
import type { Logger } from "./log";

const CHANNEL = "hkj_connect_signal";

/**
 * "Look again": a nudge between processes that the row `id` changed, over PostgreSQL's LISTEN/NOTIFY. A signal carries
 * no state and may get lost with a broken connection; who waits reads the row before and after.
 */
export interface Signals {
  /** Sent when the transaction commits, and only then. */
  raise(tx: Statements, id: string): Promise<void>;
  /** Resolves at the next signal for `id`, or after `timeoutMs`. */
  wait(id: string, timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

export async function createSignals(databaseUrl: string, log: Logger): Promise<Signals> {
  const waiting = new Map<string, Set<() => void>>();
  const wakeAll = (id: string) => {
    for (const one of [...(waiting.get(id) ?? [])]) one();
  };
  const listener = await listen(databaseUrl, CHANNEL, wakeAll, log);

  return {
    async raise(tx, id) {
      await tx.$executeRaw`select pg_notify(${CHANNEL}, ${id})`;
    },
    wait: (id, timeoutMs) =>
      new Promise((resolve) => {
        const wakers = waiting.get(id) ?? new Set<() => void>();
        waiting.set(id, wakers);
        const timer = setTimeout(wake, timeoutMs);
        function wake() {
          clearTimeout(timer);
          wakers.delete(wake);
          if (wakers.size === 0) waiting.delete(id);
          resolve();
        }
        wakers.add(wake);
      }),
    close: () => listener.close(),
  };
}
