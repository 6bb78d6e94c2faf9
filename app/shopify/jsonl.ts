import type { Effects } from "../platform/effects";
import { Failure } from "../platform/failure";

/** A link that sends nothing for this long is dead. Time the reader spends on a line does not count. */
const IDLE_MS = 60_000;

export interface JsonlOptions {
  /** Lines to pass over: how many an earlier reading of the same link got through. */
  from?: number;
  /** Lines the whole must have (`objectCount` of the bulk operation); fewer is a failure. */
  expected?: number;
}

/**
 * A bulk operation's result, straight from the network, a few lines at once as they come: the next piece is only asked for
 * when the lines of the last are used up, so memory stays the same however long it is. Stopping early closes the
 * connection. The lines before one that cannot be read are given out before the failure.
 * @throws Failure `shopify.bulk_cut` (retryable: read again `from` the lines you had) when it ends in the middle,
 * `shopify.bulk_gone` (final: the link lives seven days), `shopify.bulk_unreadable` (final: a line is not JSON).
 */
export async function* streamJsonl(
  { log }: Pick<Effects, "log">,
  url: string,
  { from = 0, expected }: JsonlOptions = {},
): AsyncGenerator<unknown[], void, undefined> {
  const connection = new AbortController();
  let lines = 0;
  try {
    for await (const piece of linesOf(url, connection)) {
      const known = Math.min(piece.length, Math.max(0, from - lines));
      const { values, failure } = parseLines(piece.slice(known), lines + known + 1);
      lines += known + values.length;
      if (values.length > 0) yield values;
      if (failure) throw failure;
    }
    if (expected !== undefined && lines < expected) throw cut(lines, `only ${lines} of ${expected} lines came`);
  } catch (error) {
    if (error instanceof Failure) throw error;
    log.warn({ host: new URL(url).host, lines }, "bulk: the stream was cut");
    throw cut(lines, error instanceof Error ? error.message : "unknown", error);
  } finally {
    connection.abort();
  }
}

interface Line {
  text: string;
  /** False for a last line without a line feed. */
  ended: boolean;
}

async function* linesOf(url: string, connection: AbortController): AsyncGenerator<Line[], void, undefined> {
  const body = await open(url, connection);
  const reader = body.getReader();
  // Keeps the bytes of a letter that a piece of the stream ends in the middle of.
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for (;;) {
    const { done, value } = await alive(connection, reader.read());
    rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const complete = rest.split("\n");
    rest = complete.pop() ?? "";
    yield complete.flatMap((text) => (text.trim() === "" ? [] : [{ text, ended: true }]));
    if (done) break;
  }
  if (rest.trim() !== "") yield [{ text: rest, ended: false }];
}

async function open(url: string, connection: AbortController): Promise<ReadableStream<Uint8Array>> {
  // fetch asks for gzip and unpacks it as it comes.
  const response = await alive(connection, fetch(url, { signal: connection.signal }));
  if (response.ok && response.body) return response.body;
  await response.body?.cancel();
  const message = `the result of a bulk operation: HTTP ${response.status}`;
  if ([400, 403, 404, 410].includes(response.status)) {
    throw new Failure({ kind: "final", code: "shopify.bulk_gone", message });
  }
  throw new Failure({ kind: "retryable", code: "shopify.unavailable", message });
}

async function alive<T>(connection: AbortController, work: Promise<T>): Promise<T> {
  const timer = setTimeout(() => connection.abort(new Error(`nothing came for ${IDLE_MS} ms`)), IDLE_MS);
  return work.finally(() => clearTimeout(timer));
}

/** The values up to the first line that cannot be read, and what is wrong with that one. @param first its number */
function parseLines(lines: readonly Line[], first: number): { values: unknown[]; failure?: Failure } {
  const values: unknown[] = [];
  for (const line of lines) {
    const value = parseLine(line, first + values.length);
    if (value instanceof Failure) return { values, failure: value };
    values.push(value);
  }
  return { values };
}

function parseLine({ text, ended }: Line, line: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    // The last line of a stream that was cut without the network telling.
    if (!ended) return cut(line - 1, `line ${line} stops in the middle`, cause);
    const message = `line ${line} of a bulk result is not JSON`;
    return new Failure({ kind: "final", code: "shopify.bulk_unreadable", message, params: { line }, cause });
  }
}

function cut(lines: number, why: string, cause?: unknown): Failure {
  const message = `the result of a bulk operation was cut after ${lines} lines: ${why}`;
  return new Failure({ kind: "retryable", code: "shopify.bulk_cut", message, params: { lines }, cause });
}
