import type { Context } from "../admin/context";
import type { BulkRecord } from "../store/records";
import { parseBulkQuery } from "./document";
import { brokenRules } from "./validate";

const AT_ONCE = 5;
const OVER = new Set<BulkRecord["status"]>(["COMPLETED", "FAILED", "CANCELED"]);

const refused = (messages: readonly string[], field: string[] | null = ["query"], code = "INVALID") => ({
  bulkOperation: null,
  userErrors: messages.map((message) => ({ field, message, code })),
});

/** The mutation bulkOperationRunQuery. The answer shows the operation as it was made, whatever it does meanwhile. */
export function runBulkQuery(context: Context, query: string, groupObjects: boolean) {
  const parsed = parseBulkQuery(query);
  if ("error" in parsed) return refused([parsed.error]);
  const broken = brokenRules(parsed);
  if (broken.length) return refused(broken);
  const { shop } = context;
  const running = [...shop.bulkOperations.values()].filter(({ status }) => !OVER.has(status));
  if (running.length >= AT_ONCE) {
    const message = `A bulk query operation for this app and shop is already in progress: ${running.map(({ id }) => id).join(", ")}.`;
    return refused([message], null, "OPERATION_IN_PROGRESS");
  }
  const record: BulkRecord = {
    id: shop.newId("BulkOperation"),
    status: "CREATED",
    query,
    groupObjects,
    errorCode: null,
    createdAt: shop.now(),
    completedAt: null,
    objectCount: 0,
    rootObjectCount: 0,
    fileSize: null,
    url: null,
    partialDataUrl: null,
    chunks: [],
    cancel: new AbortController(),
  };
  shop.bulkOperations.set(record.id, record);
  void context.bulk.run(record, parsed, context);
  return { bulkOperation: { ...record }, userErrors: [] };
}

/** The mutation bulkOperationCancel: it asks; the operation ends a little later. */
export function cancelBulkOperation({ shop }: Context, id: string) {
  const record = shop.bulkOperations.get(id);
  if (!record) {
    return { bulkOperation: null, userErrors: [{ field: ["id"], message: "Bulk operation does not exist" }] };
  }
  if (OVER.has(record.status)) {
    const message = `A bulk operation cannot be canceled when it is ${record.status.toLowerCase()}`;
    return { bulkOperation: record, userErrors: [{ field: null, message }] };
  }
  record.status = "CANCELING";
  record.cancel.abort();
  return { bulkOperation: { ...record }, userErrors: [] };
}
