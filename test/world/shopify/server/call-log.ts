/** One call that reached the Admin API. */
export interface Call {
  shop: string;
  /** Operation name, or the first field of a nameless document; "oauth" for token calls, "bulk download" for files. */
  operation: string;
  variables: Readonly<Record<string, unknown>>;
  /** What the caller got; 0 when the connection was cut instead. */
  status: number;
  cost: number;
  /** Codes of top-level errors. */
  errors: readonly string[];
  at: Date;
}

/** The calls so far, oldest first; only the latest are kept. */
export class CallLog {
  static readonly MOST = 10_000;
  #calls: Call[] = [];
  /** All calls ever, kept or not. */
  total = 0;

  add(call: Call): void {
    this.total += 1;
    this.#calls.push(call);
    if (this.#calls.length > CallLog.MOST * 1.1) this.#calls = this.#calls.slice(-CallLog.MOST);
  }

  all(operation?: string): readonly Call[] {
    return operation ? this.#calls.filter((call) => call.operation === operation) : this.#calls;
  }

  clear(): void {
    this.#calls = [];
  }
}
