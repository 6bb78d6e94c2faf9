import type { CanonicalEvent } from "../../app/canonical/event";
import type { Channel, ChannelContext, CredentialCheck, DeliversEvents, EventResult } from "../../app/channels/channel";
import type { ChannelRegistry } from "../../app/channels/registry";
import { Failure } from "../../app/platform/failure";

export const FAKE_CREDENTIALS = { apiKey: "ik_live_0123456789abcdef", signingSecret: "whsec_fedcba9876543210" };

export const CREDENTIALS_REFUSED: CredentialCheck = {
  ok: false,
  code: "channel.credentials_refused",
  field: "apiKey",
  retryable: false,
  params: {},
};

type Behaviour = (events: readonly CanonicalEvent[]) => void;

/** A channel in memory that keeps what it is sent, idempotent by event id, and can be told to misbehave. */
export interface FakeChannel extends Channel, DeliversEvents {
  /** Each SKU as the events about it left it; of an article it has, it only takes over what an event says has changed. */
  products: Map<string, { titleEn: string; stockQty: number }>;
  /** Every stock it was ever told, in order. */
  history: { sku: string; stockQty: number }[];
  /** Every batch that came in, whatever became of it. */
  batches: string[][];
  checks: ChannelContext[];
  // As properties, so that a test can put something in front of them.
  deliver: DeliversEvents["deliver"];
  checkCredentials: Channel["checkCredentials"];
  check: CredentialCheck;
  limits(maxEvents: number, maxBytes?: number): void;
  /** Runs before anything is applied; what it throws is the answer. */
  before: Behaviour;
  /** Runs after everything is applied: what it throws is an answer that got lost. */
  after: Behaviour;
  /** Refuses one event, in these words. */
  refuse: (event: CanonicalEvent) => string | undefined;
}

export function fakeChannel(id = "fake"): FakeChannel {
  const seen = new Set<string>();
  const nothing: Behaviour = () => undefined;
  const channel: FakeChannel = {
    id,
    name: "Fake",
    credentialFields: [
      { name: "apiKey", pattern: /^ik_live_\w{8,}$/, begins: "ik_" },
      { name: "signingSecret", pattern: /^(?!ik_)\S{8,}$/ },
    ],
    defaultBaseUrl: "https://fake.example.com/api",
    deliveryLimits: { maxEvents: 100, maxBytes: 1_000_000 },
    products: new Map(),
    history: [],
    batches: [],
    checks: [],
    check: { ok: true, findings: { lightEvents: [] } },
    limits: (maxEvents, maxBytes = 1_000_000) => void (channel.deliveryLimits = { maxEvents, maxBytes }),
    before: nothing,
    after: nothing,
    refuse: () => undefined,
    checkCredentials: async (context) => {
      channel.checks.push(context);
      return channel.check;
    },
    deliver: async (_context, events) => {
      channel.batches.push(events.map((event) => event.eventId));
      channel.before(events);
      const results = events.map((event): EventResult => {
        const { eventId } = event;
        if (seen.has(eventId)) return { eventId, outcome: "duplicate", message: null };
        const words = channel.refuse(event);
        if (words) return { eventId, outcome: "refused", message: words };
        seen.add(eventId);
        apply(channel, event);
        return { eventId, outcome: "applied", message: null };
      });
      channel.after(events);
      return results;
    },
  };
  return channel;
}

function apply(channel: FakeChannel, event: CanonicalEvent): void {
  if (event.type === "product.removed") channel.products.delete(event.product.sku);
  if (event.type !== "product.upserted") return;
  const { sku, stockQty, titleEn } = event.product;
  const known = channel.products.get(sku);
  const title = known && !event.changed.includes("content") ? known.titleEn : titleEn;
  const stock = known && !event.changed.includes("stock") ? known.stockQty : stockQty;
  channel.products.set(sku, { titleEn: title, stockQty: stock });
  channel.history.push({ sku, stockQty });
}

export function registryOf(...channels: Channel[]): ChannelRegistry {
  return new Map(channels.map((channel) => [channel.id, channel]));
}

export function unavailable(details: { retryAfterMs?: number } = {}): Failure {
  return new Failure({
    kind: "retryable",
    code: "channel.unavailable",
    message: "503",
    outcomeUnknown: true,
    ...details,
  });
}

export function batchRefused(message = "the body is too odd"): Failure {
  return new Failure({ kind: "final", code: "channel.batch_refused", message: "400", params: { message } });
}
