import { type PageArgs, connect } from "../connection";
import type { Context, Fields } from "../context";
import { appNamespace, findOrderByCustomId } from "../../orders/custom-id";
import { countOf, search } from "../search";
import { indexed } from "../search-lag";
import { orderTerms, productTerms, sortOrders, sortProducts, variantTerms } from "../search-terms";
import { translatable } from "./translations";

type ListArgs = PageArgs & { query?: string | null; sortKey?: string | null };
type CountArgs = { query?: string | null; limit?: number | null };

const one =
  (type: string) =>
  (_: unknown, { id }: { id: string }, { shop }: Context) =>
    id.startsWith(`gid://shopify/${type}/`) ? (shop.find(id) ?? null) : null;

export const queryFields: Fields<undefined> = {
  shop: (_, __: object, { shop }) => shop,
  shopLocales: (_, { published }: { published?: boolean | null }, { shop }) =>
    shop.settings.locales.filter((locale) => !published || locale.published),
  node: (_, { id }: { id: string }, { shop }) => shop.find(id) ?? null,
  nodes: (_, { ids }: { ids: string[] }, { shop }) => ids.map((id) => shop.find(id) ?? null),
  product: one("Product"),
  productVariant: one("ProductVariant"),
  inventoryItem: one("InventoryItem"),
  inventoryLevel: one("InventoryLevel"),
  location: one("Location"),
  order: one("Order"),
  customer: one("Customer"),
  fulfillment: one("Fulfillment"),
  fulfillmentOrder: one("FulfillmentOrder"),
  collection: one("Collection"),
  bulkOperation: one("BulkOperation"),
  metafieldDefinition: one("MetafieldDefinition"),
  orderByIdentifier: (_, { identifier }: { identifier: OrderIdentifier }, { shop }) =>
    identifier.id ? (shop.orders.get(identifier.id) ?? null) : findOrderByCustomId(shop, identifier.customId),
  customerByIdentifier: (_, { identifier }: { identifier: CustomerIdentifier }, { shop }) =>
    shop.customers.all.find(
      (one) =>
        one.id === identifier.id ||
        (one.phone !== null && one.phone === identifier.phoneNumber) ||
        (one.email !== null && one.email.toLowerCase() === identifier.emailAddress?.toLowerCase()),
    ) ?? null,
  products: (_, args: ListArgs, context) =>
    connect(sortProducts(search(context.shop.products.all, args.query, productTerms), args.sortKey), args, context),
  productVariants: (_, args: ListArgs, context) =>
    connect(search(context.shop.variants.all, args.query, variantTerms), args, context),
  orders: (_, args: ListArgs, context) =>
    connect(sortOrders(searchOrders(context, args.query), args.sortKey), args, context),
  customers: (_, args: ListArgs, context) => connect(search(context.shop.customers.all, args.query, {}), args, context),
  inventoryItems: (_, args: ListArgs, context) =>
    connect(search(context.shop.items.all, args.query, {}), args, context),
  productsCount: (_, args: CountArgs, { shop }) =>
    countOf(search(shop.products.all, args.query, productTerms), args.limit),
  productVariantsCount: (_, args: CountArgs, { shop }) =>
    countOf(search(shop.variants.all, args.query, variantTerms), args.limit),
  ordersCount: (_, args: CountArgs, context) => countOf(searchOrders(context, args.query), args.limit),
  locations: (_, args: ListArgs & { includeInactive?: boolean | null }, context) =>
    connect(activeLocations(context, args.includeInactive ?? false), args, context),
  locationsAvailableForDeliveryProfilesConnection: (_, args: PageArgs, context) =>
    connect(activeLocations(context, false), args, context),
  publications: (_, args: PageArgs, context) => connect(context.shop.publications, args, context),
  collections: (_, args: ListArgs, context) => connect(search(context.shop.collections, args.query, {}), args, context),
  translatableResource: (_, { resourceId }: { resourceId: string }, { shop }) => translatable(shop, resourceId) ?? null,
  translatableResourcesByIds: (_, args: PageArgs & { resourceIds: string[] }, context) =>
    connect(
      args.resourceIds.flatMap((id) => translatable(context.shop, id) ?? []),
      args,
      context,
    ),
  translatableResources: (_, args: PageArgs & { resourceType: string }, context) =>
    connect(
      ofType(context, args.resourceType).flatMap((id) => translatable(context.shop, id) ?? []),
      args,
      context,
    ),
  metafieldDefinitions: (
    _,
    args: PageArgs & { ownerType: string; namespace?: string | null; key?: string | null },
    context,
  ) => connect(definitions(context, args), args, context),
  currentBulkOperation: (_, __: object, { shop }) => [...shop.bulkOperations.values()].at(-1) ?? null,
  bulkOperations: (_, args: PageArgs, context) => connect([...context.shop.bulkOperations.values()], args, context),
};

interface CustomerIdentifier {
  id?: string;
  phoneNumber?: string;
  emailAddress?: string;
}

interface OrderIdentifier {
  id?: string | null;
  customId?: { namespace?: string | null; key: string; value: string } | null;
}

function searchOrders({ shop, searchLag }: Context, query: string | null | undefined) {
  return search(indexed(shop.orders.all, query, searchLag), query, orderTerms);
}

function activeLocations({ shop }: Context, includeInactive: boolean) {
  return shop.locations.filter((location) => includeInactive || location.isActive);
}

function ofType({ shop }: Context, type: string): string[] {
  if (type === "PRODUCT") return shop.products.all.map(({ id }) => id);
  if (type === "PRODUCT_OPTION") return [...shop.options.keys()];
  return type === "PRODUCT_OPTION_VALUE" ? [...shop.optionValues.keys()] : [];
}

function definitions({ shop }: Context, args: { ownerType: string; namespace?: string | null; key?: string | null }) {
  const namespace = args.namespace ? appNamespace(args.namespace) : undefined;
  return shop.definitions.filter(
    (one) =>
      one.ownerType === args.ownerType &&
      (!namespace || one.namespace === namespace) &&
      (!args.key || one.key === args.key),
  );
}
