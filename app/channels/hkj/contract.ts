/**
 * HKJ's contract, as data: every name, alias, status word, scheme and limit of it that this app knows or assumes. What is
 * documented and what is assumed is told in docs/contract.md, with the constant to change when a truth is learned (the
 * H-numbers below are its rows). Nothing else in this folder spells a name that HKJ reads or writes, but signature.ts, which
 * is how each scheme is read.
 */
import type { OrderStatus } from "../../canonical/order";

export const CHANNEL_ID = "hkj";
export const CHANNEL_NAME = "HKJ";

// --- Calls we make -------------------------------------------------------------------------------------------------

/** Documented. */
export const API_KEY_HEADER = "X-API-Key";
export const PATHS = { events: "/integration/events", bulk: "/integration/bulk" } as const;

/** `ik_live_` is documented; `ik_test_` and the like are allowed for. The secret's form is unknown, but it is no key. */
export const CREDENTIAL_FIELDS = [
  { name: "apiKey", pattern: /^ik_[a-z]+_[\x21-\x7e]{3,200}$/, begins: "ik_" },
  { name: "signingSecret", pattern: /^(?!ik_)\S{8,500}$/ },
] as const;

/** A batch id that cannot exist: asking for it tells a good key (404) from a bad one (401), changing nothing. */
export const IMPOSSIBLE_BATCH_ID = 2_147_483_647;

/** H20, H21, H22: no figure is documented. One request at a time per shop keeps any reasonable rate. */
export const LIMITS = { maxEvents: 100, maxBytes: 1_000_000, eventsTimeoutMs: 30_000, checkTimeoutMs: 10_000 } as const;

/** H21: what an HTTP status of a call means. Whatever is not named here is transport trouble: the same events go again. */
export const STATUS_MEANING: Readonly<Record<number, "credentials" | "disabled" | "refused" | "rate">> = {
  401: "credentials",
  403: "disabled",
  400: "refused",
  413: "refused",
  422: "refused",
  429: "rate",
};

/** Documented: where an answer holds one result an event, and what each says. */
export const RESULT_KEYS = {
  list: "results",
  eventId: "event_id",
  status: "status",
  action: "action",
  reason: "reason",
  error: "error",
} as const;

/** Documented: the status words of one event's result. */
export const RESULT_WORDS = {
  applied: "applied",
  duplicate: "duplicate",
  skipped: "skipped",
  error: "refused",
} as const;

// --- Events we send ------------------------------------------------------------------------------------------------

/** `product.upserted` and `order.status_changed` are documented; H11 and H12: the others are assumed, and probed for. */
export const EVENT_NAMES = {
  upserted: "product.upserted",
  stock: "stock.updated",
  price: "price.updated",
  deleted: "product.deleted",
  status: "order.status_changed",
} as const;
export type LightEvent = "stock" | "price" | "deleted";

/** Documented. H18: `occurred_at` is not, and stays out unless an option asks for it. */
export const ENVELOPE_KEYS = { id: "event_id", type: "event_type", data: "data", occurredAt: "occurred_at" } as const;

/** H13: an upsert may replace or merge, so all of these always go along (a barcode where there is one). */
export const PRODUCT_KEYS = {
  sku: "sku",
  externalId: "external_id",
  barcode: "barcode",
  titleEn: "title_en",
  titleAr: "title_ar",
  priceFils: "price_fils",
  stockQty: "stock_qty",
} as const;

/** H14, H26: what HKJ is never sent without, and the least price; anything else is refused before it leaves. */
export const REQUIRED_PRODUCT_KEYS = ["sku", "titleEn", "titleAr"] as const;
export const LEAST_PRICE_FILS = 0;

/** H15: candidate names, sent only where a connection's options ask for them. */
export const OPTIONAL_PRODUCT_KEYS = {
  descriptionEn: "description_en",
  descriptionAr: "description_ar",
  categoryPathEn: "category_path_en",
  categoryPathAr: "category_path_ar",
  imageUrls: "images",
  brand: "brand",
  compareAtPriceFils: "compare_at_price_fils",
  isActive: "is_active",
} as const;
export type OptionalProductField = keyof typeof OPTIONAL_PRODUCT_KEYS;
/** H17: whether HKJ minds a key it does not know is unknown, so none of them goes out by itself. */
export const DEFAULT_OPTIONAL_FIELDS: readonly OptionalProductField[] = [];

