import { z } from "zod";

import type { Database } from "../../platform/db";
import { lastHeard } from "../last-heard";
import { type Reason, readReason } from "./reason";

/** What a page may know of a connection: never a credential, only the last four characters of each. */
export interface ConnectionView {
  id: string;
  state: string;
  hints: Record<string, string>;
  /** Path of the outbound URL, to be put behind the app's own address. */
  outboundPath: string;
  /** Only when it differs from the channel's own. */
  baseUrl: string | null;
  connectedAt: string | null;
  lastDeliveredAt: string | null;
  /** When the channel last called the outbound URL. */
  lastHeardAt: string | null;
  /** When Shopify last told of a change in the shop. */
  shopifyHeardAt: string | null;
  /** Until when delivery waits because of transport trouble. */
  retryAt: string | null;
  failures: number;
  blocked: Reason | null;
}

const hints = z.record(z.string(), z.string()).catch({});
const reason = z.object({ code: z.string(), params: z.unknown() });

/** @returns null where the shop never opened the channel's page. */
export async function viewConnection(db: Database, shop: string, channel: string): Promise<ConnectionView | null> {
  const row = await db.connection.findUnique({ where: { shop_channel: { shop, channel } } });
  if (!row) return null;
  const [heard, shopifyHeard] = await Promise.all([lastHeard(db, shop, channel), lastHeard(db, shop, "shopify")]);
  const blocked = reason.safeParse(row.blockedReason);
  return {
    id: row.id,
    state: row.state,
    hints: hints.parse(row.credentialHints),
    outboundPath: `/channels/${channel}/${row.token}`,
    baseUrl: row.baseUrl,
    connectedAt: row.connectedAt?.toISOString() ?? null,
    lastDeliveredAt: row.lastDeliveredAt?.toISOString() ?? null,
    lastHeardAt: heard?.toISOString() ?? null,
    shopifyHeardAt: shopifyHeard?.toISOString() ?? null,
    retryAt: row.retryAt?.toISOString() ?? null,
    failures: row.failures,
    blocked: blocked.success ? readReason(blocked.data.code, blocked.data.params) : null,
  };
}
