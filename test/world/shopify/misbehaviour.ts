/** What the stand-in is told to do wrong. All of it is off unless set; counters make it repeatable. */
export interface MisbehaviourSettings {
  /** Milliseconds before every GraphQL answer. */
  delayMs?: number;
  /** Do the work, then cut the connection instead of answering. */
  dropAnswer?: Selection;
  /** Answer 429 with Retry-After before doing anything. */
  tooManyRequests?: Selection & { retryAfterSeconds?: number };
  /** Answer a 5xx before doing anything. */
  serverError?: Selection & { status?: number };
  /** Do the work, then answer a 5xx all the same. */
  serverErrorAfterWork?: Selection & { status?: number };
  /** Answer THROTTLED, as when the budget is used up. */
  throttled?: Selection;
  /** Refuse to make an order, as a development shop does after five in a minute. */
  tooManyOrders?: Selection;
  /** Cut a bulk download after this many bytes, this many times (default once). */
  cutBulkDownload?: { afterBytes: number; times?: number };
  /** Let bulk operations fail after some objects, this many times (default once). */
  bulkFailure?: { code: string; afterObjects: number; times?: number };
  /** Pause between CREATED and RUNNING. */
  bulkDelayMs?: number;
  /** Searches for orders miss a new one so many times, as an index that lags; by id it is found at once. */
  searchLag?: number;
  /** Webhooks: lose each n-th, send each n-th twice, hold each n-th back until another was sent. */
  webhooks?: { loseEvery?: number; repeatEvery?: number; delayEvery?: number };
}

/** Which calls: by operation name (or any), from the n-th such call (1, unless told), this many (1, unless told). */
export interface Selection {
  operation?: string | RegExp;
  from?: number;
  times?: number;
}

type Kind = "tooManyOrders" | "dropAnswer" | "tooManyRequests" | "serverError" | "serverErrorAfterWork" | "throttled";

/** Holds the settings and counts against them. */
export class Misbehaviour {
  current: MisbehaviourSettings = {};
  readonly #seen = new Map<string, number>();

  /** Adds to what is already set; counts start anew for what is named. `{}` changes nothing. */
  set(settings: MisbehaviourSettings): void {
    for (const key of Object.keys(settings)) this.#seen.delete(key);
    if (settings.webhooks) for (const key of ["loseEvery", "repeatEvery", "delayEvery"]) this.#seen.delete(key);
    this.current = { ...this.current, ...settings };
  }

  /** Everything as it should be again. */
  reset(): void {
    this.current = {};
    this.#seen.clear();
  }

  /** Does this call suffer? Counts it when it is one of those that are meant. */
  strikes<K extends Kind>(kind: K, operation: string): MisbehaviourSettings[K] | undefined {
    const selection = this.current[kind];
    if (!selection || !meant(selection, operation)) return undefined;
    const call = this.#count(kind);
    const from = selection.from ?? 1;
    return call >= from && call < from + (selection.times ?? 1) ? selection : undefined;
  }

  takeBulkFailure(): { code: string; afterObjects: number } | undefined {
    const failure = this.current.bulkFailure;
    return failure && this.#count("bulkFailure") <= (failure.times ?? 1) ? failure : undefined;
  }

  takeDownloadCut(): number | undefined {
    const cut = this.current.cutBulkDownload;
    return cut && this.#count("cutBulkDownload") <= (cut.times ?? 1) ? cut.afterBytes : undefined;
  }

  /** True for each n-th of its kind. */
  everyNth(kind: "loseEvery" | "repeatEvery" | "delayEvery"): boolean {
    const every = this.current.webhooks?.[kind];
    return every !== undefined && this.#count(kind) % every === 0;
  }

  #count(key: string): number {
    const next = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, next);
    return next;
  }
}

function meant({ operation }: Selection, name: string): boolean {
  if (operation === undefined) return true;
  return typeof operation === "string" ? operation === name : operation.test(name);
}
