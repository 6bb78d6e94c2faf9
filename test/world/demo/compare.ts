import type { HkjProduct } from "../hkj";
import type { Shown } from "./shop-window";

/**
 * Compares HKJ's catalogue with the shop's window, field by field.
 * @returns one sentence a difference; empty when they are the same. Something that is gone from the shop may stay on HKJ
 * with nothing left to sell: HKJ documents no deletion.
 */
export function differences(window: ReadonlyMap<string, Shown>, channel: readonly HkjProduct[]): string[] {
  const onChannel = new Map(channel.map((product) => [product.sku, product]));
  const wrong = [...window.values()].flatMap((shown) => {
    const there = onChannel.get(shown.sku);
    if (!there) return [`${shown.sku} is not on HKJ`];
    return (Object.keys(shown) as (keyof Shown)[]).flatMap((field) => {
      const value = there[field] ?? null;
      return value === shown[field]
        ? []
        : [`${shown.sku}: ${field} is ${JSON.stringify(value)}, the shop says ${shown[field]}`];
    });
  });
  const stray = channel.filter((product) => !window.has(product.sku) && product.stock_qty !== 0);
  return [...wrong, ...stray.map((product) => `${product.sku} is on HKJ, and the shop does not sell it`)];
}
