import type { Misbehaviour } from "./misbehaviour";

export type LightEventName = "stock.updated" | "price.updated" | "product.deleted";

/** How this HKJ is, where HKJ's documents leave it open. Every field may be changed while the world runs. */
export interface HkjBehaviour {
  /** Event types understood beside product.upserted and order.status_changed. */
  understands: LightEventName[];
  /** How an event type that is not understood is answered. */
  unknownTypes: "error" | "skipped";
  /** Data keys of product.upserted that are not known are an error. */
  strictKeys: boolean;
  /** An event id answered with an error counts as handled: the same id again is a duplicate. */
  errorsConsumeIds: boolean;
  maxEvents: number;
  maxBytes: number;
  signature: "hex" | "sha256-hex" | "base64" | "timestamped";
  statusWords: string[];
}

export interface HkjWorldOptions extends Partial<HkjBehaviour> {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Milliseconds since 1970 for the logs. */
  now?: () => number;
  misbehaviours?: Misbehaviour[];
  /** Every upload as it came, before anything is made of it: "/integration/events" and its body. */
  onPost?: (url: string, body: string) => void;
}

export const DEFAULT_BEHAVIOUR: HkjBehaviour = {
  understands: ["stock.updated", "price.updated", "product.deleted"],
  unknownTypes: "error",
  strictKeys: false,
  errorsConsumeIds: false,
  maxEvents: 1000,
  maxBytes: 5_000_000,
  signature: "hex",
  statusWords: ["pending", "confirmed", "processing", "shipped", "delivered", "cancelled", "returned", "refunded"],
};
