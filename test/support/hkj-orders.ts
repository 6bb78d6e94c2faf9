import { decode } from "../../app/channels/hkj/decode";

export type Data = Record<string, unknown>;

/** An order in the shape HKJ most likely sends (contract H4). */
export const documented: Data = {
  order_number: "HKJ-1042",
  customer: { name: "لينا", phone: "+962790000000", email: null },
  delivery_address: { city: "Amman", area: "Abdoun", street: "Cairo St", building: "12", notes: "bell", lat: null },
  items: [
    { sku: "OLV-750", external_id: "44", title_en: "Olive oil", title_ar: "زيت", quantity: 2, unit_price_fils: 6250 },
  ],
  subtotal_fils: 12500,
  delivery_fee_fils: 2000,
  discount_fils: 0,
  total_fils: 14500,
  payment_method: "cod",
  payment_status: "pending",
  notes: "after six",
};

/** What it means. */
export const canonical = {
  channelOrderId: "HKJ-1042",
  placedAt: "2026-05-01T09:30:00.000Z",
  customer: { name: "لينا", phone: "+962790000000", email: null },
  address: {
    text: null,
    street: "Cairo St",
    building: "12",
    area: "Abdoun",
    city: "Amman",
    notes: "bell",
    countryCode: "JO",
  },
  lines: [
    {
      sku: "OLV-750",
      externalId: "44",
      barcode: null,
      title: "Olive oil",
      titleAr: "زيت",
      quantity: 2,
      unitPriceFils: 6250,
    },
  ],
  deliveryFeeFils: 2000,
  discountFils: 0,
  totalFils: 14500,
  paymentMethod: "cod",
  paid: false,
  note: "after six",
  test: false,
};

/** Reads a body as an authentic call. */
export function read(body: unknown) {
  return decode({ rawBody: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)), headers: {} });
}

export function placed(data: Data, envelope: Data = {}) {
  return { event_id: "evt-1", event_type: "order.placed", occurred_at: "2026-05-01T09:30:00Z", data, ...envelope };
}

/** The canonical order of the documented one with `change` laid over it; undefined removes a field. */
export function orderWith(change: Data) {
  const received = read(placed({ ...documented, ...change }));
  if (received.kind !== "order_placed") throw new Error(`it was read as ${received.kind}`);
  return received.order;
}

export function refusalOf(change: Data) {
  return read(placed({ ...documented, ...change }));
}

export const line = (fields: Data) => ({ items: [{ sku: "OLV-750", quantity: 2, ...fields }] });
