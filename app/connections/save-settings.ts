import { isDeepStrictEqual } from "node:util";

import type { Prisma } from "@prisma/client";

import type { ChannelId } from "../channels/channel";
import type { Effects } from "../platform/effects";
import { enqueue } from "../platform/queue";
import { recordActivity } from "./activity";
import { findConnection } from "./connection";
import { isAlive } from "./living";
import { requestRetelling } from "./request-delivery";
import { type ConnectionSettings, connectionSettings, readSettings } from "./settings";

export type SaveOutcome =
  | { ok: true; settings: ConnectionSettings }
  /** The names of the settings whose values are not acceptable; nothing was stored. */
  | { ok: false; fields: string[] };

/** What decides how a product looks on the channel; the others only matter to orders. */
const SHAPES_WHAT_IS_SENT = [
  "locations",
  "stockBuffer",
  "alwaysAvailableQuantity",
  "selection",
  "excludedProducts",
  "exchange",
  "priceRounding",
  "missingTranslation",
  "missingSku",
  "channel",
] as const;

/**
 * Stores the settings given, leaving the others as they are; maps everything anew where what is sent may differ, and
 * tells again, in the new words, the statuses that the channel refused.
 */
export async function saveSettings(
  effects: Pick<Effects, "db" | "clock">,
  shop: string,
  channelId: ChannelId,
  given: Partial<Record<keyof ConnectionSettings, unknown>>,
): Promise<SaveOutcome> {
  return effects.db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from "Connection" where "shop" = ${shop} and "channel" = ${channelId} for update`;
    const connection = await findConnection(tx, shop, channelId);
    if (!connection) return { ok: false, fields: [] };
    const before = readSettings(connection.settings);
    const wanted = connectionSettings.safeParse({ ...before, ...given });
    if (!wanted.success) {
      return { ok: false, fields: [...new Set(wanted.error.issues.map((issue) => String(issue.path[0])))] };
    }
    const settings = wanted.data;
    if (isDeepStrictEqual(before, settings)) return { ok: true, settings };
    const data = { settings: settings as Prisma.InputJsonObject };
    await tx.connection.updateMany({ where: { id: connection.id, shop }, data });
    const connectionId = connection.id;
    await recordActivity(tx, { shop, connectionId, kind: "settings_changed" }, effects.clock.now());
    const remap = SHAPES_WHAT_IS_SENT.some((name) => !isDeepStrictEqual(before[name], settings[name]));
    if (remap && isAlive(connection.state)) {
      const name = `remap:${connectionId}`;
      await enqueue(tx, "catalog.remap", { shop, connectionId }, { queue: `catalog:${shop}`, key: name });
    }
    if (!isDeepStrictEqual(before.statusWords, settings.statusWords)) await requestRetelling(tx, shop, connectionId);
    return { ok: true, settings };
  });
}
