/** One way to be a bad partner, for a number of requests. */
export interface Misbehaviour {
  /** Which requests; "events" unless told. */
  on?: "events" | "bulk" | "all";
  /** For how many requests; 1 unless told, Infinity for good. */
  times?: number;
  /** Lets this many requests through first. */
  after?: number;
  delayMs?: number;
  /** Closes the connection before doing anything. */
  cut?: boolean;
  /** Answers this instead of doing the work. */
  status?: number;
  retryAfter?: string | number;
  body?: string;
  /** Does the work and closes the connection without an answer. */
  dropAnswer?: boolean;
  /** Does the work and answers 200 with something that is no JSON. */
  garble?: boolean;
  /** Does the work and leaves this many results out of the answer, from the end. */
  loseResults?: number;
  /** Does the work and leaves the event ids out of the results. */
  hideEventIds?: boolean;
}

export interface Misbehaviours {
  add(rule: Misbehaviour): () => void;
  /** The rule for this request, counted; undefined to behave. */
  next(path: "events" | "bulk"): Misbehaviour | undefined;
  clear(): void;
}

export function createMisbehaviours(initial: readonly Misbehaviour[] = []): Misbehaviours {
  let rules = initial.map((rule) => ({ rule, skip: rule.after ?? 0, left: rule.times ?? 1 }));
  return {
    add(rule) {
      const entry = { rule, skip: rule.after ?? 0, left: rule.times ?? 1 };
      rules.push(entry);
      return () => {
        rules = rules.filter((other) => other !== entry);
      };
    },
    next(path) {
      const entry = rules.find(({ rule, left }) => left > 0 && [path, "all"].includes(rule.on ?? "events"));
      if (!entry) return undefined;
      if (entry.skip > 0) {
        entry.skip -= 1;
        return undefined;
      }
      entry.left -= 1;
      return entry.rule;
    },
    clear: () => void (rules = []),
  };
}
