import { applyProduct } from "./apply-product";
import { isData } from "./apply-event";
import type { HkjBehaviour } from "./options";
import type { BulkBatch, HkjShop } from "./shop-state";

const ERRORS_SHOWN = 200;

/** Takes a JSON upload: format errors at once, rows one by one. @returns undefined when it cannot be parsed */
export function startBulk(shop: HkjShop, behaviour: HkjBehaviour, format: string, body: string): BulkBatch | undefined {
  const rows = format === "json" ? rowsOf(body) : undefined;
  if (!rows) return undefined;
  const errors = rows.flatMap((row, index) => {
    const result = isData(row) ? applyRow(shop, behaviour, row) : { error: "the row is no object" };
    return result.error === undefined ? [] : [{ row: index + 1, error: result.error }];
  });
  const good = rows.length - errors.length;
  const batch: BulkBatch = {
    batch_id: shop.batches.size + 1,
    format,
    status: "pending",
    total_rows: rows.length,
    processed_rows: good,
    error_rows: errors.length,
    error_kind: null,
    error_summary: errors.length > 0 ? `${good} of ${rows.length} rows imported; ${errors.length} skipped.` : "",
    retriable: false,
    errors: errors.slice(0, ERRORS_SHOWN),
  };
  shop.batches.set(batch.batch_id, batch);
  return batch;
}

/** What a poll is answered; each poll takes the batch one step further: pending, started (half way), done. */
export function pollBulk(shop: HkjShop, id: string): BulkBatch | undefined {
  const batch = shop.batches.get(Number(id));
  if (!batch) return undefined;
  if (batch.status === "pending") {
    batch.status = "started";
    return { ...batch, processed_rows: Math.floor(batch.processed_rows / 2), error_rows: 0, errors: [] };
  }
  if (batch.status === "started") batch.status = "done";
  return batch;
}

function applyRow(shop: HkjShop, behaviour: HkjBehaviour, row: Record<string, unknown>): { error?: string } {
  const refused = shop.refusedSkus.get(String(row["sku"]));
  return refused === undefined ? applyProduct(shop, behaviour, row) : { error: refused };
}

function rowsOf(body: string): unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return Array.isArray(parsed) && parsed.length > 0 ? parsed : undefined;
  } catch {
    return undefined;
  }
}
