import { CURRENCY } from "../canonical/currency";
import { decimalFromFils } from "../canonical/money";
import { type CanonicalOrder, canonicalOrder } from "../canonical/order";
import type { ChannelRegistry } from "../channels/registry";
import { readSettings } from "../connections/settings";
import type { Effects } from "../platform/effects";
import { isFailure } from "../platform/failure";
import type { AdminClient } from "../shopify/admin-client";
import { type CustomerIdentifierInput, KnownCustomerDocument } from "../shopify/generated/admin";
import { idOf } from "../shopify/gid";
import { askForVariants, doubtfulVariants, withoutGone } from "./gone-variants";
import { matchLines } from "./match-lines";
import type { PlacedOrder } from "./placed-order";
import { readResolution } from "./resolution";
import { type ShopifyOrderInput, shopifyOrderInput } from "./shopify-order-input";
import { withShopPrices } from "./shop-prices";
import { readShopper } from "./shopper";

export type Prepared =
  | ({
      kind: "ready";
      /** Lines that are no article of the shop, by the settings. */ unasked: number;
    } & ShopifyOrderInput)
  | { kind: "hold"; code: string; params: Record<string, string | number> }
  /** The shop was not read yet. */
  | { kind: "wait" };

/**
 * Gathers what the Shopify order is made of, changing nothing anywhere.
 * @throws Failure of the Admin client, retryable, when the shop cannot be asked
 */
export async function prepareOrder(
  effects: Pick<Effects, "sql" | "clock">,
  admin: AdminClient,
  channels: ChannelRegistry,
  row: PlacedOrder,
): Promise<Prepared> {
  const { sql, clock } = effects;
  const parsed = canonicalOrder.safeParse(row.order);
  if (!parsed.success) return { kind: "hold", code: "order.unreadable", params: {} };
  const order = parsed.data;
  const { shop, connectionId } = row;
  const [facts] = await sql.$queryRaw<{ currency: string; taxesIncluded: boolean | null; settings: unknown }[]>`
    select s."currency", s."taxesIncluded", c."settings" from "Connection" c join "Shop" s on s."domain" = c."shop"
    where c."id" = ${connectionId}::uuid and c."shop" = ${shop}`;
  if (!facts) throw new Error(`there is no connection ${connectionId}`);
  if (facts.currency === "") return { kind: "wait" };
  if (facts.currency !== CURRENCY) {
    return { kind: "hold", code: "order.currency_mismatch", params: { currency: facts.currency } };
  }
  const settings = readSettings(facts.settings);
  const decided = readResolution(row.resolution);
  const matched = await matchLines(sql, row, order, { decided, unknown: settings.unknownSku });
  if (!matched.ok) {
    return { kind: "hold", code: "order.unknown_sku", params: { sku: matched.article, line: matched.line + 1 } };
  }
  const { gone, prices } = await askForVariants(admin, await doubtfulVariants(sql, row, matched));
  const sold = withoutGone(matched, order, gone, settings.unknownSku);
  if (!sold.ok) return { kind: "hold", code: "order.variant_gone", params: { sku: sold.article, line: sold.line + 1 } };
  const priced = withShopPrices(sold, order, prices);
  if (!priced.ok) {
    return { kind: "hold", code: "order.price_unknown", params: { sku: priced.article, line: priced.line + 1 } };
  }
  const source = {
    channel: { id: row.channel, name: channels.get(row.channel)?.name ?? row.channel },
    sourceIdentifier: row.sourceIdentifier,
    settings: { orderTag: settings.orderTag, oversell: decided.acceptStock ? "accept" : settings.oversell } as const,
    // Where the shop was last read by an older version, it is not known; the total is the same.
    taxesIncluded: facts.taxesIncluded ?? true,
    contactInNote: decided.contactInNote,
    customerId: decided.contactInNote ? undefined : await findCustomer(admin, order),
    now: clock.now(),
  };
  const input = shopifyOrderInput(order, priced.lines, source);
  const { addsUp, sumFils, dueFils } = input.totals;
  if (!addsUp && settings.totalsMismatch === "hold" && !decided.acceptTotals) {
    const params = { sum: decimalFromFils(sumFils), told: decimalFromFils(dueFils) };
    return { kind: "hold", code: "order.totals_held", params };
  }
  return { kind: "ready", unasked: sold.unasked, ...input };
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
