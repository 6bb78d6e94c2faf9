import { z } from "zod";

import { type CanonicalOrder, canonicalOrder } from "../canonical/order";
import { matchLine } from "../catalog/match-line";
import type { ChannelRegistry } from "../channels/registry";
import { readSettings } from "../connections/settings";
import type { Database } from "../platform/db";
import type { Effects } from "../platform/effects";
import { isFailure } from "../platform/failure";
import type { AdminClient } from "../shopify/admin-client";
import { type CustomerIdentifierInput, KnownCustomerDocument } from "../shopify/generated/admin";
import { idOf } from "../shopify/gid";
import { CURRENCY } from "./payment";
import type { PlacedOrder } from "./placed-order";
import { type MatchedLine, type ShopifyOrderInput, shopifyOrderInput } from "./shopify-order-input";
import { readShopper } from "./shopper";

export type Prepared =
  | ({ kind: "ready" } & ShopifyOrderInput)
  | { kind: "hold"; code: string; params: Record<string, string | number> }
  /** The shop was not read yet. */
  | { kind: "wait" };

/**
 * Gathers what the Shopify order is made of, changing nothing anywhere.
 * @throws Failure of the Admin client, retryable, when the shop's customers cannot be asked
 */
export async function prepareOrder(
  effects: Pick<Effects, "db" | "clock">,
  admin: AdminClient,
  channels: ChannelRegistry,
  row: PlacedOrder,
): Promise<Prepared> {
  const { db, clock } = effects;
  const parsed = canonicalOrder.safeParse(row.order);
  if (!parsed.success) return { kind: "hold", code: "order.unreadable", params: {} };
  const order = parsed.data;
  const { shop, connectionId } = row;
  const [facts, connection] = await Promise.all([
    db.shop.findUniqueOrThrow({ where: { domain: shop } }),
    db.connection.findFirstOrThrow({ where: { id: connectionId, shop } }),
  ]);
  if (facts.currency === "") return { kind: "wait" };
  if (facts.currency !== CURRENCY) {
    return { kind: "hold", code: "order.currency_mismatch", params: { currency: facts.currency } };
  }
  const lines = await matchLines(db, row, order);
  if ("unknown" in lines) return { kind: "hold", code: "order.unknown_sku", params: { sku: lines.unknown } };
  const source = {
    channel: { id: row.channel, name: channels.get(row.channel)?.name ?? row.channel },
    sourceIdentifier: row.sourceIdentifier,
    settings: readSettings(connection.settings),
    customerId: await findCustomer(admin, order),
    now: clock.now(),
  };
  return { kind: "ready", ...shopifyOrderInput(order, lines.matched, source) };
}

async function matchLines(
  db: Database,
  { shop, connectionId }: PlacedOrder,
  order: CanonicalOrder,
): Promise<{ matched: MatchedLine[] } | { unknown: string }> {
  const variantIds: string[] = [];
  for (const line of order.lines) {
    const match = await matchLine(db, connectionId, line);
    if (!match) return { unknown: line.sku ?? line.externalId ?? line.barcode ?? line.title ?? "" };
    variantIds.push(match.variantId);
  }
  const prices = await shownPrices(db, shop, connectionId, variantIds);
  const matched = order.lines.map(({ unitPriceFils }, index) => {
    const variantId = variantIds[index] ?? "";
    return { variantId, unitPriceFils: unitPriceFils ?? prices.get(variantId) };
  });
  return { matched };
}

const shownRecord = z.object({ priceFils: z.number().int() });

/** What the channel showed of each variant: the price a shopper bought at when the order does not repeat it. */
async function shownPrices(
  db: Database,
  shop: string,
  connectionId: string,
  variantIds: string[],
): Promise<Map<string, number>> {
  const listings = await db.listing.findMany({
    where: { shop, connectionId, variantId: { in: variantIds } },
    select: { variantId: true, record: true },
  });
  const prices = new Map<string, number>();
  for (const { variantId, record } of listings) {
    const shown = shownRecord.safeParse(record);
    if (shown.success) prices.set(variantId, shown.data.priceFils);
  }
  return prices;
}

/** A customer the shop knows is only tied to the order: what the merchant wrote about them stays as it is. */
async function findCustomer(admin: AdminClient, order: CanonicalOrder): Promise<string | undefined> {
  const { phone, email } = readShopper(order);
  const identifiers: CustomerIdentifierInput[] = [
    ...(phone ? [{ phoneNumber: phone }] : []),
    ...(email ? [{ emailAddress: email }] : []),
  ];
  for (const identifier of identifiers) {
    const known = await askForCustomer(admin, identifier);
    if (known !== undefined) return known;
  }
  return undefined;
}

const NOT_ASKED = ["shopify.access_denied", "shopify.invalid_query"];

async function askForCustomer(admin: AdminClient, identifier: CustomerIdentifierInput): Promise<string | undefined> {
  try {
    const { customerByIdentifier } = await admin.request(KnownCustomerDocument, { identifier });
    return customerByIdentifier ? idOf(customerByIdentifier.id) : undefined;
  } catch (error) {
    // Without the right to ask for customers an order still has one: Shopify finds or makes it.
    if (isFailure(error) && NOT_ASKED.includes(error.code)) return undefined;
    throw error;
  }
}
