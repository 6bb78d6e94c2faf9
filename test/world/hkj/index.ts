/**
 * A stand-in of HKJ: a real HTTP server on loopback that behaves as HKJ's documents say and as this app assumes where
 * they are silent, shares no code with the app, and can be told to differ and to misbehave. Deterministic but for the
 * port; nothing of it survives `close`.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { type Misbehaviour, createMisbehaviours } from "./misbehaviour";
import { DEFAULT_BEHAVIOUR, type HkjBehaviour, type HkjWorldOptions } from "./options";
import { type OrderInput, takeOrder } from "./orders";
import { type SendPolicy, send } from "./outbound";
import { serve } from "./server";
import type { HkjOrder, HkjProduct, HkjShop, OutboundAttempt, ReceivedEvent, StatusTold } from "./shop-state";

export type { Misbehaviour } from "./misbehaviour";
export type { HkjBehaviour, HkjWorldOptions } from "./options";
export type { OrderInput, OrderLineInput } from "./orders";
export { type SendPolicy, sign } from "./outbound";
export type {
  HkjOrder,
  HkjProduct,
  HkjResult,
  HkjShop,
  OutboundAttempt,
  ReceivedEvent,
  StatusTold,
} from "./shop-state";

export interface HkjWorld {
  /** API base without trailing slash: what HKJ_API_BASE_URL is set to. */
  baseUrl: string;
  /** Changed in place to make this HKJ another one. */
  behaviour: HkjBehaviour;
  /** Gives a shop its key and secret, as the shop's owner does in HKJ's dashboard. */
  provision(shop?: Partial<Pick<HkjShop, "name" | "apiKey" | "signingSecret" | "outboundUrl">>): HkjShop;
  /** The old key is unknown from now on. */
  rotateKey(shop: HkjShop, apiKey?: string): string;
  rotateSecret(shop: HkjShop, signingSecret?: string): string;
  /** HKJ's own catalogue of a shop, by SKU. */
  catalog(shop: HkjShop | string): HkjProduct[];
  received(shop: HkjShop | string): readonly ReceivedEvent[];
  /** Every request since the start, in order: "POST /integration/events". */
  requests: readonly string[];
  /** Resolves at once or with the next event that makes it true; rejects after `timeoutMs`. */
  until(isSo: () => boolean, timeoutMs?: number): Promise<void>;
  /** Takes an order and tells the connector; the order comes back with all that was answered. */
  placeOrder(shop: HkjShop | string, input: OrderInput, policy?: SendPolicy): Promise<HkjOrder>;
  /** Tells the connector about an order again, with changed data where given, under another event id where given. */
  tellAgain(
    shop: HkjShop | string,
    order: HkjOrder,
    change?: { eventId?: string; data?: Record<string, unknown> },
    policy?: SendPolicy,
  ): Promise<OutboundAttempt[]>;
  cancelOrder(
    shop: HkjShop | string,
    orderNumber: string,
    reason?: string,
    policy?: SendPolicy,
  ): Promise<OutboundAttempt[]>;
  /** Posts any envelope, signed. */
  sendEnvelope(
    shop: HkjShop | string,
    envelope: Record<string, unknown>,
    policy?: SendPolicy,
  ): Promise<OutboundAttempt[]>;
  orders(shop: HkjShop | string): HkjOrder[];
  statuses(shop: HkjShop | string, orderNumber: string): readonly StatusTold[];
  /** @returns what ends it early */
  misbehave(rule: Misbehaviour): () => void;
  behave(): void;
  close(): Promise<void>;
}

