import type { Fields } from "../context";
import { bulkFields } from "./bulk";
import { customerFields } from "./customer";
import { fulfillmentFields } from "./fulfillment";
import { inventoryFields } from "./inventory";
import { metafieldFields } from "./metafields";
import { mutationFields } from "./mutation";
import { orderFields } from "./order";
import { orderLineFields } from "./order-lines";
import { productFields } from "./product";
import { queryFields } from "./query";
import { refundFields } from "./refund";
import { shopFields } from "./shop";
import { translationFields } from "./translations";
import { variantFields } from "./variant";

/** Type name, field name, resolver. A field that is neither here nor a property of its record is not modelled. */
export const fields: Record<string, Fields<never>> = {
  ...shopFields,
  ...productFields,
  ...variantFields,
  ...inventoryFields,
  ...translationFields,
  ...orderFields,
  ...orderLineFields,
  ...fulfillmentFields,
  ...refundFields,
  ...customerFields,
  ...metafieldFields,
  ...bulkFields,
  QueryRoot: queryFields,
  Mutation: mutationFields,
};
