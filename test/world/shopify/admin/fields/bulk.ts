import type { BulkRecord } from "../../store/records";
import type { Fields } from "../context";

export const bulkFields = {
  BulkOperation: {
    type: () => "QUERY",
    objectCount: (one) => String(one.objectCount),
    rootObjectCount: (one) => String(one.rootObjectCount),
    fileSize: (one) => (one.fileSize === null ? null : String(one.fileSize)),
  } satisfies Fields<BulkRecord>,
};
