import { lockCatalog } from "../connections/catalog-lock";
import { RUNNING } from "../connections/running-sync";
import type { Effects } from "../platform/effects";
import { type TaskPayload, enqueue } from "../platform/queue";
import { recountStock } from "./stock";
import { startSync } from "./sync-start";

const WAIT_MS = 5_000;

/**
 * Job `catalog.remap`, after a change of settings or of the shop's facts: stock is counted anew at once, from what is
 * stored (a location that counts no more must not oversell meanwhile); all the rest needs the shop's texts, which are
 * not stored, and a sync run is the cheapest way to have them all. A run that is under way was begun under the old
 * rules: this one waits for its end, unless it was asked to stop.
 */
export async function remapConnection(
  effects: Pick<Effects, "db" | "clock">,
  { shop, connectionId }: TaskPayload<"catalog.remap">,
): Promise<void> {
  const { db, clock } = effects;
  const now = clock.now();
  await db.$transaction(async (tx) => {
    await lockCatalog(tx, shop);
    await recountStock(tx, { shop, connectionId }, now);
    const running = await tx.syncRun.findFirst({
      where: { shop, connectionId, state: { in: RUNNING }, kind: { not: "preview" }, cancelRequested: false },
    });
    // One that is queued will ask for what the new rules need, and be mapped under them anyway.
    if (running && running.state !== "queued") {
      const options = {
        queue: `catalog:${shop}`,
        key: `remap:${connectionId}`,
        runAt: new Date(now.getTime() + WAIT_MS),
      };
      await enqueue(tx, "catalog.remap", { shop, connectionId }, options);
    } else if (!running) {
      await startSync(tx, { shop, connectionId, kind: "manual", cause: "settings" }, now);
    }
  });
}
