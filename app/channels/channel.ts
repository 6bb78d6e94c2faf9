/**
 * The port every channel fulfils: a small base, plus capabilities a channel may have, each with its guard. The core asks
 * the guard and does without where a channel lacks the capability. A channel knows its own wire format and nothing of
 * Shopify or the database.
 */
import type { CanonicalEvent } from "../canonical/event";
import type { CanonicalOrder, OrderStatus, StatusWords } from "../canonical/order";
import type { CanonicalProduct } from "../canonical/product";
import type { Clock } from "../platform/clock";
import type { HttpClient } from "../platform/http";

export type ChannelId = string;
export type Credentials = Readonly<Record<string, string>>;

/** What a channel needs to make a call for one connection. */
export interface ChannelContext {
  credentials: Credentials;
  /** Without trailing slash. */
  baseUrl: string;
  /** What the last check of credentials found out; the channel's own shape, `{}` before. */
  findings: unknown;
  /** The channel's own settings of this connection, parsed by the channel itself; `{}` means its defaults. */
  options: unknown;
  /** What the merchant chose to call statuses there; a status that is missing goes by the channel's default. */
  statusWords: StatusWords;
  http: HttpClient;
  clock: Clock;
}

export interface CredentialField {
  name: string;
  /** What a pasted value must look like; checked before any call. */
  pattern: RegExp;
  /** How each of its values begins, and no other field's: seen elsewhere, values were mixed up. */
  begins?: string;
}

export type CredentialCheck =
  | { ok: true; findings: Record<string, unknown> }
  /** `field` is the credential at fault, when one is. `retryable`: the channel could not be asked. */
  | { ok: false; code: string; retryable: boolean; field: string | null; params: Record<string, string | number> };

export interface Channel {
  id: ChannelId;
  /** As merchants know it: "HKJ". */
  name: string;
  credentialFields: readonly CredentialField[];
  defaultBaseUrl: string;
  /** Asks the channel whether it takes these credentials, changing nothing there. Never throws for a refusal. */
  checkCredentials(context: ChannelContext): Promise<CredentialCheck>;
}

export interface EventResult {
  eventId: string;
  /** duplicate counts as applied; skipped: the channel saw no need; refused: it never will take this event as it is. */
  outcome: "applied" | "duplicate" | "skipped" | "refused";
  /** The channel's own words. */
  message: string | null;
  /** The channel's id of its answer, for its support, where it gives one. */
  requestId?: string;
}

export interface DeliversEvents {
  deliveryLimits: { maxEvents: number; maxBytes: number };
  /**
   * Sends a batch, in order. Exactly one result an event, in the order given.
   * @throws Failure retryable: transport trouble, send the same events again. Final `channel.credentials_refused` or
   * `channel.disabled`: the connection stops. Final `channel.batch_refused`: the batch as a whole was not taken;
   * `params.message` is why in the channel's words, where it gave any.
   */
  deliver(context: ChannelContext, events: readonly CanonicalEvent[]): Promise<EventResult[]>;
}

export interface NamesStatuses {
  /** What the channel calls each status, where a connection does not say otherwise; null: it is not told. */
  defaultStatusWords: Readonly<Record<OrderStatus, string | null>>;
}

/** How far an import is. */
export interface ImportProgress {
  state: "running" | "finished" | "failed";
  total: number;
  processed: number;
  /** How many products were not taken; `faults` names as many of them as the channel tells. */
  refused: number;
  faults: { /** Index into the products that were uploaded. */ index: number; message: string }[];
  /** Of a failed import: the same upload may succeed later. */
  retryable: boolean;
  /** The channel's own words about the whole. */
  message: string | null;
}

export interface ImportsCatalog {
  importLimits: { maxProducts: number; maxBytes: number };
  /**
   * Hands over many full records at once; the channel works them off by itself. Products that are not among them stay.
   * @returns how the import is asked about
   * @throws Failure as `DeliversEvents.deliver` does; after an unknown outcome a second upload does no harm
   */
  startImport(context: ChannelContext, products: readonly CanonicalProduct[]): Promise<{ importId: string }>;
  /** @throws Failure as above; final `channel.import_unknown` when the channel knows no such import (any more). */
  readImport(context: ChannelContext, importId: string): Promise<ImportProgress>;
}

export interface IncomingRequest {
  rawBody: Buffer;
  headers: Readonly<Record<string, string | undefined>>;
}

export type Received =
  | { kind: "order_placed"; deliveryId: string; order: CanonicalOrder }
  /** At least one of the two: the channel's own reference, and the order id it was answered. */
  | {
      kind: "order_cancelled";
      deliveryId: string;
      channelOrderId: string | null;
      shopOrderId: string | null;
      reason: string | null;
    }
  /** Authentic and well-formed, of a kind we know nothing about. */
  | { kind: "unknown"; deliveryId: string; type: string }
  /** Authentic, but not what it says it is. `code` and a sentence for whoever reads the channel's log. */
  | { kind: "invalid"; deliveryId: string; status: 400 | 422; code: string; message: string };

/** What we say back to the channel. */
export type DeliveryOutcome =
  | { kind: "order_accepted"; shopOrderId: string }
  | { kind: "order_pending"; retryAfterSeconds: number }
  /** Kept and waiting for the merchant: it is stored, it may still become an order. */
  | { kind: "order_held"; reference: string; code: string }
  | { kind: "order_conflict"; code: string; message: string }
  | { kind: "acknowledged" }
  | { kind: "invalid"; status: 400 | 422; code: string; message: string };

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface ReceivesDeliveries {
  /** In constant time, over the raw bytes; false also when the signature is missing. */
  isAuthentic(request: IncomingRequest, credentials: Credentials, options: unknown): boolean;
  /** Only for an authentic request. Never throws. */
  read(request: IncomingRequest): Received;
  answer(outcome: DeliveryOutcome): HttpAnswer;
}

/** Whether events can be sent to this channel. */
export function deliversEvents(channel: Channel): channel is Channel & DeliversEvents {
  return "deliver" in channel;
}

/** Whether this channel has words of its own for statuses. */
export function namesStatuses(channel: Channel): channel is Channel & NamesStatuses {
  return "defaultStatusWords" in channel;
}

/** Whether this channel takes very many records as one file. */
export function importsCatalog(channel: Channel): channel is Channel & ImportsCatalog {
  return "startImport" in channel;
}

/** Whether this channel calls us, with orders. */
export function receivesDeliveries(channel: Channel): channel is Channel & ReceivesDeliveries {
  return "isAuthentic" in channel;
}
