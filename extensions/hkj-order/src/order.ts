import { askApp } from "../../shared/app";

/** What the app answers (app/doors/extension-orders.ts): sentences in the merchant's language, ready to show. */
export interface ChannelOrder {
  /** The channel's name, and its number of the order. */
  channel: string;
  number: string;
  test: boolean;
  /** created, cancelled, held, uncertain, ... */
  state: string;
  stateText: string;
  /** What the channel was told, oldest first. */
  told: { status: string; statusText: string; whenText: string }[];
  /** What it is still to be told. */
  waiting: { status: string; statusText: string }[];
  problems: { title: string; why: string; fix: string }[];
  /** The order's page in the app, below the app's address. */
  page: string;
}

/** The order as the channel knows it; null for one that no channel took. */
export type OrderAnswer = { order: ChannelOrder | null };

/** @throws Error when the app cannot be reached or refuses. */
export async function loadOrder(order: string, locale: string): Promise<OrderAnswer> {
  return (await askApp<OrderAnswer>("order", { order, locale })) ?? { order: null };
}

/** True while the channel is still to be told something. */
export function isWaiting({ order }: OrderAnswer): boolean {
  return order !== null && order.waiting.length > 0;
}
