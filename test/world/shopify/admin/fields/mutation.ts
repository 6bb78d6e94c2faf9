import { cancelBulkOperation, runBulkQuery } from "../../bulk/run";
import { type CancelArgs, cancelOrder } from "../../orders/cancel";
import { createOrder } from "../../orders/create";
import type { InventoryBehaviour, OrderInput } from "../../orders/input";
import { type OrderUpdateInput, updateOrder } from "../../orders/update";
import { changeTags } from "../../orders/tags";
import type { Fields } from "../context";
import { setMetafields } from "../metafields-set";
import { registerTranslations } from "../register-translations";
import { type FeedbackInput, tellFeedback } from "../product-feedback";
import { type DefinitionInput, createDefinition } from "../metafield-definitions";

let jobs = 0;

/** A job that does its work at once, though it says it is not done, as Shopify's answer does. */
function job(): { id: string; done: boolean } {
  jobs += 1;
  return { id: `gid://shopify/Job/00000000-0000-4000-8000-${String(jobs).padStart(12, "0")}`, done: false };
}

export const mutationFields: Fields<undefined> = {
  orderCreate: (
    _,
    { order, options }: { order: OrderInput; options?: { inventoryBehaviour?: InventoryBehaviour | null } | null },
    { shop, events },
  ) => createOrder(shop, events, order, options?.inventoryBehaviour ?? "BYPASS"),
  orderCancel: (_, args: CancelArgs, { shop, events }) => {
    const errors = cancelOrder(shop, events, args);
    return { job: errors.length ? null : job(), orderCancelUserErrors: errors, userErrors: errors };
  },
  orderUpdate: (_, { input }: { input: OrderUpdateInput }, { shop, events }) => updateOrder(shop, events, input),
  tagsAdd: (_, { id, tags }: { id: string; tags: string[] }, { shop, events }) =>
    changeTags(shop, events, id, (current) => [...current, ...tags]),
  tagsRemove: (_, { id, tags }: { id: string; tags: string[] }, { shop, events }) =>
    changeTags(shop, events, id, (current) => current.filter((tag) => !tags.includes(tag))),
  metafieldDefinitionCreate: (_, { definition }: { definition: DefinitionInput }, { shop }) =>
    createDefinition(shop, definition),
  metafieldsSet: (_, { metafields }: { metafields: Parameters<typeof setMetafields>[1] }, { shop }) =>
    setMetafields(shop, metafields),
  translationsRegister: (
    _,
    args: { resourceId: string; translations: Parameters<typeof registerTranslations>[2] },
    context,
  ) => registerTranslations(context, args.resourceId, args.translations),
  bulkProductResourceFeedbackCreate: (_, { feedbackInput }: { feedbackInput: FeedbackInput[] }, { shop }) =>
    tellFeedback(shop, feedbackInput),
  bulkOperationRunQuery: (_, { query, groupObjects }: { query: string; groupObjects?: boolean | null }, context) =>
    runBulkQuery(context, query, groupObjects ?? false),
  bulkOperationCancel: (_, { id }: { id: string }, context) => cancelBulkOperation(context, id),
};
