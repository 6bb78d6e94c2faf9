import type { OrderStatusChanged, ProductRemoved, ProductUpserted } from "../../app/canonical/event";
import type { Fils } from "../../app/canonical/money";
import { type CanonicalProduct, canonicalProduct } from "../../app/canonical/product";
import type { ChannelContext } from "../../app/channels/channel";
import { httpClient } from "../../app/platform/http";
import type { HkjShop, HkjWorld } from "../world/hkj";
import { testClock } from "./effects";

/** What the core hands the channel for a call about this shop. */
export function hkjContext(world: HkjWorld, shop: HkjShop, given: Partial<ChannelContext> = {}): ChannelContext {
  return {
    credentials: { apiKey: shop.apiKey, signingSecret: shop.signingSecret },
    baseUrl: world.baseUrl,
    findings: {},
    options: {},
    statusWords: {},
    http: httpClient,
    clock: testClock(),
    ...given,
  };
}

export function someProduct(sku: string, given: Partial<CanonicalProduct> = {}): CanonicalProduct {
  return {
    ...canonicalProduct.parse({
      sku,
      externalId: `44${sku.length}`,
      groupId: "9",
      barcode: null,
      titleEn: `Olive oil ${sku}`,
      titleAr: `زيت زيتون ${sku}`,
      descriptionEn: null,
      descriptionAr: null,
      categoryPathEn: [],
      categoryPathAr: [],
      brand: null,
      priceFils: 6250,
      compareAtPriceFils: null,
      stockQty: 40,
      imageUrls: [],
    }),
    ...given,
  };
}

export function upserted(
  sku: string,
  given: Partial<CanonicalProduct> = {},
  changed: ProductUpserted["changed"] = ["content", "price", "stock"],
  eventId = `p-${sku}-v1`,
): ProductUpserted {
  const product = someProduct(sku, given);
  return { eventId, occurredAt: "2026-11-21T09:00:00.000Z", type: "product.upserted", product, changed };
}

export function removed(sku: string, eventId = `p-${sku}-v9`): ProductRemoved {
  return { eventId, occurredAt: "2026-11-21T09:00:00.000Z", type: "product.removed", product: someProduct(sku) };
}

export function statusChanged(given: Partial<OrderStatusChanged> = {}): OrderStatusChanged {
  return {
    eventId: "o-1-v1",
    occurredAt: "2026-11-21T09:00:00.000Z",
    type: "order.status_changed",
    channelOrderId: "HKJ-1001",
    shopOrderId: "5001",
    status: "shipped",
    tracking: null,
    noteEn: null,
    noteAr: null,
    ...given,
  };
}

export const asFils = (amount: number): Fils => amount as Fils;
