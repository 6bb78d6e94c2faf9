import type { SyncRun } from "@prisma/client";

import type { Effects } from "../platform/effects";
import { Failure, isFailure } from "../platform/failure";
import type { AdminClient } from "../shopify/admin-client";
import { type BulkOperation, readBulkOperation, startBulkQuery } from "../shopify/bulk";
import { CatalogExportDocument, CatalogExportsDocument, CatalogSizeDocument } from "../shopify/generated/admin";
import { type Extras, extrasOf, withExtras } from "./extras";
import { requestStep } from "./sync-state";

type Needs = Pick<Effects, "db" | "clock" | "log">;

/** Places are taken by exports that run for a minute or longer. */
const BUSY_WAIT_MS = 30_000;

/**
 * Sees to it that the run has a bulk operation, and only one.
 * @returns the run with its operation; undefined when all of the shop's places are taken: the step is asked for later.
 */
export async function startExport(effects: Needs, admin: AdminClient, run: SyncRun): Promise<SyncRun | undefined> {
  if (run.bulkOperationId !== null) return run;
  const { db, clock } = effects;
  const firstTry = run.state === "queued";
  if (firstTry) {
    // Stored before the start, and before it is settled what the export asks for (sync-anew.ts): whoever goes on
    // from here knows that an operation may exist.
    const { productVariantsCount } = await admin.request(CatalogSizeDocument, {});
    await db.syncRun.updateMany({
      where: { id: run.id, state: "queued" },
      data: { state: "exporting", startedAt: clock.now(), expected: productVariantsCount?.count ?? null },
    });
  }
  try {
    const known = firstTry ? undefined : await lostExport(admin, run.id);
    const bulkOperationId =
      known ??
      (await startBulkQuery(admin, exportQuery(run.id, await extrasOf(db, run.shop, run.kind === "preview")), true));
    return await db.syncRun.update({ where: { id: run.id }, data: { bulkOperationId } });
  } catch (error) {
    if (!isFailure(error) || error.code !== "shopify.bulk_busy") throw error;
    await requestStep(db, run, new Date(clock.now().getTime() + BUSY_WAIT_MS));
    return undefined;
  }
}

/**
 * Looks how far the operation is.
 * @returns it, completed; undefined while it runs: the step is asked for later.
 * @throws Failure `catalog.export_failed` (final): failed, cancelled or expired. What there is of it is not used.
 */
export async function pollExport(effects: Needs, admin: AdminClient, run: SyncRun): Promise<BulkOperation | undefined> {
  const { db, clock } = effects;
  const operation = await readBulkOperation(admin, run.bulkOperationId ?? "");
  if (operation.status === "COMPLETED") {
    await db.syncRun.updateMany({ where: { id: run.id, state: "exporting" }, data: { state: "streaming" } });
    return operation;
  }
  if (["CREATED", "RUNNING", "CANCELING"].includes(operation.status)) {
    const now = clock.now();
    const age = now.getTime() - (run.startedAt ?? now).getTime();
    await requestStep(db, run, new Date(now.getTime() + pause(age)));
    return undefined;
  }
  const why = operation.errorCode ?? operation.status;
  const message = `the bulk operation ended as ${operation.status}, ${why}`;
  throw new Failure({ kind: "final", code: "catalog.export_failed", message, params: { why } });
}

/**
 * Milliseconds until the next look: a tenth of its age, so that its end is noticed a tenth late at most. Within bounds, as a
 * small shop's export takes seconds, and a look costs the shop a point of its budget.
 */
function pause(age: number): number {
  return Math.min(10_000, Math.max(300, age / 10));
}

/** Shopify keeps the text of a query as it came, comments too. */
function exportQuery(runId: string, extras: Extras): string {
  return `${withExtras(CatalogExportDocument.toString(), extras)}\n# ${marker(runId)}\n`;
}

async function lostExport(admin: AdminClient, runId: string): Promise<string | undefined> {
  const { bulkOperations } = await admin.request(CatalogExportsDocument, {});
  return bulkOperations.nodes.find(({ query }) => query.includes(marker(runId)))?.id;
}

function marker(runId: string): string {
  return `sync run ${runId}`;
}
