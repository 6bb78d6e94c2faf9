import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import type { Opened } from "./opened";

/**
 * A script of a benchmark in a process of its own, run by Node as it is (types stripped), so that neither a load
 * generator nor a floor pays for the other's work or for a compiler's helpers. It ends when this process ends.
 */
export interface Child {
  pid: number | undefined;
  /** The next message it sends. @throws Error when it ends instead. */
  hear<T>(): Promise<T>;
  say(message: object): void;
}

export function child(script: URL, opened: Opened): Child {
  const running = fork(fileURLToPath(script), { execArgv: [], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  opened.keep(running, end);
  return {
    pid: running.pid,
    say: (message) => void running.send(message),
    async hear<T>() {
      const gone = new AbortController();
      const ended = once(running, "exit", { signal: gone.signal }).then(
        ([code]) => Promise.reject(new Error(`${script.pathname.split("/").at(-1)} ended with ${String(code)}`)),
        () => new Promise<never>(() => undefined),
      );
      const [message] = await Promise.race([once(running, "message"), ended]);
      gone.abort();
      return message as T;
    },
  };
}

async function end(running: ChildProcess): Promise<void> {
  if (running.exitCode !== null || running.signalCode !== null) return;
  const exited = once(running, "exit");
  running.kill();
  await exited;
}