/** H16 */
export const CATEGORY_SEPARATOR = " > ";

/** H9: whose id goes under which name in `order.status_changed`. */
export const STATUS_KEYS = {
  shopOrderId: ["order_id", "external_order_id"],
  channelOrderId: ["order_number"],
  status: "status",
  trackingNumber: "tracking_number",
  trackingUrl: "tracking_url",
  /** Sent only where option `carrier` says "key" (H17). */
  carrier: "tracking_company",
  noteEn: "note_en",
  noteAr: "note_ar",
} as const;

/**
 * H10: our words in HKJ's; null where HKJ is thought to have none, and nothing is told rather than something wrong: to
 * say "refunded" of a part would end the order in the shopper's eyes.
 */
export const STATUS_WORDS: Readonly<Record<OrderStatus, string | null>> = {
  confirmed: "confirmed",
  processing: "processing",
  partly_shipped: "processing",
  shipped: "shipped",
  delivered: "delivered",
  cancelled: "cancelled",
  partly_refunded: null,
  refunded: "refunded",
  returned: "returned",
};

/** What the word above leaves unsaid; goes along where the shop gives no note of its own. */
export const STATUS_NOTES: Readonly<Partial<Record<OrderStatus, { en: string; ar: string }>>> = {
  partly_shipped: { en: "Part of the order is on its way.", ar: "جزء من الطلب في الطريق إليك." },
};

/** Who carries the parcel, for the notes: a tracking number says little without it. */
export const CARRIER_NOTES = { en: "Carrier: ", ar: "شركة الشحن: " } as const;

/** The probe: an article that cannot exist, and an event name nobody knows, to see how an unknown name is answered. */
export const PROBE = { sku: "hkj-connect--probe--no-such-article", unknownEvent: "hkj_connect.probe" } as const;

/**
 * H23 to H25: a JSON list of the same records as in events; the first row is 1; what is absent stays. H20: how much goes into
 * one file, and how long its upload may take, are limits of our own.
 */
export const BULK = {
  query: "format=json",
  firstRow: 1,
  maxProducts: 5_000,
  maxBytes: 20_000_000,
  timeoutMs: 60_000,
  /** Documented. */
  states: { pending: "running", started: "running", done: "finished", failed: "failed" },
} as const;

/** Documented: how HKJ names an import, and what it tells of one. */
export const BULK_KEYS = {
  id: "batch_id",
  status: "status",
  total: "total_rows",
  processed: "processed_rows",
  refused: "error_rows",
  message: "error_summary",
  retryable: "retriable",
  faults: "errors",
  row: "row",
  fault: "error",
} as const;

// --- Calls HKJ makes -----------------------------------------------------------------------------------------------

/** H1, H2. `timestamped` is `t=<seconds>,v1=<hex>` over `<t>.<body>`; no timestamp is ever demanded. */
export const SIGNATURE_HEADER = "x-signature";
export const SIGNATURE_SCHEMES = ["hex", "sha256-hex", "base64", "timestamped"] as const;
export type SignatureScheme = (typeof SIGNATURE_SCHEMES)[number];
/** What is accepted while a connection's options name no scheme. */
export const DEFAULT_SIGNATURE_SCHEMES: readonly SignatureScheme[] = ["hex", "sha256-hex"];

/** H3, H5: compared in lower case. */
export const INCOMING_EVENTS = {
  placed: ["order.placed", "order.created"],
  cancelled: ["order.cancelled", "order.canceled"],
} as const;

/** H3 */
export const ENVELOPE_ALIASES = {
  id: ["event_id", "id"],
  type: ["event_type", "type", "event"],
  data: ["data", "payload"],
  occurredAt: ["occurred_at", "timestamp"],
} as const;

/** Names for one amount; every name in fils is tried before any in dinars, because fils win where both are sent. */
export interface MoneyAliases {
  fils: readonly string[];
  jod: readonly string[];
}

