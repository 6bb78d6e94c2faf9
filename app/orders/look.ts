import type { Effects } from "../platform/effects";
import { isFailure } from "../platform/failure";
import type { AdminClient } from "../shopify/admin-client";
import { FindPlacedOrderDocument } from "../shopify/generated/admin";
import { ensureOrderMetafield, orderCustomId } from "./metafield-definition";
import { TWO_MATCHES, hold, markUncertain, settleCreated } from "./outcome";
import { type PlacedOrder, recordOrderEvent } from "./placed-order";

/** The first look after a lost answer. */
export const FIRST_LOOK_MS = 2_000;
/** Waits after the first and the second look that find nothing; after the third the order may be made again. */
const WAITS_MS = [8_000, 30_000] as const;

type Needs = Pick<Effects, "db" | "sql" | "clock" | "signals">;

/**
 * Looks in Shopify for the order of an uncertain create, and settles what it finds.
 * @returns the order, back in state received, when it was looked for often enough and is not there.
 * @throws Failure of the Admin client: nothing is concluded from a search that failed
 */
export async function lookForOrder(
  effects: Needs,
  admin: AdminClient,
  row: PlacedOrder,
): Promise<PlacedOrder | undefined> {
  const found = await ordersBearing(admin, row.sourceIdentifier);
  const [only] = found;
  if (found.length > 1) {
    await hold(effects, row, TWO_MATCHES, { count: found.length });
    return undefined;
  }
  if (only) {
    await settleCreated(effects, row, only);
    return undefined;
  }
  const looks = row.looks + 1;
  const wait = WAITS_MS[looks - 1];
  if (wait === undefined) return startOver(effects, row, looks);
  const lookAt = new Date(effects.clock.now().getTime() + wait);
  await markUncertain(effects, row, { looks, lookAt, why: "not_found" });
  return undefined;
}

async function startOver(effects: Needs, row: PlacedOrder, looks: number): Promise<PlacedOrder | undefined> {
  const now = effects.clock.now();
  return effects.db.$transaction(async (tx) => {
    // Only from the very state that was looked at: a late answer of the first call may have settled it meanwhile.
    const { count } = await tx.placedOrder.updateMany({
      where: { id: row.id, shop: row.shop, state: "uncertain", looks: row.looks, shopifyOrderId: null },
      data: { state: "received", nextTryAt: null, looks: 0 },
    });
    if (count === 0) return undefined;
    await recordOrderEvent(tx, row, "uncertain", { why: "not_found", looks }, now);
    return { ...row, state: "received", nextTryAt: null, looks: 0 };
  });
}

/** Every order that bears the key: by the unique metafield, and by the source identifier compared to the letter. */
export async function ordersBearing(
  admin: AdminClient,
  key: string,
): Promise<{ id: string; name: string; cancelledAt: string | null }[]> {
  const variables = { customId: orderCustomId(key), search: `source_identifier:'${key}'` };
  const answer = await admin.request(FindPlacedOrderDocument, variables).catch(async (error: unknown) => {
    if (!isFailure(error) || error.kind !== "final") throw error;
    // The look-up needs the metafield's definition, which somebody may have removed.
    await ensureOrderMetafield(admin);
    return admin.request(FindPlacedOrderDocument, variables);
  });
  const { orderByIdentifier, orders } = answer;
  const same = orders.nodes.filter(({ sourceIdentifier }) => sourceIdentifier === key);
  const all = orderByIdentifier ? [orderByIdentifier, ...same] : same;
  return [...new Map(all.map((order) => [order.id, order])).values()];
}
