import { describe, expect, it } from "vitest";

import { untouchedOrder as untouched } from "../../test/support/order-facts";
import type { OrderStatus } from "../canonical/order";
import { type OrderFacts, observe, statusesToTell, trackingOf } from "./status";

type Parcel = OrderFacts["fulfillments"][number];

function parcel(facts: Partial<Parcel> = {}): Parcel {
  return {
    id: "gid://shopify/Fulfillment/1",
    status: "SUCCESS",
    displayStatus: "FULFILLED",
    deliveredAt: null,
    updatedAt: "2026-11-21T09:00:00Z",
    trackingInfo: [],
    ...facts,
  };
}

const allBack = { returnStatus: "RETURNED", currentSubtotalLineItemsQuantity: 0 } as const;
const delivered = parcel({ displayStatus: "DELIVERED", deliveredAt: "2026-11-22T09:00:00Z" });
const cancelledAt = "2026-11-21T10:00:00Z";

const words: [what: string, facts: Partial<OrderFacts>, told: OrderStatus[], news: OrderStatus[]][] = [
  ["a new order", {}, [], ["confirmed"]],
  ["an order that only was paid", { displayFinancialStatus: "PAID" }, ["confirmed"], []],
  ["one put on hold", { displayFulfillmentStatus: "ON_HOLD" }, ["confirmed"], []],
  ["one that is packed", { displayFulfillmentStatus: "IN_PROGRESS" }, ["confirmed"], ["processing"]],
  ["one sent in part", { displayFulfillmentStatus: "PARTIALLY_FULFILLED" }, ["confirmed"], ["partly_shipped"]],
  ["one sent", { displayFulfillmentStatus: "FULFILLED", fulfillments: [parcel()] }, ["confirmed"], ["shipped"]],
  [
    "one whose last parcel is still on its way",
    { displayFulfillmentStatus: "FULFILLED", fulfillments: [delivered, parcel()] },
    ["confirmed", "partly_shipped"],
    ["shipped"],
  ],
  [
    "one that arrived, a broken-off parcel aside",
    { displayFulfillmentStatus: "FULFILLED", fulfillments: [delivered, parcel({ status: "CANCELLED" })] },
    ["confirmed", "shipped"],
    ["delivered"],
  ],
  [
    "one that arrived before anything was told",
    { displayFulfillmentStatus: "FULFILLED", fulfillments: [delivered] },
    ["confirmed"],
    ["delivered"],
  ],
  ["a fulfilment taken back", {}, ["confirmed", "shipped"], []],
  [
    "part of the way back",
    { displayFulfillmentStatus: "PARTIALLY_FULFILLED" },
    ["confirmed", "shipped", "delivered"],
    [],
  ],
  ["a cancelled order", { cancelledAt }, ["confirmed"], ["cancelled"]],
  ["a cancelled and refunded order", { cancelledAt, displayFinancialStatus: "REFUNDED" }, ["confirmed"], ["cancelled"]],
  ["a cancelled order, again", { cancelledAt }, ["confirmed", "cancelled"], []],
  [
    "anything after a cancellation",
    { displayFulfillmentStatus: "FULFILLED", fulfillments: [parcel()] },
    ["confirmed", "cancelled"],
    [],
  ],
  ["one refunded in part", { displayFinancialStatus: "PARTIALLY_REFUNDED" }, ["confirmed"], ["partly_refunded"]],
  [
    "one refunded in part, sent later",
    {
      displayFinancialStatus: "PARTIALLY_REFUNDED",
      displayFulfillmentStatus: "FULFILLED",
      fulfillments: [parcel()],
    },
    ["confirmed", "partly_refunded"],
    ["shipped"],
  ],
  [
    "one sent and refunded in part between two looks",
    {
      displayFinancialStatus: "PARTIALLY_REFUNDED",
      displayFulfillmentStatus: "FULFILLED",
      fulfillments: [parcel()],
    },
    ["confirmed"],
    ["shipped", "partly_refunded"],
  ],
  [
    "a refunded order",
    { displayFinancialStatus: "REFUNDED", displayFulfillmentStatus: "FULFILLED", fulfillments: [parcel()] },
    ["confirmed", "shipped"],
    ["refunded"],
  ],
  ["a refunded order, again", { displayFinancialStatus: "REFUNDED" }, ["confirmed", "refunded"], []],
  [
    "a returned order",
    { ...allBack, displayFulfillmentStatus: "FULFILLED", fulfillments: [delivered] },
    ["confirmed", "delivered"],
    ["returned"],
  ],
  [
    "a returned order that was inspected",
    {
      ...allBack,
      returnStatus: "INSPECTION_COMPLETE",
      displayFulfillmentStatus: "FULFILLED",
      fulfillments: [delivered],
    },
    ["confirmed", "delivered"],
    ["returned"],
  ],
  [
    "one of which a part came back",
    { returnStatus: "RETURNED", displayFulfillmentStatus: "FULFILLED", fulfillments: [parcel()] },
    ["confirmed", "shipped"],
    [],
  ],
  [
    "the rest of it on its way",
    { returnStatus: "INSPECTION_COMPLETE", displayFulfillmentStatus: "FULFILLED", fulfillments: [delivered] },
    ["confirmed", "partly_shipped", "returned"],
    ["delivered"],
  ],
  [
    "a returned order, refunded later",
    { ...allBack, displayFinancialStatus: "REFUNDED" },
    ["confirmed", "delivered", "returned"],
    ["refunded"],
  ],
  ["a return that was only asked for", { returnStatus: "RETURN_REQUESTED" }, ["confirmed"], []],
];

describe("what is told of a Shopify order", () => {
  it.each(words)("%s", (_, facts, told, news) => {
    expect(statusesToTell(observe({ ...untouched, ...facts }), told)).toEqual(news);
  });

  it("is told once, whatever state is seen twice", () => {
    for (const [, facts, told] of words) {
      const seen = observe({ ...untouched, ...facts });
      const news = statusesToTell(seen, told);
      expect(statusesToTell(seen, [...told, ...news])).toEqual([]);
    }
  });
});

describe("tracking", () => {
  const info = { company: "Aramex", number: "JO1", url: null };

  it("is that of the newest parcel that bears a number", () => {
    const first = parcel({ trackingInfo: [info] });
    const second = parcel({ updatedAt: "2026-11-21T10:00:00Z", trackingInfo: [{ ...info, number: "JO2" }] });
    expect(trackingOf({ ...untouched, fulfillments: [first, second] })?.number).toBe("JO2");
  });

  it("names no carrier that Shopify does not know itself", () => {
    const other = parcel({ trackingInfo: [{ ...info, company: "Other" }] });
    expect(trackingOf({ ...untouched, fulfillments: [other] })).toMatchObject({ company: null, number: info.number });
  });

  it("is nothing for a parcel that was taken back, or without number and link", () => {
    const dead = parcel({ status: "CANCELLED", trackingInfo: [info] });
    const bare = parcel({ trackingInfo: [{ company: "Aramex", number: null, url: null }] });
    expect(trackingOf({ ...untouched, fulfillments: [dead, bare] })).toBeNull();
  });
});
