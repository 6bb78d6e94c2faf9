import type { Stage } from "../world/demo/stage";
import { LAST_WORD, type PlannedOrder } from "./plan";

export interface Verdict {
  orders: number;
  shopify_orders: number;
  /** Shopify orders beyond the one that each order may become. */
  duplicates: number;
  /** Orders that became none. */
  lost: number;
  /** Orders of which the channel was told a wrong last word, one word twice, or a word after a later one. */
  statuses_wrong: number;
}

/** The way of an order in the channel's words; "cancelled" ends it anywhere. */
const WAY = ["confirmed", "processing", "shipped", "delivered", "cancelled"];

/** Counts on both sides, by nothing but what the stand-ins hold. `complaints`: sentences for people, worst first. */
export function judge(stage: Stage, planned: readonly PlannedOrder[]): Verdict & { complaints: string[] } {
  const { shopify, shop, hkj, hkjShop } = stage;
  const complaints: string[] = [];
  const byNumber = new Map<string, string[]>();
  for (const { id, customAttributes } of shopify.shop(shop).orders.all) {
    const number = customAttributes.find(({ key }) => key === "HKJ order")?.value ?? "?";
    byNumber.set(number, [...(byNumber.get(number) ?? []), id.split("/").at(-1) ?? ""]);
  }
  const known = new Map(hkj.orders(hkjShop).map((order) => [order.orderNumber, order]));
  let [duplicates, lost, wrong] = [0, 0, 0];
  for (const { orderNumber, fate } of planned) {
    const made = byNumber.get(orderNumber) ?? [];
    const order = known.get(orderNumber);
    if (made.length === 0) lost += 1;
    duplicates += Math.max(0, made.length - 1);
    if (made.length !== 1) complaints.push(`${orderNumber} became ${made.length} Shopify orders`);
    const told = (order?.statuses ?? []).map(({ status }) => status);
    if (told.at(-1) !== LAST_WORD[fate] || !inOrder(told)) {
      wrong += 1;
      complaints.push(`${orderNumber}, ${fate}: told ${told.join(", ") || "nothing"}`);
    }
    const answers = [...new Set(order?.answeredIds)];
    if (answers.length !== 1 || (made.length === 1 && answers[0] !== made[0])) {
      complaints.push(`${orderNumber} is ${made.join()}, and the channel was answered ${answers.join() || "nothing"}`);
    }
  }
  return {
    orders: planned.length,
    shopify_orders: shopify.shop(shop).orders.size,
    duplicates,
    lost,
    statuses_wrong: wrong,
    complaints,
  };
}

function inOrder(told: readonly string[]): boolean {
  return told.every((word, at) => at === 0 || WAY.indexOf(word) > WAY.indexOf(told[at - 1] ?? ""));
}
