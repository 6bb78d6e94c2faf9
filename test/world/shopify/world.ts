import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";

import { scopesOf } from "./admin/access";
import type { BucketSettings } from "./admin/bucket";
import type { App } from "./app";
import { BulkEngine } from "./bulk/engine";
import { type Merchant, merchantOf } from "./merchant";
import { Misbehaviour, type MisbehaviourSettings } from "./misbehaviour";
import type { ShopSeed } from "./seed";
import { CallLog } from "./server/call-log";
import { createShopifyServer } from "./server/http";
import { mintJwt } from "./server/jwt";
import { Shopfront } from "./shopfront";
import { plantShop } from "./store/plant";
import type { Shop } from "./store/shop";
import { webhookEvents } from "./webhooks/publish";
import { type SentWebhook, WebhookSender } from "./webhooks/sender";
import { ALL_TOPICS, type Subscription } from "./webhooks/subscriptions";
import { checkTopics } from "./webhooks/topic-scopes";

export interface ShopifyWorldOptions {
  /** Default: any free one. */
  port?: number;
  apiKey: string;
  apiSecret: string;
  appName?: string;
  /** What the app may do; fields beyond it are denied. Not given: everything. See scopesFromToml. */
  scopes?: string;
  /** Where webhooks go; without it they are only logged. */
  webhookUrl?: string;
  /** Default: every topic, whole payloads. See subscriptionsFromToml. */
  subscriptions?: readonly Subscription[];
  shops?: readonly ShopSeed[];
  clock?: { now(): Date };
  bucket?: Partial<BucketSettings>;
  /** Pause between CREATED and RUNNING of a bulk operation, in milliseconds; default 20. */
  bulkDelayMs?: number;
  /** Waits between the tries of a webhook; default seven that add up to some seconds. */
  webhookRetryDelaysMs?: readonly number[];
}

export interface ShopifyWorld {
  /** "http://127.0.0.1:4010": what SHOPIFY_STANDIN_ORIGIN is set to. */
  readonly origin: string;
  readonly apiKey: string;
  /** Adds a shop. */
  open(seed: ShopSeed): Shop;
  /** The records of a shop. Reading is free; change them through `merchant`, or nobody hears of it. */
  shop(domain: string): Shop;
  /** The merchant of a shop. */
  merchant(domain: string): Merchant;
  /** Tokens, budget and installation of the app on a shop. */
  front(domain: string): Shopfront;
  /** What App Bridge would hand to the app's pages. */
  mintSessionToken(domain: string, options?: { expiresInSeconds?: number; userId?: string }): string;
  /** An access token for a test that looks into the shop itself; the app's own tokens are not touched. */
  accessToken(domain: string): string;
  /** The app's tokens on a shop stop working; it stays installed. */
  revoke(domain: string): void;
  /** The merchant removes the app: tokens end, app/uninstalled is sent. */
  uninstall(domain: string): void;
  /** The merchant installs it again. */
  install(domain: string): void;
  misbehave(settings: MisbehaviourSettings): void;
  behave(): void;
  readonly calls: CallLog;
  readonly webhooks: readonly SentWebhook[];
  setWebhookUrl(url: string): void;
  /** Sends any topic with any payload, signed. For compliance topics and hand-made cases. */
  sendWebhook(domain: string, topic: string, payload: object): void;
  repeatWebhook(webhook: SentWebhook): void;
  /** Resolves when every webhook has been delivered or given up. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Shopify's four hours, in small: on however busy a machine, the app is up again before they are over. */
const RETRY_DELAYS = [50, 100, 200, 400, 800, ...Array.from({ length: 60 }, () => 2_000)];

/** Starts a stand-in of Shopify on loopback. */
export async function startShopifyWorld(options: ShopifyWorldOptions): Promise<ShopifyWorld> {
  const clock = options.clock ?? { now: () => new Date() };
  const closing = new AbortController();
  const app: App = {
    apiKey: options.apiKey,
    apiSecret: options.apiSecret,
    name: options.appName ?? "HKJ Connect",
    scopes: options.scopes ?? "write_products,write_orders,write_inventory,read_locations,write_customers",
  };
  const scopes = options.scopes === undefined ? undefined : scopesOf(options.scopes);
  if (scopes && options.subscriptions) checkTopics(options.subscriptions, scopes);
  const fronts = new Map<string, Shopfront>();
  const misbehaviour = new Misbehaviour();
  const calls = new CallLog();
  const sender = new WebhookSender(
    {
      apiSecret: app.apiSecret,
      url: options.webhookUrl,
      subscriptions: options.subscriptions ?? ALL_TOPICS,
      retryDelaysMs: options.webhookRetryDelaysMs ?? RETRY_DELAYS,
      timeoutMs: 5_000,
    },
    misbehaviour,
    closing.signal,
  );
  const events = webhookEvents(sender);
  let origin = "";
  const bulk = new BulkEngine(
    { origin: () => origin, delayMs: options.bulkDelayMs ?? 20, misbehaviour },
    closing.signal,
  );
  const server = createShopifyServer({
    app,
    front: (domain) => fronts.get(domain),
    context: ({ shop }) => ({
      shop,
      events,
      bulk,
      scopes,
      searchLag: misbehaviour.current.searchLag ?? 0,
      wholeConnections: false,
    }),
    misbehaviour,
    log: calls,
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const front = (domain: string): Shopfront => {
    const known = fronts.get(domain);
    if (!known) throw new Error(`no shop ${domain} in this world`);
    return known;
  };
  const open = (seed: ShopSeed): Shop => {
    const shop = plantShop(seed, app.name, clock);
    const bucket = { maximumAvailable: 2_000, restoreRate: 100, ...options.bucket };
    fronts.set(seed.domain, new Shopfront(shop, { bucket, scopes: app.scopes }));
    return shop;
  };
  for (const seed of options.shops ?? []) open(seed);

  return {
    origin,
    apiKey: app.apiKey,
    open,
    front,
    shop: (domain) => front(domain).shop,
    merchant: (domain) => merchantOf(front(domain).shop, events),
    mintSessionToken: (domain, { expiresInSeconds = 60, userId = "42" } = {}) => {
      const now = Math.floor(clock.now().getTime() / 1000);
      front(domain);
      const from = { iss: `https://${domain}/admin`, dest: `https://${domain}`, aud: app.apiKey, sub: userId };
      const times = { exp: now + expiresInSeconds, nbf: now - 5, iat: now - 5 };
      return mintJwt({ ...from, ...times, jti: randomUUID(), sid: randomUUID() }, app.apiSecret);
    },
    accessToken: (domain) => front(domain).tokens.observer,
    revoke: (domain) => front(domain).tokens.revoke(),
    uninstall: (domain) => {
      const { tokens, shop } = front(domain);
      tokens.revoke();
      front(domain).installed = false;
      events.uninstalled(shop);
    },
    install: (domain) => void (front(domain).installed = true),
    misbehave: (settings) => misbehaviour.set(settings),
    behave: () => misbehaviour.reset(),
    calls,
    get webhooks() {
      return sender.sent;
    },
    setWebhookUrl: (url) => void (sender.settings.url = url),
    sendWebhook: (domain, topic, payload) => sender.publish(front(domain).shop, topic, () => payload),
    repeatWebhook: (webhook) => sender.repeat(webhook),
    idle: () => sender.idle(),
    close: async () => {
      closing.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