export async function startHkjWorld(options: HkjWorldOptions = {}): Promise<HkjWorld> {
  const { port = 0, now = Date.now, misbehaviours: initial, onPost, ...different } = options;
  const behaviour: HkjBehaviour = { ...DEFAULT_BEHAVIOUR, ...different };
  const misbehaviours = createMisbehaviours(initial);
  const shops: HkjShop[] = [];
  const requests: string[] = [];
  const watchers = new Set<() => void>();
  const notify = () => watchers.forEach((watch) => watch());
  const server = createServer((request, response) => {
    const parts = {
      behaviour,
      misbehaviours,
      now,
      shopOf: (apiKey: string) => shops.find((shop) => shop.apiKey === apiKey),
      onReceived: (shop: HkjShop, event: ReceivedEvent) => void shop.received.push(event),
      onRequest: (method: string, path: string) => void requests.push(`${method} ${path}`),
      onPost: (url: string, body: string) => onPost?.(url, body),
    };
    serve(parts, request, response).then(notify, () => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));

  const find = (given: HkjShop | string): HkjShop => {
    const shop = typeof given === "string" ? shops.find((known) => known.apiKey === given) : given;
    if (!shop) throw new Error("HKJ knows no such shop");
    return shop;
  };
  const orderOf = (shop: HkjShop, orderNumber: string): HkjOrder => {
    const order = shop.orders.get(orderNumber);
    if (!order) throw new Error(`HKJ has no order ${orderNumber}`);
    return order;
  };
  const placed = (order: HkjOrder, data = order.data, eventId = order.eventId) => ({
    event_id: eventId,
    event_type: "order.placed",
    occurred_at: new Date(now()).toISOString(),
    data,
  });
  let rotations = 0;

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    behaviour,
    requests,
    provision(given = {}) {
      const number = String(shops.length + 1).padStart(4, "0");
      const shop: HkjShop = {
        name: given.name ?? `shop ${number}`,
        apiKey: given.apiKey ?? `ik_live_world${number}`,
        signingSecret: given.signingSecret ?? `signing-secret-${number}`,
        outboundUrl: given.outboundUrl ?? null,
        enabled: true,
        refusedSkus: new Map(),
        products: new Map(),
        productIds: 0,
        orders: new Map(),
        processed: new Set(),
        received: [],
        batches: new Map(),
      };
      shops.push(shop);
      return shop;
    },
    rotateKey: (shop, apiKey = `ik_live_rotated${(rotations += 1)}`) => (shop.apiKey = apiKey),
    rotateSecret: (shop, secret = `rotated-secret-${(rotations += 1)}`) => (shop.signingSecret = secret),
    catalog: (shop) => [...find(shop).products.values()].sort((a, b) => (a.sku < b.sku ? -1 : 1)),
    received: (shop) => find(shop).received,
    until(isSo, timeoutMs = 10_000) {
      return new Promise((resolve, reject) => {
        const end = (settle: () => void) => {
          watchers.delete(watch);
          clearTimeout(timer);
          settle();
        };
        const watch = () => {
          if (isSo()) end(resolve);
        };
        const timer = setTimeout(() => end(() => reject(new Error("HKJ waited in vain"))), timeoutMs);
        watchers.add(watch);
        watch();
      });
    },
    async placeOrder(given, input, policy = {}) {
      const shop = find(given);
      const order = takeOrder(shop, input);
      await send(shop, behaviour, placed(order), policy, order);
      return order;
    },
    tellAgain(given, order, change = {}, policy = {}) {
      const data = { ...order.data, ...change.data };
      return send(find(given), behaviour, placed(order, data, change.eventId), policy, order);
    },
    async cancelOrder(given, orderNumber, reason = "changed my mind", policy = {}) {
      const shop = find(given);
      const order = orderOf(shop, orderNumber);
      const data = { order_number: orderNumber, external_order_id: order.externalId, reason };
      const event_id = `evt-${orderNumber}-cancelled`;
      return send(shop, behaviour, { event_id, event_type: "order.cancelled", data }, policy);
    },
    sendEnvelope: async (given, envelope, policy = {}) => send(find(given), behaviour, envelope, policy),
    orders: (shop) => [...find(shop).orders.values()],
    statuses: (shop, orderNumber) => orderOf(find(shop), orderNumber).statuses,
    misbehave: (rule) => misbehaviours.add(rule),
    behave: () => misbehaviours.clear(),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
