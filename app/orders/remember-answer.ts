import type { Effects } from "../platform/effects";
import type { PlacedOrder } from "./placed-order";

/**
 * Keeps the order id that the channel is about to be answered, unless it was answered one before: a repeat gets the same
 * id (contract H7), also when a held order has become a Shopify order meanwhile.
 * @returns the id to answer.
 */
export async function rememberAnswer(
  { db }: Pick<Effects, "db">,
  row: Pick<PlacedOrder, "id" | "shop" | "answeredId">,
  answer: string,
): Promise<string> {
  if (row.answeredId !== null) return row.answeredId;
  await db.placedOrder.updateMany({
    where: { id: row.id, shop: row.shop, answeredId: null },
    data: { answeredId: answer },
  });
  const stored = await db.placedOrder.findFirst({
    where: { id: row.id, shop: row.shop },
    select: { answeredId: true },
  });
  return stored?.answeredId ?? answer;
}
