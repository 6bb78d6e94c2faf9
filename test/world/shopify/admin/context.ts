import type { BulkDocument } from "../bulk/document";
import type { BulkRecord } from "../store/records";
import type { Shop } from "../store/shop";
import type { WorldEvents } from "../world-events";

/** What a resolver may reach while one document is executed. */
export interface Context {
  shop: Shop;
  /** Tells the rest of the world what a mutation did; webhooks follow from it. */
  events: WorldEvents;
  bulk: BulkRunner;
  /** What the app may do; undefined: everything. */
  scopes: ReadonlySet<string> | undefined;
  /** So many searches miss a new order. */
  searchLag: number;
  /** In a bulk operation connections are whole, and need no page size. */
  wholeConnections: boolean;
}

/** Runs a bulk operation in the background. */
export interface BulkRunner {
  run(record: BulkRecord, query: BulkDocument, context: Context): Promise<void>;
}

/** One field: from the record it stands on and its arguments to the answer, or to the next record. */
export type Resolver = (source: unknown, args: unknown, context: Context) => unknown;

/** The fields of one type that the stand-in works out; others are read from the record by their own name. */
export type Fields<Source> = Record<string, (source: Source, args: never, context: Context) => unknown>;
