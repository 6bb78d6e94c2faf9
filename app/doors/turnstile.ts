/**
 * How many calls of a door are at work in the database at once. The rest of the process (jobs, first tries, pages) works
 * with the same connections: a crowd of impatient callers must not take them all, because what the crowd waits for is
 * that very work. Seen without it: a channel that repeated a hundred calls every second kept every job from ever
 * getting a connection, so that nothing was finished and all came again.
 *
 * Nobody's crowd keeps the others waiting: so many turns at once are for one owner's calls at most, and of the owners
 * that wait each gets a turn after the other. Among the calls of one the newest goes first, and whoever has hung up is
 * passed over: under more load than there is room for, an old caller has hardly any time left, and answering them first
 * would mean to answer nobody in time.
 */
export interface Turnstile {
  /**
   * Waits for a turn, and takes it.
   * @param whose the owner that the call counts for
   * @param gone true once the caller has hung up
   * @returns what `work` returns; undefined when there was no turn in time, or the caller was gone by then
   */
  pass<T>(whose: string, gone: () => boolean, work: () => Promise<T>): Promise<T | undefined>;
}

interface Waiting {
  gone: () => boolean;
  call: (turn: boolean) => void;
}

interface Limits {
  atOnce: number;
  /** Of these for one owner. */
  forOne: number;
  /** Longer than this nobody is kept waiting for a turn: they are better told. */
  patienceMs: number;
}

export function createTurnstile({ atOnce, forOne, patienceMs }: Limits): Turnstile {
  /** Owners with callers that wait; whose turn is longest ago comes first. */
  const lines = new Map<string, Waiting[]>();
  const atWork = new Map<string, number>();
  let free = atOnce;

  const mayEnter = (whose: string): boolean => free > 0 && (atWork.get(whose) ?? 0) < forOne;
  const count = (whose: string, more: 1 | -1): void => {
    free -= more;
    const now = (atWork.get(whose) ?? 0) + more;
    if (now === 0) atWork.delete(whose);
    else atWork.set(whose, now);
  };

  const next = (): void => {
    for (const [whose, line] of lines) {
      if (!mayEnter(whose)) continue;
      const caller = newestOf(line);
      lines.delete(whose);
      if (line.length > 0) lines.set(whose, line);
      if (!caller) continue;
      count(whose, 1);
      return caller.call(true);
    }
  };

  const turn = (whose: string, gone: () => boolean): Promise<boolean> => {
    if (mayEnter(whose)) {
      count(whose, 1);
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const line = lines.get(whose) ?? [];
      const timer = setTimeout(() => {
        line.splice(line.indexOf(caller), 1);
        if (line.length === 0) lines.delete(whose);
        resolve(false);
      }, patienceMs);
      const call = (stays: boolean) => {
        clearTimeout(timer);
        resolve(stays);
      };
      const caller = { gone, call };
      line.push(caller);
      lines.set(whose, line);
    });
  };

  return {
    async pass(whose, gone, work) {
      if (!(await turn(whose, gone))) return undefined;
      try {
        return await work();
      } finally {
        count(whose, -1);
        next();
      }
    },
  };
}

/** Takes the newest caller out who is still there; those who are not are told that there is no turn. */
function newestOf(line: Waiting[]): Waiting | undefined {
  for (let caller = line.pop(); caller; caller = line.pop()) {
    if (!caller.gone()) return caller;
    caller.call(false);
  }
  return undefined;
}
