import type { Database } from "../../platform/db";
import { type PreviewFinding, previewFinding } from "../preview";
import { type SyncView, viewOf } from "./latest-sync";

export interface PreviewView {
  run: SyncView;
  /** null until it is done. */
  finding: PreviewFinding | null;
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
  return run && { run: viewOf(run, 0, now), finding: previewFinding.safeParse(run.preview).data ?? null };
}
