import type { Effects } from "../platform/effects";
import { hastenOrder } from "./hasten";
import { retellOrder } from "./retell";
import { retryHeldOrder } from "./retry";
import { chosenOrders } from "./views/order-page";

/** What a press of the list's button does to one order, by the filter it stands under. */
const RETRIES = { held: retryHeldOrder, waiting: hastenOrder, untold: retellOrder } as const;
export type RetryFilter = keyof typeof RETRIES;

/** One press; whoever has more presses again. */
const MOST_ORDERS = 250;

/**
 * Tries every order again that a filter and a search find, the oldest first, each by itself: where the process dies, those
 * before are under way and the others as they were.
 * @returns how many are tried again
 */
export async function retryOrders(
  effects: Pick<Effects, "db" | "clock">,
  shop: string,
  { filter, search }: { filter: RetryFilter; search: string },
): Promise<number> {
  const rows = await effects.db.placedOrder.findMany({
    where: await chosenOrders(effects.db, shop, { filter, search }),
    orderBy: { receivedAt: "asc" },
    take: MOST_ORDERS,
    select: { id: true },
  });
  let count = 0;
  for (const { id } of rows) count += (await RETRIES[filter](effects, shop, id)) ? 1 : 0;
  return count;
}
