import type { Database } from "../../platform/db";
import { type ConnectionSettings, readSettings } from "../settings";

/** The settings a merchant decides on the settings page; the channel's own are not among them. */
export type SettingsView = Pick<
  ConnectionSettings,
  "locations" | "missingTranslation" | "missingSku" | "orderTag" | "oversell"
>;

/** A connection's settings with defaults filled in, also where the shop has no connection yet. */
export async function viewSettings(db: Database, shop: string, channel: string): Promise<SettingsView> {
  const row = await db.connection.findUnique({
    where: { shop_channel: { shop, channel } },
    select: { settings: true },
  });
  const { locations, missingTranslation, missingSku, orderTag, oversell } = readSettings(row?.settings);
  return { locations, missingTranslation, missingSku, orderTag, oversell };
}
