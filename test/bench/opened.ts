/** What a benchmark has opened, to be closed in the opposite order: at its end, when it fails, when it is interrupted. */
export class Opened {
  readonly #closers: (() => Promise<unknown>)[] = [];

  /** @returns `thing`, now remembered. */
  keep<T>(thing: T, close: (thing: T) => Promise<unknown>): T {
    this.#closers.push(() => close(thing));
    return thing;
  }

  async close(): Promise<void> {
    for (let close = this.#closers.pop(); close; close = this.#closers.pop()) await close();
  }
}
