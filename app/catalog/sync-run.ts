/**
 * A sync run: one full pass over a shop's catalogue for one connection. At most one of a connection runs (a unique index
 * says so). It goes in steps, each a job, each safe to do twice; a process may die between any two lines.
 *
 *   queued --> exporting: what is known of the shop itself is read anew (shop-facts.ts), because a change of it may not
 *              have been heard of. Then Shopify is asked for a bulk operation. Its id is stored before it is polled; where
 *              the answer to the start was lost, the operation is found by the run's id in its query, so none is started
 *              twice.
 *   exporting --completed--> streaming: the result is read line by line, products are applied in chunks, each chunk and
 *              its counts in one transaction. After a death it is read from the start: what was applied differs no more.
 *   streaming --> all products seen?  no: failed, and nothing was retired. yes: listings whose product was not seen are
 *              read by id and retired if it is gone --> sending
 *   sending --the outbox is empty and no file is left, or delivery waits for its own reasons, or another run is wanted
 *              (sync-anew.ts)--> finished
 *
 *   any --the merchant cancels, or the connection is closed--> cancelled: what was applied stays
 *   any --a final failure, a bulk operation that failed or was cut short--> failed(reason): what was applied stays,
 *              nothing is retired
 *   any --it stands still--> asked for its step again, and failed when that does not help (catalog/stalled.ts)
 *
 * A preview goes the same way up to `streaming`, writes nothing of what it finds, and is finished then.
 */
import type { SyncRun } from "@prisma/client";

import { RUNNING } from "../connections/running-sync";
import type { Effects } from "../platform/effects";
import { isFailure } from "../platform/failure";
import type { TaskPayload } from "../platform/queue";
import type { OpenAdmin } from "../shopify/admin-client";
import { cancelBulk } from "../shopify/bulk";
import { servedConnections } from "./served-connections";
import { readShop } from "./shop-facts";
import { pollExport, startExport } from "./sync-export";
import { endRun, requestStep } from "./sync-state";
import { streamExport } from "./sync-stream";
import { openPreview } from "./preview";

type Needs = Pick<Effects, "db" | "pool" | "sql" | "clock" | "log">;

const SENDING_POLL_MS = 250;
const SENDING_LIMIT_MS = 6 * 3_600_000;

/**
 * Job `sync.advance`: takes a run as far as it goes now, and asks for the next step.
 * @throws Failure retryable: the queue does the step again.
 */
export async function advanceSync(
  effects: Needs,
  openAdmin: OpenAdmin,
  { shop, runId }: TaskPayload<"sync.advance">,
): Promise<void> {
  const run = await effects.db.syncRun.findFirst({ where: { id: runId, shop } });
  if (!run || !RUNNING.includes(run.state)) return;
  await effects.db.syncRun.updateMany({ where: { id: runId }, data: { movedAt: effects.clock.now() } });
  try {
    await step(effects, openAdmin, run);
  } catch (error) {
    if (!isFailure(error) || error.kind === "retryable") throw error;
    effects.log.warn({ shop, runId, code: error.code, reason: error.message }, "sync: failed");
    await endRun(effects, run, { state: "failed", code: error.code, params: error.params });
  }
}

async function step(effects: Needs, openAdmin: OpenAdmin, run: SyncRun): Promise<void> {
  const isPreview = run.kind === "preview";
  const [connection] = await servedConnections(effects.db, run.shop, run.connectionId, isPreview);
  if (run.cancelRequested || !connection) return cancel(effects, openAdmin, run);
  if (run.state === "sending") return finishWhenSent(effects, run);
  if (run.state === "queued") await readShop(effects, openAdmin, run.shop);
  const admin = openAdmin(run.shop);
  const exporting = run.state === "streaming" ? run : await startExport(effects, admin, run);
  const result = exporting && (await pollExport(effects, admin, exporting));
  if (!exporting || !result) return;
  const preview = isPreview ? openPreview(effects, exporting) : undefined;
  const outcome = await streamExport(effects, admin, exporting, result, preview);
  if (outcome === "cancelled") return cancel(effects, openAdmin, exporting);
  if (preview) return endRun(effects, run, { state: "finished", preview: preview.finding });
  const data = { state: "sending", sendingAt: effects.clock.now() };
  await effects.db.syncRun.updateMany({ where: { id: run.id, state: "streaming" }, data });
  await finishWhenSent(effects, run);
}

/** What the run changed is on the channel when nothing waits; a channel in trouble is told of elsewhere. */
async function finishWhenSent(effects: Needs, run: SyncRun): Promise<void> {
  const { db, clock } = effects;
  const { shop, connectionId } = run;
  const [event, file] = await Promise.all([
    db.outboxEvent.findFirst({
      where: { shop, connectionId, subjectKind: "listing", state: { not: "failed" } },
      select: { id: true },
    }),
    db.importFile.findFirst({ where: { shop, connectionId }, select: { id: true } }),
  ]);
  const connection = await db.connection.findFirst({ where: { id: connectionId, shop } });
  const delivering = connection?.state === "active" && connection.failures === 0 && connection.retryAt === null;
  const now = clock.now();
  if ((!event && !file) || !delivering || now.getTime() - run.createdAt.getTime() > SENDING_LIMIT_MS) {
    return endRun(effects, run, { state: "finished" });
  }
  await requestStep(db, run, new Date(now.getTime() + SENDING_POLL_MS));
}

async function cancel(effects: Needs, openAdmin: OpenAdmin, run: SyncRun): Promise<void> {
  await endRun(effects, run, { state: "cancelled" });
  if (run.state !== "exporting" || run.bulkOperationId === null) return;
  // A courtesy that frees one of the shop's places; the run is over whatever Shopify says.
  await cancelBulk(openAdmin(run.shop), run.bulkOperationId).catch((error: unknown) => {
    effects.log.info({ shop: run.shop, runId: run.id, err: error }, "sync: the export goes on unused");
  });
}
