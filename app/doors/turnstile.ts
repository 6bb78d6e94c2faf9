/**
 * How many calls of a door are at work in the database at once. The rest of the process (jobs, first tries, pages) works
 * with the same connections: a crowd of impatient callers must not take them all, because what the crowd waits for is
 * that very work. Seen without it: a channel that repeated a hundred calls every second kept every job from ever
 * getting a connection, so that nothing was finished and all came again.
 *
 * The newest goes first, and whoever has hung up is passed over: under more load than there is room for, an old caller
 * has hardly any time left, and answering them first would mean to answer nobody in time.
 */
export interface Turnstile {
  /**
   * Waits for a turn, and takes it.
   * @param gone true once the caller has hung up
   * @returns what `work` returns; undefined when there was no turn in time, or the caller was gone by then
   */
  pass<T>(gone: () => boolean, work: () => Promise<T>): Promise<T | undefined>;
}

interface Waiting {
  gone: () => boolean;
  call: (turn: boolean) => void;
}

/** @param patienceMs longer than this nobody is kept waiting for a turn: they are better told */
export function createTurnstile(atOnce: number, patienceMs: number): Turnstile {
  const line: Waiting[] = [];
  let free = atOnce;

  const next = (): void => {
    for (let caller = line.pop(); caller; caller = line.pop()) {
      const stays = !caller.gone();
      caller.call(stays);
      if (stays) return;
    }
    free += 1;
  };

  const turn = (gone: () => boolean): Promise<boolean> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        line.splice(line.indexOf(caller), 1);
        resolve(false);
      }, patienceMs);
      const call = (stays: boolean) => {
        clearTimeout(timer);
        resolve(stays);
      };
      const caller = { gone, call };
      line.push(caller);
    });
  };

  return {
    async pass(gone, work) {
      if (!(await turn(gone))) return undefined;
      try {
        return await work();
      } finally {
        next();
      }
    },
  };
}
