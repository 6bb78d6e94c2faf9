import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

import { API_VERSION } from "../admin/schema";
import type { Misbehaviour } from "../misbehaviour";
import type { Shop } from "../store/shop";
import { type Subscription, included } from "./subscriptions";

export interface SentWebhook {
  topic: string;
  shop: string;
  webhookId: string;
  eventId: string;
  triggeredAt: string;
  payload: object;
  /** HTTP statuses in the order of the tries; 0 when no answer came. */
  statuses: number[];
  state: "waiting" | "delivered" | "lost" | "given up";
}

export interface SenderSettings {
  apiSecret: string;
  /** Where to; undefined: nothing is sent, though it is logged as lost. */
  url: string | undefined;
  subscriptions: readonly Subscription[];
  /** Waits between tries. Shopify: 8 tries over 4 hours; here it is over in seconds. */
  retryDelaysMs: readonly number[];
  timeoutMs: number;
}

/** Signs and delivers webhooks, on its own time, and remembers each. */
export class WebhookSender {
  readonly #log: SentWebhook[] = [];
  readonly #underway = new Set<Promise<void>>();
  #heldBack: (() => void) | undefined;

  constructor(
    readonly settings: SenderSettings,
    private readonly misbehaviour: Misbehaviour,
    private readonly closed: AbortSignal,
  ) {}

  get sent(): readonly SentWebhook[] {
    return this.#log;
  }

  /** One event of a shop: goes out once for each subscription to its topic. The payload is made when it is sent. */
  publish(shop: Shop, topic: string, payload: () => object): void {
    const eventId = randomUUID();
    const triggeredAt = shop.clock.now().toISOString();
    for (const { topics, includeFields } of this.settings.subscriptions) {
      if (!topics.includes(topic)) continue;
      const webhook: SentWebhook = {
        topic,
        shop: shop.settings.domain,
        webhookId: randomUUID(),
        eventId,
        triggeredAt,
        payload: included(payload(), includeFields),
        statuses: [],
        state: "waiting",
      };
      this.#log.push(webhook);
      this.#dispatch(webhook);
    }
  }

  /** Sends a logged webhook once more, with the same id, as Shopify sometimes does. */
  repeat(webhook: SentWebhook): void {
    this.#track(this.#deliver(webhook));
  }

  /** Resolves when nothing is under way; what was held back to be late is sent first. */
  async idle(): Promise<void> {
    this.#release();
    while (this.#underway.size) await Promise.all(this.#underway);
  }

  #dispatch(webhook: SentWebhook): void {
    if (!this.settings.url || this.misbehaviour.everyNth("loseEvery")) {
      webhook.state = "lost";
      return;
    }
    if (this.misbehaviour.everyNth("delayEvery")) {
      this.#release();
      this.#heldBack = () => this.#track(this.#deliver(webhook));
      return;
    }
    const first = this.#deliver(webhook);
    this.#track(this.misbehaviour.everyNth("repeatEvery") ? first.then(() => this.#deliver(webhook)) : first);
    if (this.#heldBack) this.#track(first.then(() => this.#release()));
  }

  #release(): void {
    const send = this.#heldBack;
    this.#heldBack = undefined;
    send?.();
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#underway.delete(tracked));
    this.#underway.add(tracked);
  }

  async #deliver(webhook: SentWebhook): Promise<void> {
    const body = JSON.stringify(webhook.payload);
    for (const delay of [0, ...this.settings.retryDelaysMs]) {
      if (delay) await wait(delay, undefined, { signal: this.closed, ref: false }).catch(() => undefined);
      if (this.closed.aborted) return;
      const status = await this.#post(webhook, body);
      webhook.statuses.push(status);
      if (status >= 200 && status < 300) {
        webhook.state = "delivered";
        return;
      }
    }
    webhook.state = "given up";
  }

  async #post(webhook: SentWebhook, body: string): Promise<number> {
    try {
      const response = await fetch(this.settings.url ?? "", {
        method: "POST",
        headers: this.headersOf(webhook, body),
        body,
        signal: AbortSignal.any([this.closed, AbortSignal.timeout(this.settings.timeoutMs)]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }

  /** All that Shopify sends along with a webhook. */
  headersOf(webhook: Omit<SentWebhook, "statuses" | "state" | "payload">, body: string): Record<string, string> {
    return {
      "content-type": "application/json",
      "user-agent": "Shopify-Captain-Hook",
      "x-shopify-topic": webhook.topic,
      "x-shopify-shop-domain": webhook.shop,
      "x-shopify-api-version": API_VERSION,
      "x-shopify-webhook-id": webhook.webhookId,
      "x-shopify-event-id": webhook.eventId,
      "x-shopify-triggered-at": webhook.triggeredAt,
      "x-shopify-hmac-sha256": createHmac("sha256", this.settings.apiSecret).update(body, "utf8").digest("base64"),
    };
  }
}