/** H4: the first name that is there counts. */
export const ORDER_ALIASES = {
  /** The order's own object, where `data` only wraps it. */
  container: ["order"],
  reference: ["order_number", "order_ref", "reference", "order_id", "id"],
  placedAt: ["placed_at", "created_at", "ordered_at"],
  lines: ["items", "line_items", "lines", "products"],
  customer: ["customer", "shopper"],
  address: ["delivery_address", "shipping_address", "address"],
  paymentMethod: ["payment_method"],
  paymentStatus: ["payment_status"],
  paid: ["paid", "is_paid"],
  note: ["notes", "note", "comment"],
  test: ["test", "is_test"],
  /** Our own order id, as HKJ was answered. */
  shopOrderId: ["external_order_id", "external_id"],
  cancelReason: ["reason", "cancel_reason", "cancellation_reason"],
} as const;

export const ORDER_MONEY = {
  total: { fils: ["total_fils", "grand_total_fils"], jod: ["total_jod", "grand_total_jod"] },
  deliveryFee: {
    fils: ["delivery_fee_fils", "shipping_fils", "shipping_fee_fils"],
    jod: ["delivery_fee_jod", "shipping_jod", "shipping_fee_jod"],
  },
  discount: { fils: ["discount_fils"], jod: ["discount_jod"] },
} as const satisfies Record<string, MoneyAliases>;

export const LINE_ALIASES = {
  /** Where a line wraps its article. */
  container: ["product", "variant"],
  sku: ["sku"],
  externalId: ["external_id"],
  barcode: ["barcode"],
  title: ["title", "name", "title_en", "title_ar", "name_en", "name_ar"],
  titleAr: ["title_ar", "name_ar"],
  quantity: ["quantity", "qty"],
} as const;

export const LINE_MONEY = {
  unitPrice: { fils: ["unit_price_fils", "price_fils"], jod: ["unit_price_jod", "price_jod"] },
  lineTotal: {
    fils: ["line_total_fils", "total_fils", "subtotal_fils"],
    jod: ["line_total_jod", "total_jod", "subtotal_jod"],
  },
  /** Off the whole line. */
  discount: {
    fils: ["discount_fils", "line_discount_fils"],
    jod: ["discount_jod", "line_discount_jod"],
  },
} as const satisfies Record<string, MoneyAliases>;

export const CUSTOMER_ALIASES = {
  name: ["name", "full_name"],
  firstName: ["first_name"],
  lastName: ["last_name"],
  phone: ["phone", "phone_number", "mobile"],
  email: ["email"],
  /** Where the customer is told in flat fields of the order. */
  flat: { name: ["customer_name"], phone: ["customer_phone", "phone"], email: ["customer_email", "email"] },
} as const;

export const ADDRESS_ALIASES = {
  text: ["text", "full_address", "formatted_address", "address"],
  street: ["street", "line1", "address1", "address_line1"],
  building: ["building", "building_number"],
  area: ["area", "district", "neighborhood", "neighbourhood"],
  city: ["city"],
  governorate: ["governorate", "province", "state", "region"],
  apartment: ["apartment", "apartment_number", "flat", "unit"],
  floor: ["floor", "floor_number"],
  notes: ["notes", "note", "instructions", "landmark"],
  country: ["country_code", "country"],
  latitude: ["lat", "latitude"],
  longitude: ["lng", "lon", "longitude"],
} as const;

/** Words of `payment_status` that mean the money is in. */
export const PAID_WORDS: readonly string[] = ["paid", "captured", "completed"];

/** Longest event id kept as it is, longest order reference, and the largest amount an order may name. */
export const INCOMING_LIMITS = { eventId: 128, reference: 128, fils: 2_000_000_000 } as const;

// --- Our answers to HKJ --------------------------------------------------------------------------------------------

/** H6: the name HKJ reads our order id from is unknown, so it is under all of them. */
export const ANSWER_ID_KEYS = ["order_id", "external_order_id", "external_id"] as const;

/** Beside our order id: what became of the call, and for HKJ's log why it was not taken. */
export const ANSWER_KEYS = { status: "status", code: "code", error: "error" } as const;

/** H7, H8: any status but 2xx is taken to be repeated; 200 only for what is stored for good. */
export const ANSWERS = {
  accepted: { http: 200, status: "ok" },
  held: { http: 200, status: "pending_review" },
  acknowledged: { http: 200, status: "ok" },
  pending: { http: 503, status: "pending" },
  conflict: { http: 409, status: "error" },
  invalid: { status: "error" },
} as const;
