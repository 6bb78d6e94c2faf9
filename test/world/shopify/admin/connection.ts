import { gidNumber } from "../gid";
import type { Context } from "./context";
import { badRequest } from "./errors";

export interface PageArgs {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
}

/** One page of records, as every connection type of the schema shows it. */
export class Connection<T extends { id: string }> {
  constructor(
    readonly nodes: readonly T[],
    readonly hasNextPage: boolean,
    readonly hasPreviousPage: boolean,
  ) {}

  get edges(): { node: T; cursor: string }[] {
    return this.nodes.map((node) => ({ node, cursor: cursorOf(node) }));
  }

  get pageInfo() {
    const [start, end] = [this.nodes[0], this.nodes.at(-1)];
    return {
      hasNextPage: this.hasNextPage,
      hasPreviousPage: this.hasPreviousPage,
      startCursor: start ? cursorOf(start) : null,
      endCursor: end ? cursorOf(end) : null,
    };
  }
}

/** @throws as Shopify does without `first` or `last`, beyond 250, or with a cursor it never gave. */
export function connect<T extends { id: string }>(
  records: readonly T[],
  args: PageArgs,
  context: Context,
): Connection<T> {
  const ordered = args.reverse ? [...records].reverse() : records;
  if (context.wholeConnections) return new Connection(ordered, false, false);
  const size = args.first ?? args.last;
  if (size === null || size === undefined) throw badRequest("you must provide one of first or last");
  if (size < 0) throw badRequest(`${args.first === size ? "first" : "last"} cannot be negative`);
  if (size > 250) throw badRequest("first or last cannot exceed 250");
  const start = args.after ? positionOf(ordered, args.after) + 1 : 0;
  const end = args.before ? positionOf(ordered, args.before) : ordered.length;
  if (args.first === null || args.first === undefined) {
    const from = Math.max(start, end - size);
    return new Connection(ordered.slice(from, end), end < ordered.length, from > 0);
  }
  const to = Math.min(end, start + size);
  return new Connection(ordered.slice(start, to), to < ordered.length, start > 0);
}

function cursorOf(record: { id: string }): string {
  const last = gidNumber(record.id);
  return Buffer.from(JSON.stringify({ last_id: last, last_value: String(last) })).toString("base64");
}

/** Where the record of a cursor is now, or would be: it may have been deleted since the page was read. */
function positionOf(records: readonly { id: string }[], cursor: string): number {
  const last = lastId(cursor);
  const at = records.findIndex((record) => gidNumber(record.id) === last);
  if (at >= 0) return at;
  const next = records.findIndex((record) => gidNumber(record.id) > last);
  return next < 0 ? records.length : next - 1;
}

function lastId(cursor: string): number {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64").toString("utf8"));
    if (parsed && typeof parsed === "object" && "last_id" in parsed) return Number(parsed.last_id);
  } catch {
    // refused below, like any other cursor that is not ours
  }
  throw badRequest("Invalid cursor for current pagination sort.");
}
