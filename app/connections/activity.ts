import type { Statements } from "../platform/db";

/** What the activity page can say; i18n has a sentence a kind under `activity.<kind>`. */
export type ActivityKind =
  | "connected"
  | "credentials_replaced"
  | "paused"
  | "resumed"
  | "disconnected"
  | "blocked"
  | "settings_changed"
  | "products_excluded"
  | "products_offered"
  | "sync_started"
  | "sync_finished"
  | "sync_failed"
  | "sync_cancelled"
  | "reconciled"
  | "items_delivered"
  | "items_removed"
  | "item_refused"
  | "delivery_delayed"
  | "order_received"
  | "order_created"
  | "order_held"
  | "order_cancelled"
  | "order_refused"
  | "orders_compared"
  | "data_requested"
  | "status_told"
  | "status_refused"
  | "call_refused"
  | "installed"
  | "uninstalled";

export interface Activity {
  shop: string;
  connectionId: string | null;
  kind: ActivityKind;
  /** Fill the sentence; neither secrets nor personal data. */
  params?: Record<string, string | number>;
}

/** Adds a line to the activity page, in the transaction of what it tells. */
export async function recordActivity(tx: Statements, activity: Activity, now: Date): Promise<void> {
  const { shop, connectionId, kind, params = {} } = activity;
  await tx.$executeRaw`
    insert into "ActivityEntry" ("shop", "connectionId", "at", "kind", "params")
    values (${shop}, ${connectionId}::uuid, ${now}, ${kind}, ${JSON.stringify(params)}::jsonb)`;
}
