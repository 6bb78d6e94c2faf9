import type { LevelRecord, MoneyPair, OrderRecord, RefundRecord } from "../store/records";
import type { Shop } from "../store/shop";
import type { WorldEvents } from "../world-events";
import { refundMoney } from "./refund";
import { returnClaims } from "./stock";
import { minus, receivedOf, refundedOf, times, sum } from "./totals";

/** Takes lines back: money for them as far as it was paid, stock back on the shelf unless told not to. */
export function refundLines(
  shop: Shop,
  events: WorldEvents,
  order: OrderRecord,
  options: { lines?: Readonly<Record<string, number>>; restock?: boolean; note?: string },
): RefundRecord {
  const { restock = true } = options;
  const changed = new Set<LevelRecord>();
  const everything = !options.lines;
  const lines = order.lineItems.flatMap((line) => {
    const quantity = Math.min(
      line.currentQuantity,
      options.lines ? (options.lines[line.id] ?? 0) : line.currentQuantity,
    );
    if (quantity <= 0) return [];
    const open = Math.min(quantity, line.fulfillableQuantity);
    line.currentQuantity -= quantity;
    line.fulfillableQuantity -= open;
    close(order, line.id, open);
    if (restock) for (const level of returnClaims(shop, line, open)) changed.add(level);
    return [{ id: shop.newId("RefundLineItem"), line, quantity, restockType: restock ? "CANCEL" : "NO_RESTOCK" }];
  });
  const paid = minus(receivedOf(order), refundedOf(order));
  const worth = sum(lines.map(({ line, quantity }) => times(line.unitPrice, quantity)));
  const refund = refundMoney(shop, order, everything ? paid : least(paid, worth), lines, options.note ?? null);
  events.refund(shop, refund);
  events.order(shop, "updated", order);
  for (const level of changed) events.level(shop, level);
  return refund;
}

const least = (a: MoneyPair, b: MoneyPair): MoneyPair => (a.shop <= b.shop ? a : b);

/** What is taken back before it was shipped no longer waits to be shipped. */
function close(order: OrderRecord, lineId: string, quantity: number): void {
  let left = quantity;
  for (const entry of order.fulfillmentOrders.flatMap((one) => one.lines)) {
    if (entry.line.id !== lineId) continue;
    const part = Math.min(left, entry.remainingQuantity);
    entry.remainingQuantity -= part;
    entry.totalQuantity -= part;
    left -= part;
  }
}
