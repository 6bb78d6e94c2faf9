/** A product as HKJ keeps it: the `data` of its last full event, with HKJ's own id. */
export interface HkjProduct extends Record<string, unknown> {
  sku: string;
  title_en: string;
  title_ar: string;
  price_fils: number;
  stock_qty: number;
  product_id: number;
}

export interface HkjResult {
  event_id?: string;
  status: "applied" | "skipped" | "duplicate" | "error";
  action?: string;
  reason?: string;
  error?: string;
  product_id?: number;
  order_id?: number;
}

/** One envelope that came in, with what HKJ made of it. */
export interface ReceivedEvent {
  /** Milliseconds since 1970, of the world's clock. */
  at: number;
  envelope: Record<string, unknown>;
  result: HkjResult;
}

export interface StatusTold extends Record<string, unknown> {
  at: number;
  status: string;
}

export interface OutboundAttempt {
  /** null: no answer came. */
  status: number | null;
  body: string;
  retryAfter: string | null;
  ms: number;
}

/** An order HKJ's chatbot took. */
export interface HkjOrder {
  id: number;
  orderNumber: string;
  eventId: string;
  data: Record<string, unknown>;
  /** The connector's order id, from its first 2xx answer. */
  externalId: string | null;
  /** Every order id the connector ever answered with; more than one differing is a fault of the connector. */
  answeredIds: string[];
  attempts: OutboundAttempt[];
  statuses: StatusTold[];
}

/** A shop that HKJ provisioned an integration for. What a test may set, it sets directly. */
export interface HkjShop {
  name: string;
  apiKey: string;
  signingSecret: string;
  outboundUrl: string | null;
  enabled: boolean;
  /** SKUs whose events are answered with this error. */
  refusedSkus: Map<string, string>;
  products: Map<string, HkjProduct>;
  /** The last product id given. */
  productIds: number;
  orders: Map<string, HkjOrder>;
  processed: Set<string>;
  received: ReceivedEvent[];
  batches: Map<number, BulkBatch>;
}

export interface BulkBatch {
  batch_id: number;
  format: string;
  status: "pending" | "started" | "done" | "failed";
  total_rows: number;
  processed_rows: number;
  error_rows: number;
  error_kind: "invalid_data" | "system" | null;
  error_summary: string;
  retriable: boolean;
  errors: { row: number; error: string }[];
}
