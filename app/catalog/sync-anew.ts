import { RUNNING } from "../connections/running-sync";
import type { Effects } from "../platform/effects";
import { type SyncRequest, startSync } from "./sync-start";
import { endRun } from "./sync-state";

/**
 * Starts a run that asks for all it reads from now on. One that is queued will. One that was begun before is in the way as
 * long as it reads; after that it only waits for the channel, as the new one will in its turn, and is finished.
 * @returns false when a run is in the way: to be asked again later.
 */
export async function startAnew(effects: Pick<Effects, "db" | "clock">, request: SyncRequest): Promise<boolean> {
  const { db, clock } = effects;
  const { shop, connectionId } = request;
  const running = await db.syncRun.findFirst({
    where: { shop, connectionId, state: { in: RUNNING }, kind: { not: "preview" }, cancelRequested: false },
  });
  if (running?.state === "exporting" || running?.state === "streaming") return false;
  if (running?.state === "sending") await endRun(effects, running, { state: "finished" });
  await db.$transaction((tx) => startSync(tx, request, clock.now()));
  return true;
}
