import type { InboxDelivery, PlacedOrder } from "@prisma/client";

import { canonicalOrder } from "../../canonical/order";
import { readSettings } from "../../connections/settings";
import type { Database } from "../../platform/db";
import { maskPayload, showPayload } from "../payload-mask";

/** Of one order; a channel that goes on sending conflicting ones fills no page. */
const MOST_DELIVERIES = 20;
const DAY_MS = 86_400_000;

export interface OrderPayload {
  id: string;
  /** placed: the one that counts. conflict: another order under the same number. cancelled: the channel took it back. */
  kind: "placed" | "conflict" | "cancelled";
  /** The channel's id of its call, for its support. */
  deliveryId: string;
  receivedAt: string;
  /** Laid out; null once it was erased because a customer's data had to go, `erasedAt`. */
  text: string | null;
  erasedAt: string | null;
}

export interface OrderPayloads {
  personal: "masked" | "shown";
  deliveries: OrderPayload[];
  /** How often the channel sent the same again; what is the same is kept once. */
  repeats: number;
  keepDays: number;
  /** Since when what came in is no longer kept; null while it is, or where nothing of the kind came. */
  goneSince: string | null;
}

/**
 * What the channel sent about an order, as it came, oldest first.
 * @param personal masked: names, phone numbers, places and the like leave the server as dots (payload-mask.ts).
 * @returns null when the shop has no such order.
 */
export async function viewPayloads(
  db: Database,
  shop: string,
  placedOrderId: string,
  { personal, now }: { personal: OrderPayloads["personal"]; now: Date },
): Promise<OrderPayloads | null> {
  const order = await db.placedOrder.findFirst({ where: { shop, id: placedOrderId } });
  if (!order) return null;
  const about = { shop, placedOrderId };
  const [rows, repeated, connections] = await Promise.all([
    db.inboxDelivery.findMany({ where: about, orderBy: { id: "asc" }, take: MOST_DELIVERIES }),
    db.orderEvent.findFirst({ where: { ...about, kind: "repeated" }, orderBy: { id: "asc" } }),
    db.connection.findMany({ where: { shop }, select: { settings: true } }),
  ]);
  const keepDays = Math.min(...connections.map(({ settings }) => readSettings(settings).keepPayloadDays), 365);
  const known = knownOf(order);
  const textOf = (body: string) => (personal === "shown" ? showPayload(body) : maskPayload(body, known));
  return {
    personal,
    deliveries: rows.map((row) => ({
      id: String(row.id),
      kind: kindOf(row),
      // Without what keepDelivery adds to tell two bodies under one id apart.
      deliveryId: row.deliveryId.replace(/#[0-9a-f]{12}$/, ""),
      receivedAt: row.receivedAt.toISOString(),
      text: row.erasedAt ? null : textOf(row.body),
      erasedAt: row.erasedAt?.toISOString() ?? null,
    })),
    repeats: Number((repeated?.detail as { count?: number } | undefined)?.count ?? 0),
    keepDays,
    goneSince: rows.length > 0 ? null : goneSince(order, keepDays, now),
  };
}

function kindOf({ topic, state }: InboxDelivery): OrderPayload["kind"] {
  if (topic === "order.cancelled") return "cancelled";
  return state === "failed" ? "conflict" : "placed";
}

/** Deliveries go nightly once they are too old (jobs/tidy.ts). */
function goneSince({ receivedAt }: PlacedOrder, keepDays: number, now: Date): string | null {
  const end = new Date(receivedAt.getTime() + keepDays * DAY_MS);
  return end <= now ? end.toISOString() : null;
}

/** Every text of the order that tells who ordered or where they live. */
function knownOf(row: PlacedOrder): string[] {
  const order = canonicalOrder.safeParse(row.order).data;
  const { text, street, building, area, city, notes } = order?.address ?? {};
  const place = [text, street, building, area, city, notes];
  const all = [row.customerName, ...Object.values(order?.customer ?? {}), ...place, order?.note];
  const names = (row.customerName ?? "").split(/\s+/);
  return [...all, ...names].filter((text): text is string => typeof text === "string" && text.trim() !== "");
}
