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
   * @param gone true once the caller has hung up or waited too long
   * @returns what `work` returns; undefined when the caller was gone before there was a turn
   */
  pass<T>(gone: () => boolean, work: () => Promise<T>): Promise<T | undefined>;
}

export function createTurnstile(atOnce: number): Turnstile {
  const waiting: { gone: () => boolean; call: (turn: boolean) => void }[] = [];
  let free = atOnce;

  const next = (): void => {
    for (let caller = waiting.pop(); caller; caller = waiting.pop()) {
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
    return new Promise((call) => waiting.push({ gone, call }));
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
