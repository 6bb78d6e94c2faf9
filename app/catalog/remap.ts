import type { Effects } from "../platform/effects";
import { type TaskPayload, enqueue } from "../platform/queue";
import { recountEverything } from "./stock";
import { startAnew } from "./sync-anew";

const WAIT_MS = 5_000;

/**
 * Job `catalog.remap`, after a change of settings or of the shop's facts: stock is counted anew at once, from what is
 * stored (a location that counts no more must not oversell meanwhile); all the rest needs the shop's texts, which are
 * not stored, and a sync run is the cheapest way to have them all. A run that reads was begun under the old rules: this
 * one waits until it is through, unless it was asked to stop, and does not count again meanwhile.
 */
export async function remapConnection(
  effects: Pick<Effects, "db" | "clock">,
  { shop, connectionId, counted = false }: TaskPayload<"catalog.remap">,
): Promise<void> {
  if (!counted) await recountEverything(effects, { shop, connectionId });
  if (await startAnew(effects, { shop, connectionId, kind: "manual", cause: "settings" })) return;
  // Under a key of its own: it must not take the place of a later change that waits to be counted.
  const options = {
    queue: `catalog:${shop}`,
    key: `remap-counted:${connectionId}`,
    runAt: new Date(effects.clock.now().getTime() + WAIT_MS),
  };
  await enqueue(effects.db, "catalog.remap", { shop, connectionId, counted: true }, options);
}
