import { setTimeout as delay } from "node:timers/promises";

const LOOK_EVERY_MS = 20;

/**
 * Waits for something another process does: looks until `look` answers with anything but undefined or false.
 * @throws Error naming `what` when that takes longer than `limitMs`.
 */
export async function until<T>(
  what: string,
  limitMs: number,
  look: () => Promise<T> | T,
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== null && seen !== false) return seen as Exclude<T, false | null | undefined>;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${limitMs / 1000} s`);
    await delay(LOOK_EVERY_MS);
  }
}
