import { askApp, tellApp } from "../../shared/app";

/** What the app answers (app/doors/extension-items.ts): sentences in the merchant's language, ready to show. */
export interface ItemsAnswer {
  channels: ChannelItems[];
}

export interface ChannelItems {
  channel: string;
  name: string;
  state: string;
  stateText: string;
  /** How many items the product has there; `items` may hold fewer. */
  total: number;
  items: Item[];
}

export interface Item {
  id: string;
  title: string;
  sku: string;
  /** synced, changing, pending, skipped, failed, removed */
  state: string;
  stateText: string;
  reason: { title: string; why: string; fix: string } | null;
  sentText: string | null;
}

/** @throws Error when the app cannot be reached or refuses. */
export async function loadItems(product: string, locale: string): Promise<ItemsAnswer> {
  return (await askApp<ItemsAnswer>("items", { product, locale })) ?? { channels: [] };
}

/** Sends every item of the product again. @throws Error as {@link loadItems}. */
export async function sendAgain(product: string): Promise<void> {
  await tellApp("items/resend", { product });
}

/** True while the channel's word on an item is still to come. */
export function isWaiting({ channels }: ItemsAnswer): boolean {
  return channels.some(({ items }) => items.some(({ state }) => state === "pending" || state === "changing"));
}
