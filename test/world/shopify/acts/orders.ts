import { cancelOrder } from "../orders/cancel";
import { type FulfillRequest, addFulfillmentEvent, cancelFulfillment, fulfill } from "../orders/fulfill";
import { refundLines } from "../orders/refund-lines";
import type { FulfillmentRecord, OrderRecord, RefundRecord } from "../store/records";
import type { Shop } from "../store/shop";
import type { WorldEvents } from "../world-events";
import { orderOf } from "./find";

/** What a merchant does to orders in the admin. Ids may be gids or bare numbers. */
export class OrderActs {
  constructor(
    private readonly shop: Shop,
    private readonly events: WorldEvents,
  ) {}

  /** Ships all that is open, or the named quantities by line item id. */
  fulfillOrder(orderId: string, request: FulfillRequest = {}): FulfillmentRecord {
    return fulfill(this.shop, this.events, orderOf(this.shop, orderId), request);
  }

  /** The carrier says it has arrived: the last fulfilment, unless one is named. */
  deliver(orderId: string, fulfillmentId?: string): FulfillmentRecord {
    return this.track(orderId, "DELIVERED", fulfillmentId);
  }

  /** A carrier's event: IN_TRANSIT, OUT_FOR_DELIVERY, DELIVERED, FAILURE, ... */
  track(orderId: string, status: string, fulfillmentId?: string): FulfillmentRecord {
    const one = this.#fulfillment(orderId, fulfillmentId);
    addFulfillmentEvent(this.shop, this.events, one, status);
    return one;
  }

  /** What was shipped was not: it waits to be shipped again. */
  cancelFulfillment(orderId: string, fulfillmentId?: string): FulfillmentRecord {
    const one = this.#fulfillment(orderId, fulfillmentId);
    cancelFulfillment(this.shop, this.events, one);
    return one;
  }

  deleteOrder(orderId: string): void {
    const order = orderOf(this.shop, orderId);
    this.shop.orders.delete(order.id);
    this.events.orderDeleted(this.shop, order.id);
  }

  cancelOrder(orderId: string, options: { reason?: string; restock?: boolean; refund?: boolean } = {}): OrderRecord {
    const order = orderOf(this.shop, orderId);
    const { reason = "CUSTOMER", restock = true, refund = true } = options;
    const [error] = cancelOrder(this.shop, this.events, { orderId: order.id, reason, restock, refund });
    if (error) throw new Error(error.message);
    return order;
  }

  /** Refunds everything that is left, or the named quantities by line item id; restocks unless told not to. */
  refundOrder(
    orderId: string,
    options: { lines?: Readonly<Record<string, number>>; restock?: boolean; note?: string } = {},
  ): RefundRecord {
    return refundLines(this.shop, this.events, orderOf(this.shop, orderId), options);
  }

  #fulfillment(orderId: string, fulfillmentId: string | undefined): FulfillmentRecord {
    const order = orderOf(this.shop, orderId);
    const one = order.fulfillments.find(({ id }) => id === fulfillmentId) ?? order.fulfillments.at(-1);
    if (!one) throw new Error(`order ${order.name} has no fulfilment`);
    return one;
  }
}
