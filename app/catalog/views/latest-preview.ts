import type { Database } from "../../platform/db";
import { type PreviewFinding, previewFinding } from "../preview";
import { type SyncView, viewOf } from "./latest-sync";

export interface PreviewView {
  run: SyncView;
  /** null until it is done. */
  finding: PreviewFinding | null;
  /** A sync finished after it: what it found may have been done since. */
  outdated: boolean;
}

/** The newest preview of a connection. */
export async function viewLatestPreview(
  db: Database,
  shop: string,
  connectionId: string,
  now: Date,
): Promise<PreviewView | null> {
  const where = { shop, connectionId, kind: "preview" };
  const run = await db.syncRun.findFirst({ where, orderBy: { createdAt: "desc" } });
  if (!run) return null;
  const later = run.finishedAt && {
    shop,
    connectionId,
    kind: { not: "preview" },
    state: "finished",
    finishedAt: { gt: run.finishedAt },
  };
  return {
    run: viewOf(run, 0, now),
    finding: previewFinding.safeParse(run.preview).data ?? null,
    outdated: later !== null && (await db.syncRun.findFirst({ where: later, select: { id: true } })) !== null,
  };
}
