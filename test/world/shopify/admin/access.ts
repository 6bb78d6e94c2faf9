import { GraphQLError } from "graphql";

/** Access scopes by field; a write scope includes its read scope. What is not here needs none, or is not modelled. */
const NEEDED: Readonly<Record<string, string>> = {
  "QueryRoot.products": "read_products",
  "QueryRoot.product": "read_products",
  "QueryRoot.productVariants": "read_products",
  "QueryRoot.productVariant": "read_products",
  "QueryRoot.productsCount": "read_products",
  "QueryRoot.productVariantsCount": "read_products",
  "QueryRoot.collections": "read_products",
  "QueryRoot.orders": "read_orders",
  "QueryRoot.order": "read_orders",
  "QueryRoot.orderByIdentifier": "read_orders",
  "QueryRoot.ordersCount": "read_orders",
  "QueryRoot.customers": "read_customers",
  "QueryRoot.customer": "read_customers",
  "QueryRoot.customerByIdentifier": "read_customers",
  "QueryRoot.locations": "read_locations",
  "QueryRoot.location": "read_locations",
  "QueryRoot.inventoryItem": "read_inventory",
  "QueryRoot.inventoryItems": "read_inventory",
  "QueryRoot.inventoryLevel": "read_inventory",
  "QueryRoot.shopLocales": "read_locales",
  "QueryRoot.translatableResource": "read_translations",
  "QueryRoot.translatableResources": "read_translations",
  "QueryRoot.translatableResourcesByIds": "read_translations",
  "QueryRoot.publications": "read_publications",
  "Product.translations": "read_translations",
  "ProductOption.translations": "read_translations",
  "ProductOptionValue.translations": "read_translations",
  "Product.resourcePublications": "read_publications",
  "Product.resourcePublicationsV2": "read_publications",
  "Product.publishedOnCurrentPublication": "read_publications",
  "Product.publishedOnPublication": "read_publications",
  "ProductVariant.inventoryItem": "read_inventory",
  "Order.customer": "read_customers",
  "Mutation.orderCreate": "write_orders",
  "Mutation.orderCancel": "write_orders",
  "Mutation.orderUpdate": "write_orders",
  "Mutation.translationsRegister": "write_translations",
  "Mutation.bulkProductResourceFeedbackCreate": "write_resource_feedbacks",
};

/** Does the app have what a field needs? Shopify answers null in its place, and this error. */
export function accessError(key: string, scopes: ReadonlySet<string>): GraphQLError | undefined {
  const needed = NEEDED[key];
  if (!needed || scopes.has(needed) || scopes.has(needed.replace(/^read_/, "write_"))) return undefined;
  const requiredAccess = `\`${needed}\` access scope.`;
  const message = `Access denied for ${key.split(".")[1] ?? key} field. Required access: ${requiredAccess}`;
  const documentation = "https://shopify.dev/api/usage/access-scopes";
  return new GraphQLError(message, { extensions: { code: "ACCESS_DENIED", documentation, requiredAccess } });
}

/** "read_products,write_orders" */
export function scopesOf(list: string): ReadonlySet<string> {
  return new Set(list.split(",").map((scope) => scope.trim()));
}
