import { setImmediate as nextTurn } from "node:timers/promises";
import { setTimeout as wait } from "node:timers/promises";

import { GraphQLError } from "graphql";

import type { BulkRunner, Context } from "../admin/context";
import { gidNumber } from "../gid";
import type { Misbehaviour } from "../misbehaviour";
import type { BulkRecord } from "../store/records";
import type { BulkDocument } from "./document";
import { linesOf } from "./lines";
import { compile } from "./plan";

/**
 * Runs bulk operations in the background.
 * CREATED, after a pause RUNNING, then COMPLETED with a url. Told to cancel: CANCELING, then CANCELED. Told to fail:
 * FAILED with an error code, and what was written until then behind partialDataUrl.
 */
export class BulkEngine implements BulkRunner {
  constructor(
    private readonly settings: { origin: () => string; delayMs: number; misbehaviour: Misbehaviour },
    private readonly closed: AbortSignal,
  ) {}

  /** Starts an operation whose record is already in its shop. Never throws: what goes wrong is in the record. */
  async run(record: BulkRecord, query: BulkDocument, context: Context): Promise<void> {
    const { misbehaviour, delayMs } = this.settings;
    try {
      await this.pause(record, misbehaviour.current.bulkDelayMs ?? delayMs);
      if (this.closed.aborted) return;
      if (record.status === "CREATED") record.status = "RUNNING";
      const failure = misbehaviour.takeBulkFailure();
      const plan = compile(query.operation, query.fragments);
      const pages = linesOf(plan, { ...context, wholeConnections: true }, record.groupObjects);
      for (const { text, objects, roots } of pages) {
        if (isCanceling(record) || this.closed.aborted) break;
        if (failure && record.objectCount >= failure.afterObjects) return this.fail(record, failure.code, context);
        record.chunks.push(Buffer.from(text));
        record.objectCount += objects;
        record.rootObjectCount += roots;
        await nextTurn();
      }
      if (failure && !isCanceling(record)) return this.fail(record, failure.code, context);
      this.finish(record, isCanceling(record) ? "CANCELED" : "COMPLETED", context);
    } catch (error) {
      if (this.closed.aborted) return;
      if (isDenied(error)) return this.fail(record, "ACCESS_DENIED", context);
      // Most likely a field that is not modelled: the app sees a failed operation, whoever looks on must see why.
      console.error("bulk operation of the Shopify stand-in failed:", error);
      this.fail(record, "INTERNAL_SERVER_ERROR", context);
    }
  }

  /** Ends early when the operation is cancelled or the world is closed. */
  private async pause(record: BulkRecord, ms: number): Promise<void> {
    const signal = AbortSignal.any([this.closed, record.cancel.signal]);
    await wait(ms, undefined, { signal, ref: false }).catch(() => undefined);
  }

  private finish(record: BulkRecord, status: "COMPLETED" | "CANCELED", context: Context): void {
    record.status = status;
    record.completedAt = context.shop.now();
    if (status === "CANCELED") return;
    record.fileSize = sizeOf(record);
    // No objects, no file: Shopify answers with a null url.
    record.url = record.objectCount > 0 ? this.url(record, context) : null;
  }

  private fail(record: BulkRecord, code: string, context: Context): void {
    record.status = "FAILED";
    record.errorCode = code;
    record.completedAt = context.shop.now();
    record.fileSize = sizeOf(record);
    record.partialDataUrl = record.objectCount > 0 ? this.url(record, context) : null;
  }

  private url(record: BulkRecord, { shop }: Context): string {
    return `${this.settings.origin()}/bulk/${shop.settings.domain}/${gidNumber(record.id)}.jsonl`;
  }
}

const sizeOf = (record: BulkRecord): number => record.chunks.reduce((sum, chunk) => sum + chunk.length, 0);

const isDenied = (error: unknown): boolean =>
  error instanceof GraphQLError && error.extensions["code"] === "ACCESS_DENIED";

/** Read through a function: another turn may have changed it meanwhile. */
const isCanceling = (record: BulkRecord): boolean => record.status === "CANCELING";
