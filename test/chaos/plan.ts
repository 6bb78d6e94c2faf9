import type { OrderInput } from "../world/hkj";
import type { Random } from "./random";

/** What becomes of an order once the shop has it. */
export type Fate = "left" | "shipped" | "delivered" | "cancelled in the shop" | "taken back by the channel";

export interface PlannedOrder {
  orderNumber: string;
  input: OrderInput;
  /** How often it is delivered in all, one to five times; the first so many at the very same moment. */
  deliveries: number;
  atOnce: number;
  /** How long the channel waits for an answer before it repeats by itself. */
  timeoutMs: number;
  /** Delivered once more with another content, which must be refused. */
  changedLater: boolean;
  fate: Fate;
}

export const SKUS = ["CHAOS-1", "CHAOS-2", "CHAOS-3", "CHAOS-4", "CHAOS-5"] as const;

/** The last word the channel has to be told of each fate. */
export const LAST_WORD: Readonly<Record<Fate, string>> = {
  left: "confirmed",
  shipped: "shipped",
  delivered: "delivered",
  "cancelled in the shop": "cancelled",
  "taken back by the channel": "cancelled",
};

export function planOrders(count: number, random: Random): PlannedOrder[] {
  return Array.from({ length: count }, (_, index) => {
    const deliveries = random.between(1, 5);
    const lines = random.between(1, 3);
    const orderNumber = `HKJ-${100_001 + index}`;
    return {
      orderNumber,
      input: {
        orderNumber,
        items: Array.from({ length: lines }, (_line, at) => ({
          sku: SKUS[(index + at) % SKUS.length] ?? SKUS[0],
          quantity: random.between(1, 4),
          unitPriceFils: random.between(1, 40) * 250,
        })),
        // A few shoppers order again and again, at the same time too.
        customer: { name: "لينا حداد", phone: `+96279${String(1_000_000 + random.between(0, count))}`, email: null },
      },
      deliveries,
      atOnce: random.between(1, deliveries),
      timeoutMs: random.pick([1_000, 3_000, 10_000]),
      changedLater: random.chance(0.03),
      fate: random.pick<Fate>([
        "left",
        "shipped",
        "shipped",
        "delivered",
        "cancelled in the shop",
        "taken back by the channel",
      ]),
    };
  });
}
