import type { WorkerEvents, WorkerPool } from "graphile-worker";

/**
 * Looking for a job locks every free queue for a moment, and whoever looks in that moment finds none. So a lane that was
 * told of a job of its own looks again, after about these times: each lane after others, or they would meet again. Once it
 * began as many jobs as it was told of, only the last look is left, in case those were others.
 */
const LOOK_AGAIN_MS = [8, 24, 60, 150] as const;
const LAST_LOOK_MS = Math.max(...LOOK_AGAIN_MS);

/** The looks of one lane, of which `begin` tells of a job. One timer a delay at most, however many are told of meanwhile. */
export function looksForNews(events: WorkerEvents): { begin: () => void; stop: () => void } {
  const timers = new Map<number, NodeJS.Timeout>();
  let stopped = false;
  /** Jobs it was told of and did not begin. */
  let open = 0;
  let pool: WorkerPool | undefined;
  events.on("pool:create", ({ workerPool }) => (pool = workerPool));
  events.on("job:start", () => (open = Math.max(0, open - 1)));
  const begin = () => {
    if (stopped) return;
    open += 1;
    pool?.nudge(1);
    for (const ms of LOOK_AGAIN_MS) {
      if (timers.has(ms)) continue;
      const look = () => {
        timers.delete(ms);
        if (open > 0 || ms === LAST_LOOK_MS) pool?.nudge(1);
        if (ms === LAST_LOOK_MS) open = 0;
      };
      timers.set(ms, setTimeout(look, ms * (0.5 + Math.random())));
    }
  };
  return {
    begin,
    stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
