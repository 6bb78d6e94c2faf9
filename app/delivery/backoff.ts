const FIRST_MS = 1_000;
const LONGEST_MS = 15 * 60_000;
const LONGEST_ASKED_MS = 60 * 60_000;

/**
 * How long delivery rests after the `failures`-th failure in a row, in milliseconds: doubling from 1 s to 15 min, of
 * which a random half at most is taken off, so that connections which failed together do not all return together. What
 * the channel asks for (Retry-After) counts when it is longer, up to an hour.
 * @param random at least 0, less than 1
 */
export function backoffMs(failures: number, askedMs: number | undefined, random: () => number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 30));
  const rest = Math.round(full * (1 - random() / 2));
  return Math.max(rest, Math.min(askedMs ?? 0, LONGEST_ASKED_MS));
}
