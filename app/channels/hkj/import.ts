import { z } from "zod";

import type { CanonicalProduct } from "../../canonical/product";
import { Failure } from "../../platform/failure";
import type { HttpResponse } from "../../platform/http";
import type { ChannelContext, ImportProgress } from "../channel";
import { callHkj, failureOf } from "./call";
import { BULK, CHANNEL_NAME, LIMITS, PATHS } from "./contract";
import { fullRecord } from "./encode";
import { readOptions } from "./options";

const accepted = z.object({ batch_id: z.union([z.number().int(), z.string().min(1)]).transform(String) });

const progress = z.object({
  status: z.enum(["pending", "started", "done", "failed"]),
  total_rows: z.number().int(),
  processed_rows: z.number().int(),
  error_rows: z.number().int(),
  error_summary: z.string().nullish(),
  retriable: z.boolean().nullish(),
  errors: z.array(z.object({ row: z.number().int(), error: z.string() })).nullish(),
});

/** Uploads full records as one JSON file (`POST /integration/bulk`, documented; its rows: contract H23). */
export async function startImport(
  context: ChannelContext,
  products: readonly CanonicalProduct[],
): Promise<{ importId: string }> {
  const options = readOptions(context.options);
  const response = await callHkj(context, {
    method: "POST",
    path: `${PATHS.bulk}?format=${BULK.format}`,
    body: JSON.stringify(products.map((product) => fullRecord(product, options))),
    timeoutMs: BULK.timeoutMs,
  });
  if (response.status !== 202) throw failureOf(response, context.clock.now());
  return { importId: parsed(response, accepted).batch_id };
}

/** Asks how far an import is (`GET /integration/bulk/{id}`, documented; the rows' numbering: contract H24). */
export async function readImport(context: ChannelContext, importId: string): Promise<ImportProgress> {
  const path = `${PATHS.bulk}/${encodeURIComponent(importId)}`;
  const response = await callHkj(context, { method: "GET", path, timeoutMs: LIMITS.checkTimeoutMs });
  if (response.status === 404) {
    const params = { channel: CHANNEL_NAME };
    throw new Failure({ kind: "final", code: "channel.import_unknown", message: "no such import", params });
  }
  if (response.status !== 200) throw failureOf(response, context.clock.now());
  const batch = parsed(response, progress);
  return {
    state: BULK.states[batch.status],
    total: batch.total_rows,
    processed: batch.processed_rows,
    refused: batch.error_rows,
    faults: (batch.errors ?? []).map(({ row, error }) => ({ index: row - BULK.firstRow, message: error })),
    retryable: batch.retriable ?? false,
    message: batch.error_summary || null,
  };
}

/** @throws Failure `channel.unavailable` (retryable) where the answer is not what it should be */
function parsed<T>(response: HttpResponse, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(response.text));
  } catch (error) {
    throw new Failure({
      kind: "retryable",
      code: "channel.unavailable",
      message: `${CHANNEL_NAME} answered ${response.status} with something unreadable`,
      params: { channel: CHANNEL_NAME, status: response.status },
      outcomeUnknown: true,
      cause: error,
    });
  }
}
