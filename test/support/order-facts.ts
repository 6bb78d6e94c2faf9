import type { OrderFactsFragment } from "../../app/shopify/generated/admin";

/** What Shopify says of an order with which nothing has happened yet. */
export const untouchedOrder: OrderFactsFragment = {
  id: "gid://shopify/Order/501",
  name: "#1001",
  updatedAt: "2026-11-21T09:00:00Z",
  cancelledAt: null,
  displayFinancialStatus: "PENDING",
  displayFulfillmentStatus: "UNFULFILLED",
  returnStatus: "NO_RETURN",
  currentSubtotalLineItemsQuantity: 2,
  fulfillments: [],
};
