import type { HkjOrder, HkjShop } from "./shop-state";

export interface OrderLineInput {
  sku?: string;
  quantity: number;
  /** The catalogue's price unless told. */
  unitPriceFils?: number;
  externalId?: string;
}

/** What a shopper orders in the chat; everything but the lines has a plausible default. */
export interface OrderInput {
  items: OrderLineInput[];
  orderNumber?: string;
  customer?: Record<string, unknown>;
  address?: Record<string, unknown> | string;
  deliveryFeeFils?: number;
  discountFils?: number;
  paymentMethod?: string;
  notes?: string;
  /** Laid over the finished `data`; undefined removes a key. */
  data?: Record<string, unknown>;
}

/** Puts an order into HKJ's books, priced from its catalogue, with the `data` of its order.placed. */
export function takeOrder(shop: HkjShop, input: OrderInput): HkjOrder {
  const id = shop.orders.size + 1;
  const orderNumber = input.orderNumber ?? `HKJ-${1000 + id}`;
  const items = input.items.map((item) => lineOf(shop, item));
  const subtotal = items.reduce((sum, item) => sum + item.line_total_fils, 0);
  const fee = input.deliveryFeeFils ?? 2000;
  const discount = input.discountFils ?? 0;
  const data: Record<string, unknown> = {
    order_number: orderNumber,
    customer: input.customer ?? { name: "لينا حداد", phone: "+962790000000", email: null },
    delivery_address: input.address ?? {
      city: "Amman",
      area: "Abdoun",
      street: "Cairo Street",
      building: "12",
      notes: "",
    },
    items,
    subtotal_fils: subtotal,
    delivery_fee_fils: fee,
    discount_fils: discount,
    total_fils: subtotal + fee - discount,
    payment_method: input.paymentMethod ?? "cod",
    payment_status: "pending",
    notes: input.notes ?? "",
    ...input.data,
  };
  const order: HkjOrder = {
    id,
    orderNumber,
    eventId: `evt-${orderNumber}-placed`,
    data,
    externalId: null,
    answeredIds: [],
    attempts: [],
    statuses: [],
  };
  shop.orders.set(order.orderNumber, order);
  return order;
}

function lineOf(shop: HkjShop, item: OrderLineInput) {
  const product = item.sku === undefined ? undefined : shop.products.get(item.sku);
  const unit = item.unitPriceFils ?? product?.price_fils ?? 1000;
  const externalId = item.externalId ?? product?.["external_id"];
  return {
    ...(item.sku !== undefined && { sku: item.sku }),
    ...(externalId !== undefined && { external_id: externalId }),
    title_en: product?.title_en ?? "Article",
    title_ar: product?.title_ar ?? "منتج",
    quantity: item.quantity,
    unit_price_fils: unit,
    line_total_fils: unit * item.quantity,
  };
}
