import { Failure } from "../platform/failure";
import type { AdminClient } from "./admin-client";
import { BulkCancelDocument, BulkReadDocument, type BulkReadQuery, BulkRunQueryDocument } from "./generated/admin";
import { refuseUserErrors } from "./user-errors";

type Operation = NonNullable<BulkReadQuery["bulkOperation"]>;

export interface BulkOperation {
  status: Operation["status"];
  errorCode: Operation["errorCode"];
  /** Lines of the result so far, and those of them that have no parent. */
  objectCount: number;
  rootObjectCount: number;
  /** The JSONL, for seven days; null while it runs, and when the result is empty. */
  url: string | null;
  /** What there was when it failed. */
  partialDataUrl: string | null;
}

/**
 * Five queries a shop and app may run at once (shopify.dev/docs/api/usage/bulk-operations/queries, API 2026-01 and later).
 */
const BUSY = ["OPERATION_IN_PROGRESS", "LIMIT_REACHED"];

/**
 * Starts an export. Not repeated when its answer is lost: a second one would take another of the shop's few places.
 * @param grouped every object is followed by what hangs on it: slower at Shopify, but it can be read object by object.
 * @returns the operation's gid.
 * @throws Failure `shopify.bulk_busy` (retryable) when every place is taken, `shopify.bulk_refused` (final).
 */
export async function startBulkQuery(admin: AdminClient, query: string, grouped: boolean): Promise<string> {
  const variables = { query, groupObjects: grouped };
  const { bulkOperationRunQuery: answer } = await admin.request(BulkRunQueryDocument, variables, { retries: "none" });
  const errors = answer?.userErrors ?? [];
  if (errors.some((error) => BUSY.includes(error.code ?? ""))) {
    const message = "the shop's bulk operations are all in use";
    throw new Failure({ kind: "retryable", code: "shopify.bulk_busy", message });
  }
  refuseUserErrors(errors, "shopify.bulk_refused");
  const id = answer?.bulkOperation?.id;
  if (!id)
    throw new Failure({ kind: "retryable", code: "shopify.unavailable", message: "a bulk operation without an id" });
  return id;
}

/** @param id gid. @throws Failure `shopify.bulk_gone` (final) when Shopify does not know it (any more). */
export async function readBulkOperation(admin: AdminClient, id: string): Promise<BulkOperation> {
  const { bulkOperation } = await admin.request(BulkReadDocument, { id });
  if (!bulkOperation) {
    throw new Failure({ kind: "final", code: "shopify.bulk_gone", message: `Shopify does not know ${id}` });
  }
  const { objectCount, rootObjectCount, ...rest } = bulkOperation;
  return { ...rest, objectCount: Number(objectCount), rootObjectCount: Number(rootObjectCount) };
}

/** Asks for its end; one that has ended already stays as it is. */
export async function cancelBulk(admin: AdminClient, id: string): Promise<void> {
  await admin.request(BulkCancelDocument, { id });
}
