import type { SyncRun } from "@prisma/client";
import { z } from "zod";

import { plainTransaction } from "../platform/sql";
import type { Effects } from "../platform/effects";
import { applyReadings } from "./apply-readings";
import type { ListingChange } from "./listing-change";
import { SKU_DUPLICATE, recordOf } from "./listing-row";
import type { ProductReading, Want } from "./want";

const ACTIONS = ["add", "change", "hold", "retire"] as const;
export type PreviewAction = (typeof ACTIONS)[number];

/** What a sync would do now, in items. */
export const previewFinding = z.object({
  add: z.number(),
  change: z.number(),
  hold: z.number(),
  retire: z.number(),
  /** On the channel as they should be. */
  same: z.number(),
  /** How many would be held, by the code of the reason. */
  reasons: z.record(z.string(), z.number()),
  samples: z.array(
    z.object({
      action: z.enum(ACTIONS),
      title: z.string(),
      sku: z.string(),
      code: z.string().nullable(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
});
export type PreviewFinding = z.infer<typeof previewFinding>;

/** So many examples of each kind are kept. */
const SAMPLES = 25;

export interface Preview {
  look(readings: readonly ProductReading[]): Promise<void>;
  finding: PreviewFinding;
}

/**
 * Finds out what a sync would do, by doing it and undoing it: the very same steps run in a transaction that is never
 * committed. What earlier parts would have taken of SKUs is remembered here, because it was undone.
 */
export function openPreview(effects: Pick<Effects, "pool" | "clock">, run: SyncRun): Preview {
  const { pool, clock } = effects;
  const { shop, connectionId } = run;
  const finding: PreviewFinding = { add: 0, change: 0, hold: 0, retire: 0, same: 0, reasons: {}, samples: [] };
  const kept = { add: 0, change: 0, hold: 0, retire: 0 };
  /** By SKU, the first that asked for it. */
  const owners = new Map<string, { variantId: string; title: string }>();

  const keep = (action: PreviewAction, want: Want, code: string | null, params: Record<string, string | number>) => {
    finding[action] += 1;
    if (action === "hold" && code) finding.reasons[code] = (finding.reasons[code] ?? 0) + 1;
    if (kept[action] >= SAMPLES) return;
    kept[action] += 1;
    const { outcome, listing } = want;
    const sku =
      outcome.kind === "sold" ? outcome.product.sku : (outcome.kind === "held" && outcome.sku) || listing?.sku;
    finding.samples.push({ action, title: titleOf(want), sku: sku ?? "", code, params });
  };
  const watch = (want: Want, change: ListingChange | undefined) => {
    const { outcome, variantId } = want;
    if (outcome.kind === "held") return keep("hold", want, outcome.code, outcome.params);
    if (outcome.kind === "away") return change?.released && keep("retire", want, outcome.code, {});
    const { sku } = outcome.product;
    const owner = owners.get(sku) ?? { variantId, title: titleOf(want) };
    owners.set(sku, owner);
    if (owner.variantId !== variantId) {
      return keep("hold", want, SKU_DUPLICATE, { sku, other: owner.title, variantId: owner.variantId });
    }
    if (!change?.upsert) finding.same += 1;
    else keep(recordOf(want.listing) ? "change" : "add", want, null, {});
  };

  return {
    finding,
    async look(readings) {
      const undone = new Error("looked at only");
      await plainTransaction(pool, async (tx) => {
        await applyReadings(tx, shop, readings, clock.now(), { connectionId, unconnected: true, watch });
        throw undone;
      }).catch((error: unknown) => {
        if (error !== undone) throw error;
      });
    },
  };
}

function titleOf({ looks, listing }: Want): string {
  return looks?.title ?? listing?.title ?? "";
}
