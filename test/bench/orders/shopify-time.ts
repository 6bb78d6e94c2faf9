import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

import type { ShopifyWorld } from "../../world/shopify";

const STARTED = "http.server.request.start";
const FINISHED = "http.server.response.finish";

/** The calls that making an order takes; whatever else the app asks meanwhile is none of the order's. */
const OF_AN_ORDER = ["KnownCustomer", "CreateOrder"];

/** A stopwatch on the Shopify stand-in, which runs in this process: how long it took for what orders ask of it. */
export interface ShopifyTime {
  /** Milliseconds since the last `take`. */
  take(): number;
  stop(): void;
}

export function watchShopify(shopify: ShopifyWorld): ShopifyTime {
  const port = Number(new URL(shopify.origin).port);
  const started = new WeakMap<IncomingMessage, number>();
  let spent = 0;
  const onStart = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    if (request.socket.localPort === port) started.set(request, performance.now());
  };
  const onFinish = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    const since = started.get(request);
    const operation = shopify.calls.all().at(-1)?.operation ?? "";
    if (since !== undefined && OF_AN_ORDER.includes(operation)) spent += performance.now() - since;
  };
  subscribe(STARTED, onStart);
  subscribe(FINISHED, onFinish);
  return {
    take() {
      const taken = spent;
      spent = 0;
      return taken;
    },
    stop() {
      unsubscribe(STARTED, onStart);
      unsubscribe(FINISHED, onFinish);
    },
  };
}
