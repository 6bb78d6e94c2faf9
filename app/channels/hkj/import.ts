import { z } from "zod";

import type { CanonicalProduct } from "../../canonical/product";
import { Failure } from "../../platform/failure";
import type { HttpResponse } from "../../platform/http";
import type { ChannelContext, ImportProgress } from "../channel";
import { callHkj, failureOf, unreadableAnswer } from "./call";
import { BULK, BULK_KEYS, CHANNEL_NAME, LIMITS, PATHS } from "./contract";
import { fullRecord } from "./encode";
import { readOptions } from "./options";

const accepted = z.object({ [BULK_KEYS.id]: z.union([z.number().int(), z.string().min(1)]).transform(String) });

const states = Object.keys(BULK.states) as (keyof typeof BULK.states)[];
const fault = z.object({ [BULK_KEYS.row]: z.number().int(), [BULK_KEYS.fault]: z.string() });
const progress = z.object({
  [BULK_KEYS.status]: z.enum(states),
  [BULK_KEYS.total]: z.number().int(),
  [BULK_KEYS.processed]: z.number().int(),
  [BULK_KEYS.refused]: z.number().int(),
  [BULK_KEYS.message]: z.string().nullish(),
  [BULK_KEYS.retryable]: z.boolean().nullish(),
  [BULK_KEYS.faults]: z.array(fault).nullish(),
});

/** Uploads full records as one JSON file (`POST /integration/bulk`, documented; its rows: contract H23). */
export async function startImport(
  context: ChannelContext,
  products: readonly CanonicalProduct[],
): Promise<{ importId: string }> {
  const options = readOptions(context.options);
  const response = await callHkj(context, {
    method: "POST",
    path: `${PATHS.bulk}?${BULK.query}`,
    body: JSON.stringify(products.map((product) => fullRecord(product, options))),
    timeoutMs: BULK.timeoutMs,
  });
  if (response.status !== 202) throw failureOf(response, context.clock.now());
  return { importId: parsed(response, accepted)[BULK_KEYS.id] };
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
    state: BULK.states[batch[BULK_KEYS.status]],
    total: batch[BULK_KEYS.total],
    processed: batch[BULK_KEYS.processed],
    refused: batch[BULK_KEYS.refused],
    faults: (batch[BULK_KEYS.faults] ?? []).map(toFault),
    retryable: batch[BULK_KEYS.retryable] ?? false,
    message: batch[BULK_KEYS.message] || null,
  };
}

function toFault(told: z.infer<typeof fault>): ImportProgress["faults"][number] {
  return { index: told[BULK_KEYS.row] - BULK.firstRow, message: told[BULK_KEYS.fault] };
}

/** @throws Failure `channel.unavailable` (retryable) where the answer is not what it should be */
function parsed<T>(response: HttpResponse, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(response.text));
  } catch (error) {
    throw unreadableAnswer(response.status, error);
  }
}
